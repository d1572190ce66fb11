package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.Event;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.ui.runs.MetricHistory;
import org.sftworkbench.ui.runs.OverlaidRun;

/** A window that starts again shows the curve of the run that the one before has shown. */
class LastRunTest {
    @TempDir Path root;

    private final RecordingEngine engine = new RecordingEngine();
    private final TrainViewModel view = TrainingSetup.view(engine);
    private final LastRun last = new LastRun(view.runs(), view.run());

    @BeforeEach
    void leaveARun() throws IOException {
        RunDirectory run = new RunDirectory(Files.createDirectories(root.resolve("before")));
        Files.writeString(
                run.record(),
                "{\"format\":1,\"id\":\"x\",\"name\":\"Cities\",\"state\":\"finished\","
                        + "\"created\":\"2026-01-01T00:00:00Z\"}");
        Files.writeString(run.metrics(), "{\"step\":1,\"loss\":3}\n{\"step\":2,\"loss\":1.5}\n");
    }

    @Test
    void itsCurveIsDrawnUnderItsNameUntilAnotherBegins() {
        last.restore(root.resolve("before").toString());
        assertThat(view.runs().overlays().shown()).isEmpty();
        TrainingSetup.fill(view, root, 2);

        assertThat(view.runs().overlays().shown()).hasSize(1);
        OverlaidRun drawn = view.runs().overlays().shown().get(0);
        assertThat(drawn.name().get()).isEqualTo("Cities");
        assertThat(drawn.history().last()).containsEntry(MetricHistory.LOSS, 1.5);

        view.start();
        assertThat(view.runs().overlays().shown()).isEmpty();
        engine.tell(new Event.TrainStarted(2, 0, 3, new ParameterCount(100, 100)));
        assertThat(last.directoryProperty().get())
                .isEqualTo(engine.commands.get(0).out().toAbsolutePath().normalize().toString());
        view.runs().refresh();
        assertThat(view.runs().overlays().shown()).isEmpty();
    }

    @Test
    void oneThatIsTakenAwayStaysAway() {
        TrainingSetup.fill(view, root, 2);
        last.restore(root.resolve("before").toString());
        assertThat(view.runs().overlays().shown()).hasSize(1);
        view.runs().overlays().toggle(view.runs().runs().get(0));
        view.runs().refresh();
        assertThat(view.runs().overlays().shown()).isEmpty();
    }

    @Test
    void oneThatIsGoneIsNotMissed() {
        last.restore(root.resolve("deleted").toString());
        TrainingSetup.fill(view, root, 2);
        assertThat(view.runs().overlays().shown()).isEmpty();
    }
}
