package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.beans.property.SimpleStringProperty;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.TilePane;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.engine.Event;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.train.Evaluation;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.OnlyPictures;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.chart.ChartLine;
import org.sftworkbench.ui.common.chart.Points;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.runs.MetricHistory;
import org.sftworkbench.ui.runs.OverlaidRun;

class TrainPaneTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** What the rail leaves of the smallest window. */
    private static final double SMALLEST = 918;

    @TempDir private Path runs;

    private final Words words = TrainingSetup.words();
    private final RecordingEngine engine = new RecordingEngine();
    private TrainViewModel view;
    private TrainPane pane;
    private Stage stage;
    private int tokens;

    @BeforeEach
    void openThePane() {
        theme(false);
        pane =
                runFx(
                        () -> {
                            view =
                                    TrainingSetup.view(
                                            words,
                                            engine,
                                            new DeviceNews(
                                                    "A CPU of 2 cores. No NVIDIA GPU was found.",
                                                    false,
                                                    OptionalLong.of(6_100_000_000L)));
                            return newPane();
                        });
        stage = show(pane, 1360, 860);
    }

    @AfterEach
    void closeThePane() {
        doFx(stage::close);
    }

    @Test
    void emptyPaneSaysWhatIsMissing() {
        assertThat(button("Start").isDisabled()).isTrue();
        assertThat(shown("Open a model directory first.")).isTrue();
    }

    @Test
    void theListOfRunsIsReadAnewWhenItIsShown() throws IOException {
        doFx(this::fill);
        waitForFxEvents();
        RunDirectory made = new RunDirectory(Files.createDirectory(runs.resolve("elsewhere")));
        Files.writeString(
                made.record(),
                "{\"format\":1,\"id\":\"x\",\"name\":\"elsewhere\",\"state\":\"finished\","
                        + "\"created\":\"2026-01-01T00:00:00Z\"}");
        TabPane tabs = (TabPane) pane.lookup(".course-tabs");
        assertThat(runFx(() -> view.runs().runs())).isEmpty();
        doFx(() -> tabs.getSelectionModel().selectLast());
        waitUntil("it is listed", () -> view.runs().runs().size() == 1);
    }

    @Test
    void badNumberIsMarkedWhereItStandsAndKeepsStartAway() {
        doFx(this::fill);
        waitForFxEvents();
        assertThat(button("Start").isDisabled()).isFalse();

        doFx(() -> view.form().batchSize().textProperty().set("none"));
        waitForFxEvents();

        assertThat(button("Start").isDisabled()).isTrue();
        assertThat(shown("Batch size must be a whole number from 1 to 100000, not “none”."))
                .isTrue();
        assertThat(
                        runFx(
                                () ->
                                        pane.lookupAll(".text-field").stream()
                                                .filter(field -> marked(field))
                                                .map(TextField.class::cast)
                                                .map(TextField::getText)
                                                .toList()))
                .containsExactly("none");
    }

    @Test
    void theTokensAreThoseThatTheLengthPolicyLeaves() {
        doFx(
                () -> {
                    fill();
                    view.inputs()
                            .rows()
                            .add(
                                    TrainingSetup.row(
                                            401, "And Vince?", "Vince lives in Bergen now."));
                });
        waitForFxEvents();
        EncodedRows all = runFx(() -> view.inputs().encodedProperty().get());
        int longest = all.examples().stream().mapToInt(LabelledExample::length).max().orElse(0);

        doFx(() -> view.form().maxLength().type(longest - 1));

        EncodedRows.Usable left =
                all.usable(new LengthPolicy(longest - 1, LengthPolicy.Overlong.FILTER));
        assertThat(left.rows()).isBetween(1L, all.examples().size() - 1L);
        assertThat(left.tokens()).isLessThan(all.tokens());
        assertThat(left.supervised()).isBetween(1L, all.supervisedTokens() - 1);
        assertThat(saysTokens(left)).isTrue();

        doFx(() -> view.form().overlongProperty().set(LengthPolicy.Overlong.KEEP_START));

        EncodedRows.Usable cut =
                all.usable(new LengthPolicy(longest - 1, LengthPolicy.Overlong.KEEP_START));
        assertThat(cut.rows()).isEqualTo(all.examples().size());
        assertThat(cut.tokens()).isBetween(left.tokens() + 1, all.tokens() - 1);
        assertThat(saysTokens(cut)).isTrue();
    }

    @Test
    void rowsHeldOutAreCountedApartFromThoseThatTrain() {
        doFx(
                () -> {
                    TrainingSetup.fill(view, runs, 81);
                    view.inputs()
                            .rows()
                            .add(TrainingSetup.row(82, "And Vince?", "Vince lives in Bergen."));
                    view.choices().record().evalShare().type(10.0);
                });
        waitForFxEvents();
        assertThat(shown("72 rows + 10 held out")).isTrue();
        doFx(view::start);
        waitForFxEvents();
        EncodedRows.Usable trained =
                EncodedRows.usable(
                        engine.commands.get(0).examples(),
                        engine.commands.get(0).config().length());
        assertThat(trained.rows()).isEqualTo(72);
        assertThat(saysTokens(trained)).isTrue();

        doFx(() -> view.inputs().rows().setAll(List.of(TrainingSetup.row(1, "Who?", "Mira."))));
        waitForFxEvents();
        assertThat(shown("1 row")).as("one at least is trained on").isTrue();
    }

    @Test
    void theRunUnderWayIsToldApartFromTheNext() {
        doFx(this::fill);
        waitForFxEvents();
        assertThat(shown("This run")).isTrue();
        assertThat(shown("Next run")).isFalse();
        doFx(
                () -> {
                    view.form().byStepsProperty().set(true);
                    view.form().steps().type(204);
                    view.form().learningRate().type(5e-4);
                });
        doFx(view::start);
        waitForFxEvents();
        engine.tell(new Event.TrainStarted(400, 0, 204, new ParameterCount(100, 100)));
        waitForFxEvents();

        doFx(
                () -> {
                    view.form().steps().type(60);
                    view.form().learningRate().type(0.05);
                    view.inputs().rows().remove(40, 400);
                });
        waitForFxEvents();
        assertThat(shown("Next run")).isTrue();
        assertThat(shown("40 rows")).isTrue();
        for (String own : List.of("This run", "400 rows", "204", "5e-4", "every weight")) {
            assertThat(shown(own)).as(own).isTrue();
        }
        engine.tell(new Event.Trained(204, 1, runs.resolve("run")));
        waitForFxEvents();
        assertThat(shown("400 rows")).as("the charts still show it").isTrue();
    }

    @Test
    void theTableOfRunsIsAtTheStepOfTheChartsAndKnowsAPause() {
        List<String> told = new ArrayList<>();
        doFx(
                () ->
                        view.runs()
                                .liveProperty()
                                .addListener(
                                        (o, was, is) ->
                                                told.add(
                                                        is == null
                                                                ? "none"
                                                                : is.figures().get("step")
                                                                        + " "
                                                                        + is.paused())));
        run(21);
        assertThat(told).last().isEqualTo("21.0 false");
        doFx(() -> view.run().pause());
        assertThat(told).last().isEqualTo("21.0 true");
        doFx(() -> view.run().resume());
        engine.tell(new Event.Cancelled(21));
        waitUntil("the disk is looked at", () -> told.get(told.size() - 1).equals("none"));
    }

    private boolean saysTokens(EncodedRows.Usable used) {
        String begin =
                Numbers.count(used.supervised()) + " of " + Numbers.count(used.tokens()) + " (";
        return runFx(
                () ->
                        pane.lookupAll(".label").stream()
                                .map(Label.class::cast)
                                .anyMatch(label -> label.getText().startsWith(begin)));
    }

    @Test
    void everyStepIsAPointOfTheCharts() {
        run(83);

        assertThat(points("loss")).isEqualTo(83);
        assertThat(points("loss_all")).isEqualTo(83);

        engine.tell(new Event.Cancelled(83));
        waitForFxEvents();
        doFx(view::start);
        waitForFxEvents();
        assertThat(points("loss")).isZero();
    }

    @Test
    void aLossThatIsNotMeasuredIsNoPoint() {
        doFx(this::fill);
        waitForFxEvents();
        doFx(view::start);
        waitForFxEvents();
        engine.tell(new Event.TrainStarted(400, 0, 120, new ParameterCount(100, 100)));
        for (int step = 1; step <= 5; step++) {
            engine.tell(
                    new Event.TrainStepped(
                            new TrainStep(
                                    step,
                                    120,
                                    0.1,
                                    2.0 / step,
                                    Double.NaN,
                                    1e-3,
                                    1,
                                    0.5,
                                    1.5,
                                    Double.NaN,
                                    10,
                                    20,
                                    20L * step,
                                    100,
                                    1_000_000,
                                    step)));
        }
        waitForFxEvents();

        assertThat(points("loss")).isEqualTo(5);
        assertThat(points("loss_all")).isZero();
        assertThat(
                        runFx(
                                () ->
                                        pane.lookupAll(".metric-latest").stream()
                                                .map(Label.class::cast)
                                                .map(Label::getText)
                                                .toList()))
                .doesNotContain("not a number")
                .contains("0.4");
    }

    @Test
    void anAdaptersLayersAreMarkedWhereTheyAreNoneOfTheModel() {
        doFx(this::fill);
        waitForFxEvents();
        assertThat(runFx(() -> view.method().summaryProperty().get()))
                .matches("All [\\d,]+ parameters are trained\\.");
        doFx(() -> view.method().loraProperty().set(true));
        doFx(() -> view.method().targets().textProperty().set("query"));
        waitForFxEvents();

        assertThat(button("Start").isDisabled()).isTrue();
        assertThat(
                        runFx(
                                () ->
                                        pane.lookupAll(".form-problem").stream()
                                                .map(Label.class::cast)
                                                .filter(l -> visible(l))
                                                .map(Label::getText)
                                                .filter(text -> !text.isEmpty())
                                                .toList()))
                .singleElement()
                .asString()
                .contains("its layers are down_proj");

        doFx(() -> view.method().targets().textProperty().set("q_proj"));
        waitForFxEvents();
        assertThat(button("Start").isDisabled()).isFalse();
    }

    @OnlyPictures
    void picturesOfAnAdaptersSettings() {
        run(83);
        doFx(
                () -> {
                    view.method().loraProperty().set(true);
                    ((Hyperlink) pane.lookup("#more")).fire();
                    pane.lookupAll(".fold").forEach(fold -> ((Button) fold).fire());
                });
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("train-lora-light.png"));
        theme(true);
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("train-lora-dark.png"));
        doFx(stage::close);
        TrainPane smallPane = runFx(() -> newPane());
        Stage small = show(smallPane, 1024, 680);
        doFx(() -> ((Hyperlink) smallPane.lookup("#more")).fire());
        doFx(() -> view.method().targets().textProperty().set("q_proj, query"));
        waitForFxEvents();
        snapshot(small.getScene(), SCREENSHOTS.resolve("train-lora-dark-small.png"));
        theme(false);
        doFx(() -> view.method().reset());
        doFx(
                () ->
                        view.inputs()
                                .modelDirectoryProperty()
                                .set(GoldenModel.QWEN3.directory().resolve("adapter")));
        engine.tell(new Event.Trained(120, 48, Path.of("runs", "starter-lora-20250131-142530")));
        waitForFxEvents();
        snapshot(small.getScene(), SCREENSHOTS.resolve("train-lora-light-small.png"));
        doFx(small::close);

        assertThat(SCREENSHOTS.resolve("train-lora-light-small.png")).isNotEmptyFile();
    }

    @Test
    void theRunIsWrittenAsAJobForTrl() throws IOException {
        assertThat(runFx(() -> pane.lookup("#job").isDisabled())).isTrue();
        doFx(this::fill);
        waitForFxEvents();
        assertThat(runFx(() -> pane.lookup("#job").isDisabled())).isFalse();
        doFx(() -> view.choices().record().evalShare().textProperty().set("0.1"));
        Path folder = runs.resolve("job");
        doFx(() -> view.exportJob(folder));
        waitForFxEvents();

        assertThat(shown("The job is in " + folder + "; its README.md says how to run it."))
                .isTrue();
        assertThat(Files.readAllLines(folder.resolve("data").resolve("train.jsonl"))).hasSize(360);
        assertThat(Files.readAllLines(folder.resolve("data").resolve("eval.jsonl"))).hasSize(40);
        assertThat(
                        new ObjectMapper()
                                .readTree(folder.resolve("job.json").toFile())
                                .path("sft")
                                .path("per_device_train_batch_size")
                                .asInt())
                .isEqualTo(8);
        assertThat(folder.resolve("train.py")).isNotEmptyFile();
        assertThat(engine.commands).isEmpty();

        doFx(() -> view.exportJob(folder));
        waitForFxEvents();
        assertThat(runFx(() -> view.run().problemProperty().get().summary()))
                .contains(folder.toString())
                .contains("is not empty");
    }

    @Test
    void whatTheChecksWarnOfIsToldWithTheJob() {
        doFx(this::fill);
        doFx(
                () ->
                        view.inputs()
                                .rows()
                                .setAll(
                                        TrainingSetup.row(
                                                1, "What is <|im_end|> for?", "It ends a turn.")));
        waitForFxEvents();
        Path folder = runs.resolve("job");
        doFx(() -> view.exportJob(folder));
        waitForFxEvents();

        Problem told = runFx(() -> view.run().problemProperty().get());
        assertThat(told.severity()).isEqualTo(Problem.Severity.WARNING);
        assertThat(told.summary())
                .startsWith("The job is in " + folder)
                .contains("The checks have something to say about it (1). row 1");
        assertThat(folder.resolve("data").resolve("train.jsonl")).isNotEmptyFile();
    }

    @Test
    void theRowThatBreaksARunIsNamedAndCanBeShown() {
        List<DataRow> shown = new ArrayList<>();
        doFx(() -> view.onShowRowProperty().set(shown::add));
        run(3);
        assertThat(runFx(() -> pane.lookup("#showRow").isVisible())).isFalse();

        engine.tell(new Event.Failed("Step 4: the loss is no longer finite", List.of(6)));
        waitForFxEvents();
        doFx(((Button) pane.lookup("#showRow"))::fire);

        assertThat(shown).containsExactly(runFx(() -> view.inputs().rows().get(6)));
        assertThat(shown("Step 4: the loss is no longer finite")).isTrue();

        // What is told next is not about the row.
        doFx(() -> view.exportJob(runs.resolve("job")));
        waitForFxEvents();
        assertThat(runFx(() -> view.run().problemProperty().get().summary()))
                .startsWith("The job is in ");
        assertThat(runFx(() -> pane.lookup("#showRow").isVisible())).isFalse();
    }

    @Test
    void aStoppedRunSaysWhereItsCheckpointIs() {
        run(3);
        doFx(button("Stop")::fire);
        Path saved = runs.resolve("run").resolve("checkpoints").resolve("step-00000003");
        engine.tell(new Event.CheckpointSaved(3, saved));
        engine.tell(new Event.Cancelled(3));
        waitForFxEvents();

        assertThat(shown("Stopped after step 3; it can be continued")).isTrue();
        assertThat(shown(saved.toString())).isTrue();
        assertThat(button("Continue").isVisible()).isTrue();
        List<Path> opened = new ArrayList<>();
        doFx(() -> view.finished().onOpenInChatProperty().set(opened::add));
        doFx(((Button) pane.lookup("#chatWithKept"))::fire);
        assertThat(opened).containsExactly(saved);
    }

    @Test
    void theKeyThatStartedTheRunDoesNotEndItWhenItIsPressedAgain() {
        doFx(this::fill);
        waitForFxEvents();
        Button start = button("Start");
        doFx(start::requestFocus);
        space();
        assertThat(runFx(() -> view.run().activeProperty().get())).isTrue();
        drawnAnew();
        space();
        assertThat(engine.asked).isEmpty();
        assertThat(runFx(() -> view.run().stateProperty().get().isActive())).isTrue();

        engine.tell(new Event.Failed("It failed.", List.of()));
        waitForFxEvents();
        assertThat(runFx(start::isFocused)).as("where it was, once the run is over").isTrue();
    }

    @Test
    void theKeyThatHadTheRunSavedDoesNotEndItWhenItIsPressedAgain() {
        run(3);
        doFx(pane.lookup("#save")::requestFocus);
        space();
        drawnAnew();
        space();
        assertThat(engine.asked).containsExactly("save");
    }

    @Test
    void theKeyThatGoesOnWithTheRunReachesNothingElseWhenItIsPressedAgain() {
        run(3);
        Path saved = runs.resolve("run").resolve("checkpoints").resolve("step-00000003");
        engine.tell(new Event.CheckpointSaved(3, saved));
        engine.tell(Event.Failed.lost("The system ended the engine."));
        waitForFxEvents();
        drawnAnew();
        Node goOn = pane.lookup("#goOn");
        doFx(goOn::requestFocus);
        space();
        drawnAnew();

        assertThat(runFx(goOn::isVisible)).isFalse();
        assertThat(runFx(pane.lookup(".course-tabs")::isFocused)).isTrue();
    }

    /** Pressed where the focus is. */
    private void space() {
        doFx(
                () -> {
                    Node owner = stage.getScene().getFocusOwner();
                    for (EventType<KeyEvent> type :
                            List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                        owner.fireEvent(
                                new KeyEvent(
                                        type, " ", " ", KeyCode.SPACE, false, false, false, false));
                    }
                });
        waitForFxEvents();
    }

    @Test
    void aStopThatTakesLongCanBeCutShort() {
        run(3);
        EndNowButton endNow = (EndNowButton) pane.lookup("#endNow");
        doFx(button("Stop")::fire);
        assertThat(runFx(endNow::isVisible)).as("so soon").isFalse();
        doFx(() -> endNow.patience().jumpTo(Duration.seconds(4.8)));
        assertThat(runFx(endNow::isVisible)).as("nor before five seconds").isFalse();
        waitUntil("it is offered", endNow::isVisible);
        snapshot(stage.getScene(), SCREENSHOTS.resolve("train-end-now.png"));
        doFx(endNow::fire);
        assertThat(engine.asked).contains("abandon");

        engine.tell(Event.Failed.lost("Training was ended at once, as you asked."));
        waitForFxEvents();
        assertThat(runFx(endNow::isVisible)).isFalse();
    }

    @Test
    void aFullDiskIsToldAndTriedAgain() {
        run(20);
        assertThat(runFx(() -> pane.lookup("#tryDisk").isVisible())).isFalse();
        engine.tell(
                new Event.DiskRefused(
                        "runs/a/checkpoints/step-00000020: the checkpoint cannot be written: No"
                                + " space left on device. The one of step 10 is as it was",
                        2_400_000_000L,
                        310_000_000L));
        waitForFxEvents();
        assertThat(shown("Paused at step 20 of 120")).isTrue();
        assertThat(button("Resume").isDisabled()).isFalse();
        assertThat(button("Stop").isDisabled()).isFalse();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("train-full-disk-light.png"));
        theme(true);
        Stage small = show(runFx(() -> newPane()), 1024, 680);
        snapshot(small.getScene(), SCREENSHOTS.resolve("train-full-disk-dark-small.png"));
        theme(false);
        doFx(((Button) pane.lookup("#tryDisk"))::fire);
        assertThat(engine.asked).containsExactly("resume");
        engine.tell(new Event.DiskTook());
        waitForFxEvents();
        assertThat(runFx(() -> pane.lookup("#tryDisk").isVisible())).isFalse();
        assertThat(runFx(() -> view.run().problemProperty().get())).isNull();
    }

    @Test
    void theForecastOfMemoryIsDrawnBesideWhatIsInUse() {
        run(3);
        Points forecast = runFx(() -> view.charts().lines(ChartKind.MEMORY).get(1).points());
        long told = runFx(() -> view.forecast().peak().orElseThrow());
        assertThat(forecast.size()).isEqualTo(3);
        assertThat(forecast.value(2)).isEqualTo(told).isPositive();

        doFx(() -> view.form().maxLength().textProperty().set("511"));
        engine.tell(new Event.Cancelled(3));
        waitForFxEvents();
        assertThat(forecast.value(2)).as("that of the run").isEqualTo(told);
    }

    @Test
    void whatARunDoesBeforeItsFirstStepIsNotCutForItsRows() {
        doFx(this::fill);
        waitForFxEvents();
        doFx(view::start);
        waitForFxEvents();
        engine.tell(new Event.TrainStarted(400, 0, 120, new ParameterCount(100, 100)));
        waitForFxEvents();
        Label status = (Label) pane.lookup("#status");
        String phase = runFx(() -> view.run().phaseProperty().get());
        assertThat(phase).isNotEmpty();
        assertThat(status.getText()).isEqualTo(phase);
        assertThat(status.getTooltip().getText()).isEqualTo(phase + "\nRows: 400, steps: 120");
    }

    @Test
    void theWheelMovesTheSmallChartsAndIsNoCloserLookAtThem() {
        run(30);
        resize(stage, 1024, 680);
        ScrollPane tiles = (ScrollPane) pane.lookup(".tile-scroll");
        wheel(pane.lookup(".metric-chart.small").lookup(".chart"));
        assertThat(runFx(() -> view.charts().view().zoomedProperty().get())).isFalse();
        assertThat(runFx(tiles::getVvalue)).isPositive();
    }

    private static void wheel(Node node) {
        doFx(
                () ->
                        javafx.event.Event.fireEvent(
                                node,
                                new ScrollEvent(
                                        ScrollEvent.SCROLL,
                                        10,
                                        10,
                                        10,
                                        10,
                                        false,
                                        false,
                                        false,
                                        false,
                                        false,
                                        false,
                                        0,
                                        -120,
                                        0,
                                        -120,
                                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                                        0,
                                        ScrollEvent.VerticalTextScrollUnits.NONE,
                                        0,
                                        0,
                                        null)));
    }

    @Test
    void memoryIsNamedOnlyWhereItIsKnown() {
        doFx(this::fill);
        waitForFxEvents();
        assertThat(memoryIsNamed()).isTrue();

        doFx(() -> view.form().maxLength().textProperty().set("1"));
        waitForFxEvents();
        assertThat(runFx(() -> ((Label) pane.lookup("#memory")).getText())).isEmpty();
        assertThat(runFx(() -> pane.lookup("#memory").isManaged())).as("has a row").isFalse();
        assertThat(memoryIsNamed()).isFalse();

        doFx(() -> view.form().maxLength().textProperty().set("512"));
        waitForFxEvents();
        assertThat(memoryIsNamed()).isTrue();
    }

    @Test
    void theNewestAnswerIsInSightAlsoWhereOthersWrapAndTheListBecomesShorter() {
        run(3);
        String long1 = "What is the job of Tina? Tina works as a nurse in the town. ".repeat(5);
        for (int step = 10; step <= 60; step += 10) {
            engine.tell(
                    new Event.SampleAnswered(
                            step, answer(step < 30 ? long1 : "Mira lives in Oslo.")));
            drawnAnew();
            assertThat(newestAnswer()).as("step %d", step).isTrue();
        }
        resize(stage, 1360, 800);
        drawnAnew();
        assertThat(newestAnswer()).as("in a shorter list").isTrue();
    }

    private boolean memoryIsNamed() {
        return runFx(
                () ->
                        ((Pane) pane.lookup("#memory").getParent())
                                .getChildren().stream()
                                        .filter(Node::isVisible)
                                        .filter(Label.class::isInstance)
                                        .map(Label.class::cast)
                                        .anyMatch(label -> "Memory".equals(label.getText())));
    }

    /** Whether the last sample answer is seen, all of it. */
    private boolean newestAnswer() {
        return runFx(
                () -> {
                    ListView<?> answers = (ListView<?>) pane.lookup(".answers");
                    double bottom =
                            answers.localToScene(answers.getBoundsInLocal()).getMaxY() + 0.5;
                    return answers.lookupAll(".answer-cell").stream()
                            .map(AnswerCell.class::cast)
                            .filter(AnswerCell::isVisible)
                            .filter(cell -> cell.getIndex() == answers.getItems().size() - 1)
                            .anyMatch(
                                    cell ->
                                            cell.localToScene(cell.getBoundsInLocal()).getMaxY()
                                                    <= bottom);
                });
    }

    @Test
    void pauseButtonBecomesResume() {
        run(3);
        Button pause = button("Pause");
        doFx(pause::fire);
        assertThat(pause.getText()).isEqualTo("Resume");
        doFx(pause::fire);
        assertThat(pause.getText()).isEqualTo("Pause");

        assertThat(engine.asked).containsExactly("pause", "resume");
    }

    @Test
    void everyColourAndSizeOfTheStyleSheetsResolves() {
        List<String> warnings = new ArrayList<>();
        Handler listener =
                new Handler() {
                    @Override
                    public void publish(LogRecord record) {
                        warnings.add(record.getMessage());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger css = Logger.getLogger("javafx.css");
        css.addHandler(listener);
        run(20);
        theme(true);
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("train-short.png"));
        css.removeHandler(listener);

        assertThat(warnings).isEmpty();
    }

    @Test
    void aLargeWindowCanBeMadeSmallAndShowsAllOfItsWidth() {
        doFx(() -> stage.setWidth(1816));
        drawnAnew();
        // What is asked for while a window is laid out is only given the next time.
        assertThat(runFx(() -> pane.minWidth(-1)))
                .as("beside the rail of a window of 1,024")
                .isLessThanOrEqualTo(SMALLEST);
        assertThat(runFx(() -> tileColumns())).isEqualTo(2);
        doFx(() -> stage.setWidth(SMALLEST));
        drawnAnew();
        assertThat(runFx(() -> tileColumns())).isEqualTo(1);
    }

    /** How many charts stand side by side, whole. */
    private long tileColumns() {
        ScrollPane scroll = (ScrollPane) pane.lookup(".tile-scroll");
        double right = scroll.getViewportBounds().getWidth();
        return ((TilePane) scroll.getContent())
                .getChildren().stream()
                        .map(Node::getBoundsInParent)
                        .filter(tile -> tile.getMaxX() <= right + 1)
                        .map(Bounds::getMinX)
                        .distinct()
                        .count();
    }

    @Test
    void picturesOfARunInBothThemesAndSizes() {
        run(83);
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("train-light.png"));
        theme(true);
        if (ALL_PICTURES) {
            waitForFxEvents();
            snapshot(stage.getScene(), SCREENSHOTS.resolve("train-dark.png"));
        }
        // What is shown twice is drawn twice at each change.
        doFx(stage::close);

        Stage small = show(runFx(() -> newPane()), 1024, 680);
        assertThat(hint(small)).isEqualTo(ContentDisplay.GRAPHIC_ONLY);
        snapshot(small.getScene(), SCREENSHOTS.resolve("train-dark-small.png"));
        theme(false);
        engine.tell(new Event.Trained(120, 48, Path.of("runs", "starter-sft-20250131-142530")));
        doFx(
                () -> {
                    view.charts().view().smoothingProperty().set(0.9);
                    view.form().learningRate().textProperty().set("2,5");
                });
        waitForFxEvents();
        snapshot(small.getScene(), SCREENSHOTS.resolve("train-light-small.png"));
        doFx(
                () ->
                        ((TabPane) small.getScene().lookup(".course-tabs"))
                                .getSelectionModel()
                                .select(1));
        waitForFxEvents();
        snapshot(small.getScene(), SCREENSHOTS.resolve("train-probe-light-small.png"));
        doFx(small::close);

        assertThat(SCREENSHOTS.resolve("train-light-small.png")).isNotEmptyFile();
    }

    @Test
    void picturesInChineseWithTheProbeAndSixLines() {
        doFx(() -> words.languageProperty().set(Language.CHINESE));
        run(83);
        doFx(
                () -> {
                    ((TabPane) pane.lookup(".course-tabs")).getSelectionModel().select(1);
                    view.timeline().shownProperty().set(3);
                    view.charts().view().pointedProperty().set(42);
                });
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("train-probe-chinese-light.png"));
        if (ALL_PICTURES) {
            theme(true);
            doFx(() -> view.charts().focusProperty().set(ChartKind.STOP));
            waitForFxEvents();
            snapshot(stage.getScene(), SCREENSHOTS.resolve("train-probe-chinese-dark.png"));
        }

        assertThat(button("开始").isDisabled()).isTrue();
    }

    @Test
    void picturesOfRunsOfThePastLaidOver() {
        run(83);
        doFx(
                () -> {
                    for (int run = 1; run <= 3; run++) {
                        view.runs().overlays().shown().add(past(run));
                    }
                });
        waitForFxEvents();
        if (ALL_PICTURES) {
            snapshot(stage.getScene(), SCREENSHOTS.resolve("train-overlay-light.png"));
        }
        theme(true);
        doFx(
                () -> {
                    for (int run = 4; run <= 6; run++) {
                        view.runs().overlays().shown().add(past(run));
                    }
                    view.charts().view().pointedProperty().set(60);
                });
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("train-overlay-dark.png"));

        assertThat(runFx(() -> view.charts().lines(ChartKind.LOSS)))
                .filteredOn(ChartLine::sparse)
                .extracting(line -> line.name().getValue())
                .contains("run 1, evaluation", "run 6, evaluation");
    }

    private OverlaidRun past(int number) {
        MetricHistory history = new MetricHistory();
        for (int step = 1; step <= 100; step++) {
            history.points(MetricHistory.LOSS)
                    .add(step, 0.3 * number + 3 * Math.exp(-step / (12.0 * number)));
            if (step % 20 == 0) {
                history.points(MetricHistory.EVAL_LOSS)
                        .add(step, 0.3 * number + 0.15 + 3.1 * Math.exp(-step / (12.0 * number)));
            }
        }
        return new OverlaidRun(
                new RunDirectory(runs.resolve("run-" + number)),
                new SimpleStringProperty("run " + number),
                "run-" + number,
                history);
    }

    /** A run as far as the given step of 120, with a question asked every 20 steps. */
    /**
     * How the charts tell what the mouse does: in words, or where these would be cut as a picture.
     */
    private ContentDisplay hint(Stage stage) {
        return runFx(
                () ->
                        ((Label) stage.getScene().getRoot().lookup(".chart-hint"))
                                .getContentDisplay());
    }

    private void run(int upTo) {
        doFx(this::fill);
        waitForFxEvents();
        doFx(view::start);
        waitForFxEvents();
        engine.tell(new Event.TrainStarted(400, 0, 120, new ParameterCount(100, 100)));
        engine.tell(new Event.SampleAnswered(0, answer("Mira lives in the house by the sea.")));
        tokens = runFx(() -> view.timeline().tokensProperty().get().size());
        score(0);
        evaluate(0);
        Random random = new Random(1);
        for (int step = 1; step <= upTo; step++) {
            double loss = 0.4 + 3.2 * Math.exp(-step / 18.0) + random.nextGaussian() * 0.12;
            engine.tell(
                    new Event.TrainStepped(
                            new TrainStep(
                                    step,
                                    120,
                                    step / 40.0,
                                    loss,
                                    loss + 1.1 + random.nextGaussian() * 0.1,
                                    2e-3 * Math.min(1, step / 12.0),
                                    0.8 + random.nextDouble(),
                                    1 - loss / 5,
                                    loss * 0.8,
                                    1 - Math.exp(-step / 15.0),
                                    300,
                                    900,
                                    900L * step,
                                    2800 + random.nextGaussian() * 150,
                                    1_200_000_000L,
                                    step * 0.4)));
            if (step % 5 == 0) {
                score(step);
            }
            if (step % 20 == 0) {
                evaluate(step);
                engine.tell(new Event.SampleAnswered(step, answer("Mira lives in Oslo.⊣")));
            }
        }
        waitForFxEvents();
    }

    /** Format first, then content. */
    private void score(int step) {
        Random random = new Random(step);
        double[] nll = new double[tokens];
        for (int t = 0; t < tokens; t++) {
            boolean format =
                    view.timeline().tokensProperty().get().get(t).part() == ProbedToken.Part.FORMAT;
            nll[t] =
                    t == 0
                            ? Double.NaN
                            : 6 * random.nextDouble() * Math.exp(-step / (format ? 8.0 : 40.0));
        }
        engine.tell(new Event.ProbeScored(step, nll));
    }

    private void evaluate(int step) {
        double loss = 0.6 + 3.1 * Math.exp(-step / 18.0);
        engine.tell(
                new Event.Evaluated(
                        new Evaluation(
                                step,
                                step / 40.0,
                                loss,
                                loss,
                                1 - loss / 5,
                                loss * 0.8,
                                1 - Math.exp(-step / 15.0),
                                20,
                                400,
                                900L * step,
                                1)));
    }

    private TrainPane newPane() {
        return new TrainPane(view, words, new FileDialogs(new MemoryPreferences()), Runnable::run);
    }

    private static List<int[]> answer(String text) {
        return List.of(text.chars().toArray());
    }

    private static boolean marked(Node field) {
        return field.getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("danger"));
    }

    private static boolean visible(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private int points(String metric) {
        return runFx(() -> view.charts().history().points(metric).size());
    }

    private void fill() {
        TrainingSetup.fill(view, runs, 400);
    }

    private Button button(String text) {
        return runFx(
                () ->
                        pane.lookupAll(".button").stream()
                                .map(Button.class::cast)
                                .filter(b -> text.equals(b.getText()))
                                .findFirst()
                                .orElseThrow());
    }

    private boolean shown(String text) {
        return runFx(
                () ->
                        pane.lookupAll(".label").stream()
                                .map(Label.class::cast)
                                .filter(label -> label.isVisible() && label.getParent().isVisible())
                                .anyMatch(label -> text.equals(label.getText())));
    }
}
