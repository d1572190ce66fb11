package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.sftworkbench.engine.Event;
import org.sftworkbench.tokenizer.StreamingDecoder;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Decodes what the engine tells about one batch, so that the FX thread only shows it. Engine thread
 * only.
 */
final class AnswerStream implements Consumer<Event> {
    private final Tokenizer tokenizer;
    private final TokenText text;
    private final int most;
    private final LongSupplier nanoTime;
    private final Consumer<StreamEvent> out;
    private final List<StreamingDecoder> decoders = new ArrayList<>();

    /**
     * @param rows prompts in the batch
     * @param most tokens each may be answered with
     * @param out hears what the events mean
     */
    AnswerStream(
            Tokenizer tokenizer,
            int rows,
            int most,
            LongSupplier nanoTime,
            Consumer<StreamEvent> out) {
        this.tokenizer = tokenizer;
        this.text = new TokenText(tokenizer);
        this.most = most;
        this.nanoTime = nanoTime;
        this.out = out;
        for (int b = 0; b < rows; b++) {
            decoders.add(new StreamingDecoder(tokenizer, true));
        }
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Tokens tokens) {
            out.accept(new StreamEvent.Wrote(decode(tokens.ids()), nanoTime.getAsLong()));
        } else if (event instanceof Event.Generated generated) {
            out.accept(
                    new StreamEvent.Finished(
                            generated.rows().stream().map(this::ending).toList(), rests()));
        } else if (event instanceof Event.Failed failed) {
            out.accept(new StreamEvent.GaveUp(failed.message()));
        } else if (event instanceof Event.Terminal) {
            out.accept(new StreamEvent.GaveUp(""));
        }
    }

    private List<WrittenToken> decode(int[] ids) {
        List<WrittenToken> rows = new ArrayList<>(ids.length);
        for (int b = 0; b < ids.length; b++) {
            rows.add(ids[b] < 0 ? null : decode(ids[b], decoders.get(b)));
        }
        return Collections.unmodifiableList(rows);
    }

    private WrittenToken decode(int id, StreamingDecoder decoder) {
        List<Piece> pieces = new ArrayList<>();
        if (tokenizer.isSpecial(id)) {
            // A character that a special token cuts off will never be completed.
            addWords(pieces, decoder.finish());
            pieces.add(new Piece.Special(tokenizer.tokenOf(id).orElse("")));
        } else {
            addWords(pieces, decoder.push(id));
        }
        return new WrittenToken(id, text.of(id), pieces);
    }

    private List<List<Piece>> rests() {
        List<List<Piece>> rests = new ArrayList<>();
        for (StreamingDecoder decoder : decoders) {
            List<Piece> pieces = new ArrayList<>();
            addWords(pieces, decoder.finish());
            rests.add(pieces);
        }
        return rests;
    }

    private static void addWords(List<Piece> pieces, String words) {
        if (!words.isEmpty()) {
            pieces.add(new Piece.Words(words));
        }
    }

    private Ending ending(Event.GeneratedRow row) {
        int tokens = row.outputIds().length;
        return switch (row.stoppedBy()) {
            case "eos" -> new Ending.Stopped(tokenizer.tokenOf(row.stopId()).orElse("end"));
            case "cancelled" -> new Ending.ByUser();
            default -> new Ending.Cut(tokens, tokens < most);
        };
    }
}
