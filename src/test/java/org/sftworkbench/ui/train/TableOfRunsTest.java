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

/** What is deleted in the table of runs is offered nowhere else. */
class TableOfRunsTest {
    @TempDir Path home;

    private final RecordingEngine engine = new RecordingEngine();
    private final TrainViewModel view = TrainingSetup.view(engine);
    private Path run;

    @BeforeEach
    void begin() throws IOException {
        TrainingSetup.fill(view, home, 2);
        view.start();
        run = engine.commands.get(0).out();
        Files.createDirectories(run);
        Files.writeString(new RunDirectory(run).record(), "{}");
        engine.tell(new Event.TrainStarted(2, 0, 3, new ParameterCount(100, 100)));
        engine.step(1, 3);
    }

    private void delete() {
        view.runs().refresh();
        view.runs().selected().setAll(view.runs().runs());
        assertThat(view.runs().selected()).hasSize(1);
        view.runs().askToDelete();
        view.runs().delete();
        assertThat(run).doesNotExist();
    }

    @Test
    void theModelOfAFinishedRunGoesWithIt() {
        engine.tell(new Event.Trained(3, 7, run));
        view.runs().refresh();
        assertThat(view.finished().directoryProperty().get()).isEqualTo(run);
        delete();
        assertThat(view.finished().directoryProperty().get()).isNull();
        assertThat(view.finished().adapterProperty().get()).isFalse();
    }

    @Test
    void theCheckpointOfAStoppedRunGoesWithIt() {
        Path saved = run.resolve("checkpoints").resolve("step-00000001");
        engine.tell(new Event.CheckpointSaved(1, saved));
        engine.tell(new Event.Cancelled(1));
        assertThat(view.run().savedProperty().get()).isEqualTo(saved);
        delete();
        assertThat(view.run().savedProperty().get()).isNull();
    }
}
