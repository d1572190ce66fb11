package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** Rows of every kind become examples, in the file's order, on however many threads. */
class EncodingPipelineTest {
    private static final Tokenizer TOKENIZER =
            HuggingFaceFileTokenizer.open(Path.of("assets/starter"));
    private static final ExampleEncoder ENCODER =
            new ExampleEncoder(
                    TOKENIZER,
                    new EncodingOptions(
                            TemplateChoice.ofModel(TOKENIZER).orElseThrow(),
                            new MaskPolicy.Assistant(),
                            Map.of()));

    @TempDir Path directory;

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    /** Notes what it hears. */
    private static final class Heard implements EncodingPipeline.Sink {
        private final List<Integer> order = new ArrayList<>();
        private final List<Integer> failed = new ArrayList<>();
        private final List<Integer> malformed = new ArrayList<>();
        private final List<LabelledExample> examples = new ArrayList<>();

        @Override
        public void encoded(DataRow row, LabelledExample example) {
            order.add(row.number());
            examples.add(example);
        }

        @Override
        public void failed(DataRow row, RuntimeException failure) {
            order.add(row.number());
            failed.add(row.number());
        }

        @Override
        public void malformed(RowProblem problem) {
            order.add(problem.number());
            malformed.add(problem.number());
        }
    }

    @Test
    void rowsComeInOrderWithThoseThatFailInTheirPlaces() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 1000; i++) {
            lines.append(
                    i % 100 == 7
                            ? "{broken\n"
                            : i % 100 == 9
                                    ? "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]}\n"
                                    : "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},"
                                            + "{\"role\":\"assistant\",\"content\":\""
                                            + "a ".repeat(i % 50 + 1)
                                            + "\"}]}\n");
        }
        Path file = Files.writeString(directory.resolve("m.jsonl"), lines);
        Heard three = new Heard();
        try (RowStream rows = new DatasetReader().stream(file)) {
            new EncodingPipeline(ENCODER, 3).run(rows, three);
        }
        assertThat(three.order).hasSize(1000).isSorted().doesNotHaveDuplicates();
        assertThat(three.malformed).hasSize(10).allMatch(n -> n % 100 == 7);
        assertThat(three.failed).hasSize(10).allMatch(n -> n % 100 == 9);

        List<DataRow> good =
                new DatasetReader()
                        .read(file).rows().stream().filter(r -> r.number() % 100 != 9).toList();
        for (int i = 0; i < good.size(); i++) {
            LabelledExample drawn = ENCODER.encode(good.get(i)).example();
            assertThat(three.examples.get(i).inputIds()).isEqualTo(drawn.inputIds());
            assertThat(three.examples.get(i).trained()).isEqualTo(drawn.trained());
        }
    }

    @Test
    void anErrorOfTheSinkEndsIt() throws IOException {
        Path file = Files.writeString(directory.resolve("t.txt"), "a\nb\n");
        try (RowStream rows = new DatasetReader().stream(file)) {
            assertThatThrownBy(() -> new EncodingPipeline(ENCODER, 2).run(rows, new Refusing()))
                    .hasMessage("no more");
        }
    }

    private static final class Refusing implements EncodingPipeline.Sink {
        @Override
        public void encoded(DataRow row, LabelledExample example) {
            throw new IllegalStateException("no more");
        }

        @Override
        public void failed(DataRow row, RuntimeException failure) {
            throw failure;
        }

        @Override
        public void malformed(RowProblem problem) {
            throw new IllegalStateException(problem.message());
        }
    }

    @Test
    void plainTextIsTrainedWholeAndEnds() {
        String eos = TOKENIZER.special().eos().orElseThrow();
        for (String text : List.of("Mira lives 😀", "Mira lives 😀" + eos)) {
            AnnotatedExample example =
                    ENCODER.encode(new DataRow(1, 1, new RowContent.PlainText(text), Map.of()));
            assertThat(example.text()).isEqualTo("Mira lives 😀" + eos);
            assertThat(example.tokens()).allMatch(TokenView::trained);
            assertThat(example.tokens().get(example.tokens().size() - 1).token()).isEqualTo(eos);
        }
    }

    @Test
    void tokenIdsKeepTheirMaskAndShowTheTextTheyStandFor() {
        int[] ids = TOKENIZER.encode("Mira 😀 lives").ids();
        boolean[] trained = new boolean[ids.length];
        trained[1] = true;
        RowContent content = new RowContent.PreTokenized(new LabelledExample(ids, trained));
        AnnotatedExample example = ENCODER.encode(new DataRow(1, 1, content, Map.of()));
        assertThat(example.example().inputIds()).isEqualTo(ids);
        assertThat(example.example().trained()).isEqualTo(trained);
        assertThat(example.text()).isEqualTo("Mira 😀 lives");
    }

    @Test
    void anIdOfAnotherTokenizerIsNamed() {
        int id = TOKENIZER.size();
        RowContent content =
                new RowContent.PreTokenized(
                        new LabelledExample(new int[] {1, id}, new boolean[] {true, true}));
        assertThatThrownBy(() -> ENCODER.label(new DataRow(1, 1, content, Map.of())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("input_ids[1] is " + id)
                .hasMessageContaining("end at " + (id - 1));
    }
}
