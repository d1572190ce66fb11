package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RecordedModel;
import org.sftworkbench.run.RecordedTemplate;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;
import org.sftworkbench.ui.common.words.Words;

/** Who starts the window again after it was killed reads of the run that went with it. */
class InterruptedRunsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path root;

    private final TrainViewModel view = window();

    private static TrainViewModel window() {
        return new TrainViewModel(
                Words.english(),
                new RecordingEngine(),
                new TrainViewModel.Threads(
                        Runnable::run, Runnable::run, Runnable::run, Runnable::run),
                wish -> new DeviceNews("The CPU.", false, OptionalLong.of(1L << 40)),
                Clock.systemUTC());
    }

    @Test
    void nothingIsToldWhereNoRunWasInterrupted() throws IOException {
        write("done", 1, RunState.FINISHED, 5, 0);
        write("stopped", 2, RunState.STOPPED, 5, 0);
        view.outputRootProperty().set(root);
        assertThat(view.runs().runs()).hasSize(2);
        assertThat(view.interrupted().toldProperty().get()).isNull();
        assertThat(view.interrupted().textProperty().get()).isEmpty();
    }

    @Test
    void theNewestInterruptedRunIsToldWithItsLastStepAndGoesOnFromItsCheckpoint()
            throws IOException {
        write("older", 1, RunState.RUNNING, 9, 0);
        write("newer", 2, RunState.RUNNING, 57, 50);
        write("newest", 3, RunState.FINISHED, 5, 0);
        view.outputRootProperty().set(root);
        assertThat(view.interrupted().textProperty().get())
                .isEqualTo(
                        "The run newer was interrupted at step 57."
                                + " More interrupted runs: 1; the list of runs shows them.");
        assertThat(view.interrupted().actionProperty().get()).isEqualTo("Continue");
        assertThat(view.interrupted().explanationProperty().get())
                .isEqualTo("Goes on from its newest checkpoint, of step 50");
    }

    @Test
    void oneWithoutACheckpointStartsAgain() throws IOException {
        write("early", 1, RunState.RUNNING, 3, 0);
        view.outputRootProperty().set(root);
        assertThat(view.interrupted().textProperty().get())
                .isEqualTo("The run early was interrupted at step 3.");
        assertThat(view.interrupted().actionProperty().get()).isEqualTo("Start again");

        write("early", 1, RunState.RUNNING, 0, 0);
        write("other", 0, RunState.FINISHED, 0, 0);
        view.runs().refresh();
        assertThat(view.interrupted().textProperty().get())
                .isEqualTo("The run early was interrupted before its first step.");
    }

    @Test
    void whatTheUserHasTakenNoteOfIsNotToldAgainUntilItIsInterruptedFurtherOn() throws IOException {
        write("run", 1, RunState.RUNNING, 7, 0);
        view.outputRootProperty().set(root);
        view.interrupted().dismiss();
        assertThat(view.interrupted().toldProperty().get()).isNull();

        TrainViewModel later = window();
        later.outputRootProperty().set(root);
        assertThat(later.interrupted().toldProperty().get()).isNotNull();
        later.interrupted().seenProperty().set(view.interrupted().seenProperty().get());
        assertThat(later.interrupted().toldProperty().get()).isNull();

        write("run", 1, RunState.RUNNING, 9, 0);
        TrainViewModel last = window();
        last.interrupted().seenProperty().set(view.interrupted().seenProperty().get());
        last.outputRootProperty().set(root);
        assertThat(last.interrupted().toldProperty().get().step()).isEqualTo(9);
    }

    @Test
    void aRunThatWasSavedAsItsWindowEndedIsToldOfToo() throws IOException {
        write("by-hand", 1, RunState.STOPPED, 9, 9);
        write("left", 0, RunState.STOPPED, 47, 47);
        view.outputRootProperty().set(root);
        assertThat(view.interrupted().toldProperty().get()).isNull();
        view.interrupted().leftProperty().set(root.resolve("left").toString());
        assertThat(view.interrupted().textProperty().get())
                .isEqualTo("The run left was stopped at step 47 when its window closed.");
        assertThat(view.interrupted().actionProperty().get()).isEqualTo("Continue");
        view.interrupted().dismiss();
        assertThat(view.interrupted().toldProperty().get()).isNull();
    }

    @Test
    void continuingShowsTheRunAndHandsItOn() throws IOException {
        write("run", 1, RunState.RUNNING, 7, 5);
        view.outputRootProperty().set(root);
        List<Path> shown = new ArrayList<>();
        view.interrupted().onShowProperty().set(run -> shown.add(run.path()));
        assertThat(view.inputs().tokenizerProperty().get()).as("its own will do").isNull();
        assertThat(view.interrupted().continuableProperty().get()).isTrue();
        view.interrupted().continueRun();
        assertThat(shown).containsExactly(root.resolve("run"));
        // Its checkpoint is no model, which is told as of any run that cannot go on.
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.FAILED);
        assertThat(view.run().problemProperty().get()).isNotNull();
    }

    @Test
    void aRunThatIsUnderWayTakesTheLineAway() throws IOException {
        write("run", 1, RunState.RUNNING, 7, 5);
        view.outputRootProperty().set(root);
        view.run().prepare();
        assertThat(view.interrupted().toldProperty().get()).isNull();
    }

    private void write(String name, int hour, RunState state, int steps, int saved)
            throws IOException {
        RunDirectory run = new RunDirectory(root.resolve(name));
        Files.createDirectories(run.path());
        new RunRecordFile(run)
                .write(
                        new RunRecord(
                                "id-" + name,
                                name,
                                "",
                                Instant.parse("2025-01-31T10:25:30Z").plusSeconds(3600L * hour),
                                state,
                                "",
                                new RecordedModel("models/base", "qwen3", 4_000_000, 280_000),
                                JSON.createObjectNode(),
                                new RecordedData(
                                        List.of(new RecordedData.DataFile("a.jsonl", 40, "ab")),
                                        "cd"),
                                RecordedTemplate.of("model", "{{ messages }}"),
                                JSON.createObjectNode(),
                                JSON.createObjectNode(),
                                JSON.createObjectNode()));
        Files.writeString(
                run.metrics(),
                IntStream.rangeClosed(1, steps)
                                .mapToObj(step -> "{\"step\": " + step + ", \"loss\": 1}\n")
                                .collect(Collectors.joining())
                        + "{\"step\": "
                        + (steps + 1)
                        + ", \"lo");
        if (saved > 0) {
            new Checkpoints(run).commit(saved, at -> Files.writeString(at.resolve("weights"), "w"));
        }
    }
}
