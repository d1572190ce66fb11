package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.RowRecipe;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RecordedModel;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.chart.Points;
import org.sftworkbench.ui.common.words.Words;

/**
 * A past run's rows are read again before it goes on: it can be stopped, and tells what it finds.
 */
class ContinuedRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path STARTER = Path.of("assets", "starter");
    private static final int ROWS = 5_000;

    @TempDir Path root;
    private final RecordingEngine engine = new RecordingEngine();

    @BeforeEach
    void writeTheRows() throws IOException {
        String row =
                "{\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"},"
                        + " {\"role\": \"assistant\", \"content\": \"Hello\"}]}\n";
        Files.writeString(root.resolve("rows.jsonl"), row.repeat(ROWS));
    }

    @Test
    void readingEndsWithTheRowAtWhichItIsStopped() throws IOException {
        Path run = run(JSON.createObjectNode());
        Cancellation stop = new Cancellation();
        List<Long> read = new ArrayList<>();
        Progress progress =
                (what, done, total) -> {
                    assertThat(total).isEqualTo(ROWS);
                    read.add(done);
                    if (done == 100) {
                        stop.cancel();
                    }
                };
        assertThatThrownBy(() -> new ContinuedRun(run).ready(progress, stop))
                .isInstanceOf(CancellationException.class);
        assertThat(read).hasSize(100);
    }

    @Test
    void stopInThePaneEndsTheReading() throws IOException {
        TrainViewModel view = view(Runnable::run, Runnable::run);
        List<Number> shares = new ArrayList<>();
        view.run()
                .progressProperty()
                .addListener(
                        (o, was, is) -> {
                            shares.add(is);
                            if (is.doubleValue() > 0.25 && view.run().isPreparing()) {
                                view.stop();
                            }
                        });
        view.goOn(run(JSON.createObjectNode()));

        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.STOPPED);
        assertThat(engine.commands).isEmpty();
        assertThat(shares).allMatch(share -> share.doubleValue() < 0.3);
    }

    @Test
    void whatIsNoLongerAsItWasIsToldBesideWhatTheEngineTells() throws IOException {
        Path run = run(JSON.createObjectNode().put("probe_steps", 5));
        Files.writeString(
                root.resolve("rows.jsonl"),
                "not JSON\n"
                        + "{\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"},"
                        + " {\"role\": \"assistant\", \"content\": \"Hello\"}]}\n");
        TrainViewModel view = view(Runnable::run, Runnable::run);
        view.goOn(run);

        assertThat(engine.commands).hasSize(1);
        Problem told = view.run().problemProperty().get();
        assertThat(told.severity()).isEqualTo(Problem.Severity.WARNING);
        assertThat(told.summary()).contains("Remarks: 2", "rows.jsonl, row 1: ");
        assertThat(told.details()).contains("does not say which row was probed");

        engine.tell(new Event.TrainBegunAgain("no checkpoint was saved"));
        assertThat(view.run().problemProperty().get().summary())
                .contains("Remarks: 2", "no checkpoint was saved");
    }

    @Test
    void theForecastOfMemoryIsDrawnForARunThatGoesOnToo() throws IOException {
        TrainViewModel view = view(Runnable::run, Runnable::run);
        view.goOn(run(JSON.createObjectNode()));
        engine.tell(new Event.TrainStarted(ROWS, 0, 20, new ParameterCount(100, 100)));
        engine.step(11, 20);

        Points forecast = view.charts().lines(ChartKind.MEMORY).get(1).points();
        assertThat(forecast.size()).isEqualTo(1);
        assertThat(forecast.value(0)).isGreaterThan(1_000_000);
    }

    @Test
    void anErrorOfTheMachineEndsThePreparation() throws IOException {
        AtomicBoolean full = new AtomicBoolean();
        TrainViewModel view =
                view(
                        work -> {
                            full.set(true);
                            work.run();
                        },
                        work -> {
                            if (full.getAndSet(false)) {
                                throw new OutOfMemoryError("Java heap space");
                            }
                            work.run();
                        });
        view.goOn(run(JSON.createObjectNode()));

        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.FAILED);
        assertThat(view.run().problemProperty().get().summary()).contains("memory");
    }

    private TrainViewModel view(Executor files, Executor fx) {
        return new TrainViewModel(
                Words.english(),
                engine,
                new TrainViewModel.Threads(Runnable::run, files, fx, Runnable::run, Runnable::run),
                wish -> new DeviceNews("The CPU.", false, OptionalLong.of(1L << 40)),
                Clock.systemUTC());
    }

    /** A run that was interrupted before its first checkpoint. */
    private Path run(ObjectNode beside) throws IOException {
        RunDirectory run = new RunDirectory(root.resolve("run"));
        Files.createDirectories(run.path());
        RowRecipe recipe =
                RowRecipe.of(
                        "role-marks",
                        new EncodingOptions(
                                new TemplateChoice.RoleMarks(),
                                new MaskPolicy.RoleMarks(),
                                Map.of()),
                        ColumnMapping.NONE);
        new RunRecordFile(run)
                .write(
                        new RunRecord(
                                "id",
                                "run",
                                "",
                                Instant.parse("2025-01-31T10:25:30Z"),
                                RunState.RUNNING,
                                "",
                                new RecordedModel(STARTER.toString(), "qwen3", 4_000_000, 280_000),
                                JSON.createObjectNode(),
                                new RecordedData(
                                        List.of(
                                                RecordedData.DataFile.of(
                                                        root.resolve("rows.jsonl"), ROWS)),
                                        "cd"),
                                recipe.template(),
                                (ObjectNode) recipe.policy().deepCopy().setAll(beside),
                                JSON.createObjectNode(),
                                JSON.createObjectNode()));
        return run.path();
    }
}
