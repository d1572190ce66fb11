package org.sftworkbench.ui.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.MaskPolicy;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.grid.GridPosition;

class LabelsViewModelTest {
    private static final Path MODEL = Path.of("model");

    private final FakeEngine engine = new FakeEngine();
    private final LabelsViewModel view = new LabelsViewModel(engine, Runnable::run, Runnable::run);

    @Test
    void saysWhatIsMissingUntilModelAndDataAreThere() {
        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.NO_MODEL);

        view.tokenizerProperty().set(new WordTokenizer());
        view.encodingProperty().set(Rows.ROLE_MARKS);
        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.NO_DATA);

        view.rows().setAll(rows(5));
        assertThat(view.stateProperty().get()).isEqualTo(LabelsState.READY);

        view.choose(List.of());
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
    void aBatchNeverHasMoreThanEightRows() {
        List<DataRow> rows = rows(20);
        ready(rows);

        view.choose(rows);

        assertThat(view.chosen()).hasSize(LabelsViewModel.MAX_ROWS);
    }

    @Test
    void stepsThroughTheDataBatchByBatchAndStopsAtItsEnds() {
        ready(rows(10));
        view.resize(4);

        view.next();
        assertThat(view.chosen()).extracting(DataRow::number).containsExactly(5, 6, 7, 8);
        view.next();
        assertThat(view.chosen()).extracting(DataRow::number).containsExactly(7, 8, 9, 10);
        view.previous();
        view.previous();
        view.previous();
        assertThat(view.chosen()).extracting(DataRow::number).containsExactly(1, 2, 3, 4);
    }

    @Test
    void changingTheTemplateKeepsTheChosenRows() {
        ready(rows(10));
        view.next();
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
        LabelsViewModel slow = new LabelsViewModel(engine, background::add, Runnable::run);
        List<DataRow> rows = rows(10);
        slow.tokenizerProperty().set(new WordTokenizer());
        slow.encodingProperty().set(Rows.ROLE_MARKS);
        slow.rows().setAll(rows);
        slow.choose(rows.subList(4, 5));
        assertThat(slow.stateProperty().get()).isEqualTo(LabelsState.ENCODING);

        while (!background.isEmpty()) {
            background.pop().run();
        }

        assertThat(slow.stateProperty().get()).isEqualTo(LabelsState.READY);
        assertThat(slow.batchProperty().get().rows())
                .extracting(row -> row.row().number())
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

        view.paddingSideProperty().set(PaddingSide.LEFT);

        assertThat(view.batchProperty().get().rows().get(0).offset()).isPositive();
    }

    @Test
    void theModelScoresExactlyTheBatchThatIsShown() {
        ready(rows(2));
        assertThat(view.canScoreProperty().get()).isFalse();
        view.modelDirectoryProperty().set(MODEL);

        view.score();

        assertThat(engine.commands()).hasSize(1);
        Command.Score command = (Command.Score) engine.commands().get(0);
        assertThat(command.model()).isEqualTo(MODEL);
        assertThat(command.examples()).hasSize(2);
        assertThat(view.scoringProperty().get()).isTrue();
        assertThat(view.canScoreProperty().get()).isFalse();

        engine.task(0).tell(new Event.Scored(nll(command), 1.5));

        assertThat(view.scoringProperty().get()).isFalse();
        assertThat(view.gridProperty().get().blocks().get(0).lines())
                .extracting(line -> line.title())
                .contains("NLL");
    }

    @Test
    void scoresOfABatchThatIsGoneAreDropped() {
        ready(rows(6));
        view.modelDirectoryProperty().set(MODEL);
        view.score();
        view.next();

        engine.task(0).tell(new Event.Scored(nll((Command.Score) engine.commands().get(0)), 1.5));

        assertThat(view.gridProperty().get().blocks().get(0).lines())
                .extracting(line -> line.title())
                .doesNotContain("NLL");
        assertThat(view.canScoreProperty().get()).isTrue();
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

    private static List<double[]> nll(Command.Score command) {
        return command.examples().stream().map(example -> new double[example.length()]).toList();
    }

    private static EncodingOptions jinja(String source) {
        return new EncodingOptions(
                new TemplateChoice.Jinja(source), new MaskPolicy.All(), Map.of());
    }
}
