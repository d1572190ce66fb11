package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.engine.Event;
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

            List<Piece> pieces = stream(tokenizer, ids);

            assertThat(pieces).noneMatch(piece -> piece.toString().contains("\uFFFD"));
            assertThat(words(pieces)).isEqualTo(text);
        }
    }

    @Test
    void characterCutOffByTheEndIsReplacedOnce() {
        try (Tokenizer tokenizer = starter()) {
            int[] ids = tokenizer.encode("羴").ids();
            List<Piece> pieces = stream(tokenizer, new int[] {ids[0]});

            assertThat(pieces).containsExactly(new Piece.Words("\uFFFD"));
        }
    }

    @Test
    void specialTokensAreNamedBetweenTheWords() {
        try (Tokenizer tokenizer = starter()) {
            int[] ids = tokenizer.encode("Oslo<|im_end|>\nuser").ids();
            List<Piece> pieces = stream(tokenizer, ids);

            assertThat(pieces).contains(new Piece.Special("<|im_end|>"));
            assertThat(words(pieces)).isEqualTo("Oslo\nuser");
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

    private List<Piece> stream(Tokenizer tokenizer, int[] ids) {
        AnswerStream stream = new AnswerStream(tokenizer, 1, 100, () -> 0, told::add);
        for (int id : ids) {
            stream.accept(new Event.Tokens(new int[] {id}));
        }
        stream.accept(new Event.Generated(List.of(new Event.GeneratedRow(ids, "length", -1)), 1));
        List<Piece> pieces = new ArrayList<>();
        for (StreamEvent event : told) {
            if (event instanceof StreamEvent.Wrote wrote) {
                pieces.addAll(wrote.rows().get(0).pieces());
            } else if (event instanceof StreamEvent.Finished finished) {
                pieces.addAll(finished.rests().get(0));
            }
        }
        return pieces;
    }

    private static String words(List<Piece> pieces) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Words words) {
                text.append(words.text());
            }
        }
        return text.toString();
    }

    private static Tokenizer starter() {
        return HuggingFaceFileTokenizer.open(Path.of("assets", "starter"));
    }
}
