package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** What was painted by hand reaches the trainer by the fast path as well. */
class PaintedRowsTest {
    @Test
    void theFastPathTrainsWhatIsDrawn() {
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(Path.of("assets", "starter"))) {
            ExampleEncoder plain =
                    new ExampleEncoder(
                            tokenizer,
                            new EncodingOptions(
                                    TemplateChoice.ofModel(tokenizer).orElseThrow(),
                                    new MaskPolicy.Assistant(),
                                    Map.of()));
            DataRow row =
                    new DataRow(
                            3,
                            1,
                            Conversation.of(
                                    Message.of("user", "Where does Mira live?"),
                                    Message.of("assistant", "Mira lives in Oslo.")));
            int[] ids = plain.label(row).inputIds();
            boolean was = plain.label(row).trained()[0];
            ExampleEncoder painted =
                    plain.with(
                            MaskOverrides.of(
                                    null,
                                    List.of(
                                            new MaskOverride(
                                                    3,
                                                    MaskOverride.hash(ids),
                                                    new TreeMap<>(Map.of(0, !was))))));

            assertThat(painted.label(row).trained()[0]).isEqualTo(!was);
            assertThat(painted.label(row).trained())
                    .isEqualTo(painted.encode(row).example().trained());
            assertThat(painted.label(new DataRow(4, 2, row.conversation())).trained())
                    .as("another row of the same text")
                    .isEqualTo(plain.label(row).trained());
        }
    }
}
