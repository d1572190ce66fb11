package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.engine.Event;
import org.sftworkbench.generate.AnswerDecoder;
import org.sftworkbench.generate.AnswerDecoder.Fragment;
import org.sftworkbench.generate.Continuation;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.generate.Sampling;
import org.sftworkbench.generate.TokenOdds;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Decoding with the starter's byte-level tokenizer, in which rare characters are several tokens.
 */
class AnswerStreamTest {
    private final List<StreamEvent> told = new ArrayList<>();

    @Test
    void characterSpreadOverTokensComesWhole() {
        try (Tokenizer tokenizer = starter()) {
            String text = "羴 and 𠮷 👩‍🚀.";
            int[] ids = tokenizer.encode(text).ids();
            assertThat(ids.length).isGreaterThan(text.codePointCount(0, text.length()));

            List<Fragment> pieces = stream(tokenizer, ids);

            assertThat(pieces).noneMatch(piece -> piece.text().contains("\uFFFD"));
            assertThat(AnswerDecoder.words(pieces)).isEqualTo(text);
        }
    }

    @Test
    void characterCutOffByTheEndIsReplacedOnce() {
        try (Tokenizer tokenizer = starter()) {
            int[] ids = tokenizer.encode("羴").ids();
            List<Fragment> pieces = stream(tokenizer, new int[] {ids[0]});

            assertThat(pieces).containsExactly(new Fragment(0, "\uFFFD", false));
        }
    }

    @Test
    void specialTokensAreNamedBetweenTheWords() {
        try (Tokenizer tokenizer = starter()) {
            int[] ids = tokenizer.encode("Oslo<|im_end|>\nuser").ids();
            List<Fragment> pieces = stream(tokenizer, ids);

            assertThat(pieces)
                    .anyMatch(piece -> piece.special() && piece.text().equals("<|im_end|>"));
            assertThat(AnswerDecoder.words(pieces)).isEqualTo("Oslo\nuser");
        }
    }

    @Test
    void partOfACharacterIsDrawnAsItsBytes() {
        try (Tokenizer tokenizer = starter()) {
            TokenText text = new TokenText(tokenizer);
            int[] ids = tokenizer.encode("羴").ids();
            assertThat(String.join(" ", text.of(ids))).isEqualTo("E7 BE B4");
            assertThat(text.of(tokenizer.encode(" a").ids())).first().asString().startsWith("␣");
        }
    }

    @Test
    void alternativesAreNamedWithTheTokenTheyStoodBeside() {
        try (Tokenizer tokenizer = starter()) {
            int id = tokenizer.encode(" a").ids()[0];
            int other = tokenizer.idOf("<|im_end|>").orElseThrow();
            stream(tokenizer, List.of())
                    .accept(
                            new Event.Tokens(
                                    new int[] {id},
                                    List.of(
                                            new TokenOdds(
                                                    0.25,
                                                    new int[] {other, id},
                                                    new double[] {0.5, 0.25}))));
            AnswerToken token = ((StreamEvent.Wrote) told.get(0)).rows().get(0).token();
            assertThat(token.probability()).isEqualTo(0.25);
            assertThat(token.alternatives())
                    .containsExactly(
                            new Alternative(other, "<|im_end|>", 0.5),
                            new Alternative(id, token.name(), 0.25));
        }
    }

    @Test
    void whatTheAnswerIsGivenComesBeforeWhatIsWritten() {
        try (Tokenizer tokenizer = starter()) {
            int[] ids = tokenizer.encode("Oslo is").ids();
            List<AnswerToken> given = new ArrayList<>();
            for (int id : ids) {
                given.add(new AnswerToken(id, "", "", false, 0.5, List.of(), true));
            }
            AnswerStream stream = stream(tokenizer, given);
            assertThat(told).isEmpty();
            stream.accept(new Event.Tokens(new int[] {tokenizer.encode(" nice").ids()[0]}));

            List<Fragment> pieces = new ArrayList<>();
            ((StreamEvent.Began) told.get(0)).given().forEach(t -> pieces.addAll(t.released()));
            ((StreamEvent.Wrote) told.get(1)).rows().forEach(t -> pieces.addAll(t.released()));
            assertThat(AnswerDecoder.words(pieces)).startsWith("Oslo is");
            assertThat(pieces.get(pieces.size() - 1).token()).isEqualTo(ids.length);
        }
    }

