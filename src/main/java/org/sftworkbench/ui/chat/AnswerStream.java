package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.sftworkbench.engine.Event;
import org.sftworkbench.generate.AnswerDecoder;
import org.sftworkbench.generate.AnswerDecoder.Fragment;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.generate.TokenOdds;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Decodes what the engine tells about one batch, so that the FX thread only shows it. Engine thread
 * only.
 */
final class AnswerStream implements Consumer<Event> {
    private final Tokenizer tokenizer;
    private final TokenText text;
    private final int most;
    private final int begunWith;
    private final LongSupplier nanoTime;
    private final Consumer<StreamEvent> out;
    private final List<AnswerDecoder> decoders = new ArrayList<>();
    private List<AnswerToken> given;

    /**
     * @param rows prompts in the batch
     * @param given what the answer begins with; only of a batch of one row
     * @param out hears what the events mean
     */
    AnswerStream(
            Tokenizer tokenizer,
            int rows,
            List<AnswerToken> given,
            GenerationSettings settings,
            LongSupplier nanoTime,
            Consumer<StreamEvent> out) {
        this.tokenizer = tokenizer;
        this.text = new TokenText(tokenizer);
        this.most = settings.maxNewTokens();
        this.given = List.copyOf(given);
        begunWith = given.size();
        this.nanoTime = nanoTime;
        this.out = out;
        for (int b = 0; b < rows; b++) {
            decoders.add(new AnswerDecoder(tokenizer, settings.stopStrings()));
        }
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Tokens tokens) {
            begin();
            out.accept(new StreamEvent.Wrote(decode(tokens), nanoTime.getAsLong()));
        } else if (event instanceof Event.Generated generated) {
            out.accept(
                    new StreamEvent.Finished(
                            generated.rows().stream().map(this::ending).toList(),
                            decoders.stream().map(AnswerDecoder::finish).toList()));
        } else if (event instanceof Event.Failed failed) {
            out.accept(new StreamEvent.GaveUp(failed.message()));
        } else if (event instanceof Event.Terminal) {
            out.accept(new StreamEvent.GaveUp(""));
        }
    }

    private void begin() {
        if (!given.isEmpty()) {
            List<WrittenToken> told = new ArrayList<>();
            for (AnswerToken token : given) {
                boolean special = tokenizer.isSpecial(token.id());
                AnswerToken named =
                        new AnswerToken(
                                token.id(),
                                text.of(token.id()),
                                "",
                                special,
                                token.probability(),
                                token.alternatives(),
                                token.given());
                told.add(new WrittenToken(named, decoders.get(0).pushGiven(token.id()), ""));
            }
            given = List.of();
            out.accept(new StreamEvent.Began(told));
        }
    }

    private List<WrittenToken> decode(Event.Tokens tokens) {
        int[] ids = tokens.ids();
        List<WrittenToken> rows = new ArrayList<>(ids.length);
        for (int b = 0; b < ids.length; b++) {
            TokenOdds odds = tokens.odds().isEmpty() ? null : tokens.odds().get(b);
            rows.add(ids[b] < 0 ? null : decode(ids[b], odds, decoders.get(b)));
        }
        return Collections.unmodifiableList(rows);
    }

    private WrittenToken decode(int id, TokenOdds odds, AnswerDecoder decoder) {
        List<Alternative> alternatives = new ArrayList<>();
        for (int i = 0; odds != null && i < odds.ids().length; i++) {
            int other = odds.ids()[i];
            alternatives.add(new Alternative(other, text.of(other), odds.probabilities()[i]));
        }
        AnswerToken token =
                new AnswerToken(
                        id,
                        text.of(id),
                        "",
                        tokenizer.isSpecial(id),
                        odds == null ? Double.NaN : odds.probability(),
                        alternatives,
                        false);
        List<Fragment> released = decoder.push(id);
        return new WrittenToken(token, released, decoder.stopString().orElse(""));
    }

    private Ending ending(Event.GeneratedRow row) {
        int tokens = row.outputIds().length;
        return switch (row.stop()) {
            case EOS -> new Ending.Stopped(tokenizer.tokenOf(row.stopId()).orElse("end"));
            case STOP_STRING -> new Ending.AtText(row.stopString());
            case CANCELLED -> new Ending.ByUser();
            case LENGTH -> new Ending.Cut(begunWith + tokens, tokens < most);
        };
    }
}
