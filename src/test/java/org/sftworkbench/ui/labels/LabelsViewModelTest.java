package org.sftworkbench.ui.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.PackingStrategy;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.grid.GridLine;
import org.sftworkbench.ui.common.grid.GridPosition;
import org.sftworkbench.ui.common.words.Dictionary;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

class LabelsViewModelTest {
    private static final Path MODEL = Path.of("model");

    private final FakeEngine engine = new FakeEngine();
    private final LabelsViewModel view =
            new LabelsViewModel(engine, Runnable::run, Runnable::run, Words.english());

    @Test
    void saysWhatIsMissingUntilModelAndDataAreThere() {
        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.NO_MODEL);

        view.readingTokenizerProperty().set(true);
        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.OPENING);

        view.tokenizerProperty().set(new WordTokenizer());
        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.NO_TEMPLATE);

        view.encodingProperty().set(Rows.ROLE_MARKS);
        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.NO_DATA);

        view.readingTokenizerProperty().set(false);
        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.NO_DATA);

        view.rows().setAll(rows(5));
        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.READY);

        view.choice().choose(List.of());
        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.NOTHING_CHOSEN);
    }

    @Test
    void showsTheFirstRowsOfNewDataAtOnce() {
        ready(rows(20));

        assertThat(view.chosen()).extracting(DataRow::number).containsExactly(1, 2, 3);
        assertThat(view.gridProperty().get().blocks()).hasSize(3);
        assertThat(view.summaryProperty().get()).startsWith("B × T = 3 × ");
    }

    @Test
    void rowsOfFilesThatSayTheSameAreToldApart(@TempDir Path directory) throws IOException {
        DataRow[] alike = rows(5).toArray(DataRow[]::new);
        List<DataRow> old = Rows.inFile(version(directory, "v1"), alike);
        List<DataRow> fresh = Rows.inFile(version(directory, "v2"), alike);
        ready(old);
        view.choice().choose(List.of(old.get(1)));
        view.rows().setAll(fresh);
        assertThat(view.chosen()).allMatch(row -> row.file().equals(fresh.get(0).file()));

        view.rows().setAll(old);
        view.rows().addAll(fresh);
        view.choice().choose(List.of(fresh.get(1)));
        view.choice().next();
        assertThat(view.chosen()).singleElement().isSameAs(fresh.get(2));
    }

    private static Path version(Path directory, String name) throws IOException {
        return Files.createDirectory(directory.resolve(name)).resolve("a.jsonl");
    }

    @Test
    void aBatchHasAtMostThirtyTwoRows() {
        List<DataRow> rows = rows(50);
        ready(rows);

        view.choice().choose(rows);

        assertThat(view.chosen()).hasSize(RowChoice.MOST);
    }

    @Test
    void stepsThroughTheDataBatchByBatchAndStopsAtItsEnds() {
        ready(rows(10));
        view.choice().resize(4);

        view.choice().next();
        assertThat(view.chosen()).extracting(DataRow::number).containsExactly(5, 6, 7, 8);
        view.choice().next();
        assertThat(view.chosen()).extracting(DataRow::number).containsExactly(7, 8, 9, 10);
        view.choice().previous();
        view.choice().previous();
        view.choice().previous();
        assertThat(view.chosen()).extracting(DataRow::number).containsExactly(1, 2, 3, 4);
    }

    @Test
    void changingTheTemplateKeepsTheChosenRows() {
        ready(rows(10));
        view.choice().next();
        int length = view.gridProperty().get().columns();

        view.encodingProperty().set(jinja("{{ messages[1].content }}"));

        assertThat(view.chosen()).extracting(DataRow::number).containsExactly(4, 5, 6);
        assertThat(view.gridProperty().get().columns()).isNotEqualTo(length);
    }

    @Test
    void aBrokenTemplateIsToldInWordsAndTheRowsStayChosen() {
        ready(rows(10));

        view.encodingProperty().set(jinja("{% for %}"));

        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.FAILED);
        assertThat(view.problemProperty().get().summary()).contains("chat template");
        assertThat(view.chosen()).hasSize(3);

        view.encodingProperty().set(Rows.CHATML);
        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.READY);
        assertThat(view.problemProperty().get()).isNull();
    }

    @Test
    void whatHasBeenOvertakenIsNotShown() {
        Deque<Runnable> background = new ArrayDeque<>();
        LabelsViewModel slow =
                new LabelsViewModel(engine, background::add, Runnable::run, Words.english());
        List<DataRow> rows = rows(10);
        slow.tokenizerProperty().set(new WordTokenizer());
        slow.encodingProperty().set(Rows.ROLE_MARKS);
        slow.rows().setAll(rows);
        slow.choice().choose(rows.subList(4, 5));
        assertThat(slow.stateProperty().get()).isEqualTo(LabelsState.ENCODING);

        while (!background.isEmpty()) {
            background.pop().run();
        }

        assertThat(slow.stateProperty().get()).isEqualTo(LabelsState.READY);
        assertThat(slow.batchProperty().get().rows())
                .extracting(row -> row.parts().get(0).row().number())
                .containsExactly(5);
    }

    @Test
    void thePointedCellIsExplainedInTheChosenConvention() {
        ready(rows(3));
        assertThat(view.explanationProperty().get()).isEmpty();

        view.pointedProperty().set(new GridPosition(1, 1, 0));
        assertThat(view.explanationProperty().get()).startsWith("Row 2. Position 0 sees");

        view.conventionProperty().set(LabelConvention.ALIGNED);
        assertThat(view.explanationProperty().get()).startsWith("Row 2. Label 0 belongs to");

        view.pointedProperty().set(null);
        assertThat(view.explanationProperty().get()).isEmpty();
    }

    @Test
    void leftPaddingMovesTheTokensToTheRight() {
        ready(rows(3));

        view.form().sideProperty().set(PaddingSide.LEFT);

        assertThat(view.batchProperty().get().rows().get(0).parts().get(0).start()).isPositive();
    }

    @Test
    void theModelScoresExactlyTheBatchThatIsShown() {
        ready(rows(2));
        assertThat(view.canScoreProperty().get()).isFalse();
        view.modelDirectoryProperty().set(MODEL);

        view.score();

        assertThat(engine.commands()).hasSize(1);
        Command.Inspect command = (Command.Inspect) engine.commands().get(0);
        assertThat(command.model()).isEqualTo(MODEL);
        LabelBatch shown = view.batchProperty().get();
        assertThat(command.batch().ids())
                .startsWith(shown.rows().get(0).inputIds())
                .hasSize(shown.cells());
        assertThat(command.batch().blocks()).containsOnly(shown.length());
        assertThat(view.scoringProperty().get()).isTrue();
        assertThat(view.canScoreProperty().get()).isFalse();

        engine.task(0).tell(answer(command, 1.5));

        assertThat(view.scoringProperty().get()).isFalse();
        assertThat(lines()).contains("NLL");
        assertThat(engine.commands()).as("padded rows cannot leak").hasSize(1);
    }

    @Test
    void scoresOfABatchThatIsGoneAreDropped() {
        ready(rows(6));
        view.modelDirectoryProperty().set(MODEL);
        view.score();
        view.choice().next();

        engine.task(0).tell(answer(engine.commands().get(0), 1.5));

        assertThat(lines()).doesNotContain("NLL");
        assertThat(view.canScoreProperty().get()).isTrue();
    }

    @Test
    void scoresAreDroppedAsSoonAsTheLayoutChanges() {
        ready(rows(3));
        view.modelDirectoryProperty().set(MODEL);
        view.score();
        engine.task(0).tell(answer(engine.commands().get(0), 1.5));
        assertThat(lines()).contains("NLL");

        view.form().layoutProperty().set(BatchLayout.PADDING_FREE);

        assertThat(lines()).doesNotContain("NLL");
    }

    @Test
    void aModelThatCannotScoreIsToldAndTheBatchStays() {
        ready(rows(3));
        view.modelDirectoryProperty().set(MODEL);
        view.score();

        engine.task(0).tell(new Event.Failed("model/config.json is missing"));

        assertThat(view.problemProperty().get().summary())
                .isEqualTo("model/config.json is missing");
        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.READY);
        assertThat(view.gridProperty().get().blocks()).hasSize(3);
    }

    @Test
    void packsAreReadOnceApartAndOnceLeaking() {
        ready(rows(4));
        view.modelDirectoryProperty().set(MODEL);
        view.choice().resize(4);
        view.form().layoutProperty().set(BatchLayout.PACKED);
        view.form().maxLength().textProperty().set("64");
        LabelBatch packed = view.batchProperty().get();
        assertThat(packed.rows()).hasSizeLessThan(4);

        view.score();
        Command.Inspect apart = (Command.Inspect) engine.commands().get(0);
        assertThat(apart.batch().blocks()).hasSize(4);
        engine.task(0).tell(answer(apart, 2));
        Command.Inspect leaking = (Command.Inspect) engine.commands().get(1);
        assertThat(leaking.batch().ids()).isEqualTo(apart.batch().ids());
        assertThat(leaking.batch().positions()).isEqualTo(apart.batch().positions());
        assertThat(leaking.batch().blocks()).hasSize(packed.rows().size());
        engine.task(1).tell(answer(leaking, 1.25));

        assertThat(view.attention().leakProperty().get())
                .contains("Loss of the batch 2.000 with the block mask, 1.250 without: -0.750.");
    }

    @Test
    void theLikeliestTokensAfterThePointedPositionAreTold() {
        ready(rows(2));
        view.modelDirectoryProperty().set(MODEL);
        view.score();
        engine.task(0).tell(answer(engine.commands().get(0), 1.5));

        view.pointedProperty().set(new GridPosition(1, 0, 2));

        assertThat(view.guessesProperty().get())
                .containsExactly(
                        new RowReading.Guess(WordTokenizer.IM_END, "<|im_end|>", 0.5),
                        new RowReading.Guess(WordTokenizer.IM_START, "<|im_start|>", 0.25));
        assertThat(view.nextId()).isEqualTo(view.batchProperty().get().rows().get(1).inputIds()[3]);

        view.pointedProperty().set(null);
        assertThat(view.guessesProperty().get()).isEmpty();
    }

    @Test
    void rowsAreCutAtTheLengthAndSayWhatTheyLost() {
        ready(rows(3));
        int whole = view.batchProperty().get().length();

        view.form().maxLength().textProperty().set(Integer.toString(whole - 2));

        assertThat(view.batchProperty().get().length()).isEqualTo(whole - 2);
        assertThat(view.gridProperty().get().blocks().get(2).note())
                .contains("2 cut off, 2 of them supervised");

        view.form().overlongProperty().set(LengthPolicy.Overlong.KEEP_END);
        assertThat(view.gridProperty().get().blocks().get(2).note())
                .contains("2 cut off, 0 of them supervised");

        view.form().overlongProperty().set(LengthPolicy.Overlong.FILTER);
        assertThat(view.gridProperty().get().blocks()).hasSize(1);
        assertThat(view.summaryProperty().get()).contains("2 too long and left out");

        view.form().maxLength().textProperty().set("2");
        assertThat(view.problemProperty().get().summary())
                .contains("longer than the maximum length of 2");
        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.LENGTH);
    }

    @Test
    void rowsAreLaidOutAsARunTrainsThemUntilChosenOtherwise() {
        ready(rows(3));
        BatchForm form = view.form();
        int longest = view.batchProperty().get().length();
        TrainedLayout free =
                new TrainedLayout(
                        BatchLayout.PADDING_FREE,
                        PackingStrategy.BFD,
                        LengthPolicy.Overlong.FILTER);
        form.offer(free);
        form.maxLength().offer(longest - 2);
        assertThat(view.batchProperty().get().settings().layout())
                .isEqualTo(BatchLayout.PADDING_FREE);
        assertThat(view.summaryProperty().get()).contains("2 too long and left out");

        form.sideProperty().set(PaddingSide.LEFT);
        assertThat(form.asInTrainProperty().get()).as("a run pads on the right").isFalse();
        form.overlongProperty().set(LengthPolicy.Overlong.KEEP_START);
        form.offer(
                new TrainedLayout(
                        BatchLayout.PACKED, PackingStrategy.FFD, LengthPolicy.Overlong.KEEP_END));
        assertThat(view.batchProperty().get().settings().layout())
                .as("what was chosen here stays")
                .isEqualTo(BatchLayout.PADDING_FREE);

        form.maxLength().textProperty().set("7");
        form.asInTrainProperty().set(true);
        assertThat(view.batchProperty().get().settings())
                .isEqualTo(
                        new BatchSettings(
                                BatchLayout.PACKED,
                                PaddingSide.RIGHT,
                                new LengthPolicy(longest - 2, LengthPolicy.Overlong.KEEP_END),
                                PackingStrategy.FFD));
        form.maxLength().textProperty().set("7");
        assertThat(form.asInTrainProperty().get()).isFalse();
    }

    @Test
    void aLengthThatIsNoNumberKeepsTheLastOne() {
        ready(rows(3));
        view.form().maxLength().textProperty().set("5");
        assertThat(view.batchProperty().get().length()).isEqualTo(5);

        view.form().maxLength().textProperty().set("5x");

        assertThat(view.batchProperty().get().length()).isEqualTo(5);
        assertThat(view.form().maxLength().problemProperty().get()).contains("5x");
    }

    @Test
    void packingWithoutALengthSaysSo() {
        ready(rows(3));
        view.form().layoutProperty().set(BatchLayout.PACKED);

        view.form().maxLength().textProperty().set("0");

        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.LENGTH);
        assertThat(view.problemProperty().get().summary()).contains("maximum length");
    }

    @Test
    void aMaskOfThisPaneHoldsForThisPaneOnly() {
        ready(rows(3));
        view.encodingProperty().set(Rows.CHATML);
        int assistant = view.batchProperty().get().supervisedTokens();

        view.form().maskProperty().set(MaskChoice.ALL);
        assertThat(view.batchProperty().get().supervisedTokens()).isGreaterThan(assistant);
        assertThat(view.encodingProperty().get()).isSameAs(Rows.CHATML);

        view.form().maskProperty().set(MaskChoice.ASSISTANT);
        view.form().endOfTurnProperty().set(false);
        assertThat(view.batchProperty().get().supervisedTokens()).isEqualTo(assistant - 3);

        view.form().maskProperty().set(MaskChoice.FOLLOW);
        assertThat(view.batchProperty().get().supervisedTokens()).isEqualTo(assistant);
    }

    @Test
    void answersAreFoundByTheTextBeforeThemAndOptionsHoldThere() {
        ready(rows(3));
        view.encodingProperty().set(Rows.CHATML);
        int assistant = view.batchProperty().get().supervisedTokens();

        view.form().maskProperty().set(MaskChoice.AFTER);
        assertThat(view.batchProperty().get().supervisedTokens()).isEqualTo(assistant);
        view.form().endOfTurnProperty().set(false);
        assertThat(view.batchProperty().get().supervisedTokens()).isEqualTo(assistant - 3);
        view.form().markerProperty().set("<|im_start|>user\\n");
        assertThat(view.batchProperty().get().supervisedTokens()).isNotEqualTo(assistant - 3);
    }

    @Test
    void blocksOfTheCompletionAloneCanBeChosen() {
        view.form().maskProperty().set(MaskChoice.GENERATION_OF_COMPLETION);
        assertThat(view.form().encoding(Rows.CHATML).policy())
                .isEqualTo(MaskPolicy.parse("generation,completion"));
    }

    @Test
    void aMaskThatTheTemplateDoesNotKnowIsLeft() {
        ready(rows(3));
        view.encodingProperty().set(Rows.CHATML);
        view.form().maskProperty().set(MaskChoice.COMPLETION);

        view.encodingProperty().set(Rows.ROLE_MARKS);

        assertThat(view.form().maskProperty().get()).isEqualTo(MaskChoice.FOLLOW);
        assertThat(view.form().masks()).containsExactly(MaskChoice.FOLLOW, MaskChoice.ALL);
    }

    @Test
    void anotherMaskIsRenderedAtTheSameTime() {
        OffsetDateTime then = OffsetDateTime.parse("2024-01-02T03:04:05Z");
        view.form().maskProperty().set(MaskChoice.ALL);
        EncodingOptions encoding = view.form().encoding(Rows.CHATML.at(then));
        assertThat(encoding.policy()).isInstanceOf(MaskPolicy.All.class);
        assertThat(encoding.renderedAt()).contains(then);
    }

    @Test
    void tensorsAreCopiedAsPythonWritesThem() {
        ready(rows(2));
        assertThat(view.text(BatchText.Tensor.ATTENTION_MASK)).startsWith("[[1, 1").endsWith("]]");

        view.pointedProperty().set(new GridPosition(0, 0, 1));

        assertThat(view.text(BatchText.Tensor.INPUT_IDS))
                .isEqualTo(Arrays.toString(view.batchProperty().get().rows().get(0).inputIds()));
    }

    @Test
    void theBatchIsSavedWithTheNamesOfTransformers(@TempDir Path directory) throws Exception {
        ready(rows(4));
        view.choice().resize(4);
        view.form().layoutProperty().set(BatchLayout.PACKED);
        view.form().maxLength().textProperty().set("40");
        Path file = directory.resolve("batch.json");

        view.save(file);

        JsonNode saved = new ObjectMapper().readTree(file.toFile());
        LabelBatch batch = view.batchProperty().get();
        assertThat(saved.get("input_ids")).hasSize(batch.rows().size());
        for (String tensor :
                List.of("attention_mask", "position_ids", "labels", "shifted_labels")) {
            assertThat(saved.get(tensor).get(0)).hasSize(batch.rows().get(0).length());
        }
        int lengths = 0;
        for (JsonNode length : saved.get("seq_lengths").get(0)) {
            lengths += length.asInt();
        }
        assertThat(lengths).isEqualTo(batch.rows().get(0).length());
        assertThat(saved.get("max_length").asInt()).isEqualTo(40);
    }

    @Test
    void aFileThatCannotBeWrittenIsToldInWords(@TempDir Path directory) {
        ready(rows(2));

        Path file = directory.resolve("none").resolve("batch.json");
        view.save(file);

        assertThat(view.problemProperty().get().summary())
                .isEqualTo(file + " cannot be written: no such file or directory");
    }

    @Test
    void everythingIsSaidInChineseOnceThatIsChosen() {
        Words words =
                new Words(
                        Language.ENGLISH,
                        Dictionary.read(List.of(LabelsViewModel.class.getResource("zh.json"))));
        LabelsViewModel chinese = new LabelsViewModel(engine, Runnable::run, Runnable::run, words);
        chinese.tokenizerProperty().set(new WordTokenizer());
        chinese.encodingProperty().set(Rows.CHATML);
        chinese.rows().setAll(rows(2));
        chinese.pointedProperty().set(new GridPosition(0, 0, 1));

        words.languageProperty().set(Language.CHINESE);

        assertThat(chinese.summaryProperty().get()).contains("填充");
        assertThat(chinese.explanationProperty().get()).contains("位置");
        assertThat(chinese.gridProperty().get().blocks().get(0).note()).contains("个 token");
        assertThat(chinese.loss().verdictProperty().get()).containsPattern("[\\u4e00-\\u9fff]");
    }

    @Test
    void anErrorInTheFormIsSaidInTheLanguageOfNow() {
        Words words =
                new Words(
                        Language.CHINESE,
                        Dictionary.read(
                                List.of(
                                        LabelsViewModel.class.getResource("zh.json"),
                                        FormField.class.getResource("zh.json"))));
        FormField<Integer> length =
                new LabelsViewModel(engine, Runnable::run, Runnable::run, words).form().maxLength();
        length.textProperty().set("many");
        assertThat(length.problemProperty().get()).contains("最大长度", "整数");

        words.languageProperty().set(Language.ENGLISH);

        assertThat(length.problemProperty().get())
                .isEqualTo("Max length must be a whole number from 0 to 10000000, not “many”.");
    }

    private List<String> lines() {
        return view.gridProperty().get().blocks().get(0).lines().stream()
                .map(GridLine::title)
                .toList();
    }

    /** The same NLL everywhere, and the same two tokens to come. */
    private static Event.Inspected answer(Command asked, double nll) {
        int size = ((Command.Inspect) asked).batch().size();
        double[] all = new double[size];
        Arrays.fill(all, nll);
        int[] ids = new int[2 * size];
        float[] probabilities = new float[2 * size];
        for (int i = 0; i < size; i++) {
            ids[2 * i] = WordTokenizer.IM_END;
            ids[2 * i + 1] = WordTokenizer.IM_START;
            probabilities[2 * i] = 0.5f;
            probabilities[2 * i + 1] = 0.25f;
        }
        return new Event.Inspected(all, new Event.Expectations(2, ids, probabilities));
    }

    private void ready(List<DataRow> rows) {
        view.tokenizerProperty().set(new WordTokenizer());
        view.encodingProperty().set(Rows.ROLE_MARKS);
        view.rows().setAll(rows);
    }

    private static List<DataRow> rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> Rows.row(n, "How many", "one ".repeat(n)))
                .toList();
    }

    private static EncodingOptions jinja(String source) {
        return new EncodingOptions(
                new TemplateChoice.Jinja(source), new MaskPolicy.All(), Map.of());
    }
}