    @Test
    void anAnswerThatIsWrittenOnIsCutAtTheTokensOfAllOfIt() {
        try (Tokenizer tokenizer = starter()) {
            int[] ids = tokenizer.encode("Oslo is").ids();
            List<AnswerToken> given = new ArrayList<>();
            for (int id : ids) {
                given.add(new AnswerToken(id, "", "", false, 0.5, List.of(), true));
            }
            assertThat(cutAfter(100, stream(tokenizer, given)))
                    .isEqualTo(new Ending.Cut(ids.length + 100, false));
            assertThat(cutAfter(99, stream(tokenizer, given)))
                    .as("the model was full before")
                    .isEqualTo(new Ending.Cut(ids.length + 99, true));
        }
    }

    private Ending cutAfter(int tokens, AnswerStream stream) {
        stream.accept(
                new Event.Generated(
                        List.of(
                                new Event.GeneratedRow(
                                        new int[tokens], Continuation.Stop.LENGTH, -1)),
                        1));
        return ((StreamEvent.Finished) told.get(told.size() - 1)).endings().get(0);
    }

    @Test
    void aStopStringEndsWhatIsWrittenAndTakesNothingFromWhatTheAnswerIsGiven() {
        try (Tokenizer tokenizer = starter()) {
            List<AnswerToken> given = new ArrayList<>();
            for (int id : tokenizer.encode("Oslo. It").ids()) {
                given.add(new AnswerToken(id, "", "", false, 0.5, List.of(), true));
            }
            AnswerStream stream = stream(tokenizer, given, List.of("."));
            for (int id : tokenizer.encode(" is. More").ids()) {
                stream.accept(new Event.Tokens(new int[] {id}));
            }

            List<Fragment> pieces = new ArrayList<>();
            for (StreamEvent event : told) {
                (event instanceof StreamEvent.Began began
                                ? began.given()
                                : ((StreamEvent.Wrote) event).rows())
                        .forEach(t -> pieces.addAll(t.released()));
            }
            assertThat(AnswerDecoder.words(pieces)).isEqualTo("Oslo. It is");
        }
    }

    private AnswerStream stream(Tokenizer tokenizer, List<AnswerToken> given) {
        return stream(tokenizer, given, List.of());
    }

    private AnswerStream stream(
            Tokenizer tokenizer, List<AnswerToken> given, List<String> stopStrings) {
        GenerationSettings settings =
                new GenerationSettings(100, Sampling.GREEDY, false, stopStrings, 0);
        return new AnswerStream(tokenizer, 1, given, settings, () -> 0, told::add);
    }

    private List<Fragment> stream(Tokenizer tokenizer, int[] ids) {
        AnswerStream stream = stream(tokenizer, List.of());
        for (int id : ids) {
            stream.accept(new Event.Tokens(new int[] {id}));
        }
        stream.accept(
                new Event.Generated(
                        List.of(new Event.GeneratedRow(ids, Continuation.Stop.LENGTH, -1)), 1));
        List<Fragment> pieces = new ArrayList<>();
        for (StreamEvent event : told) {
            if (event instanceof StreamEvent.Wrote wrote) {
                pieces.addAll(wrote.rows().get(0).released());
            } else if (event instanceof StreamEvent.Finished finished) {
                pieces.addAll(finished.rests().get(0));
            }
        }
        return pieces;
    }

    private static Tokenizer starter() {
        return HuggingFaceFileTokenizer.open(Path.of("assets", "starter"));
    }
}
