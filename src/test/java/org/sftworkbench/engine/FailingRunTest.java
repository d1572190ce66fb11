package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.run.Metrics;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;
import org.sftworkbench.train.TrainingConfigJson;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** A run that fails keeps its steps, says so, and goes on from there to the same weights. */
@Timeout(180)
class FailingRunTest {
    @TempDir Path directory;

    private final List<Event> told = new ArrayList<>();

    @Test
    void whatItHadLearnedIsSavedAndItSaysHowToGoOn() throws Exception {
        Path whole = directory.resolve("whole");
        assertThat(run(SmallRun.of(whole, 0), 0)).isInstanceOf(Event.Trained.class);
        Path failing = directory.resolve("failing");
        Event.Failed end = (Event.Failed) run(SmallRun.of(failing, 0), 4);

        assertThat(end.message())
                .startsWith("Out of memory while training")
                .endsWith(
                        " Every step that was taken is saved. The run can go on from its checkpoint"
                                + " of step 4.");
        ToldInChinese.check(end.message());
        assertThat(told).hasAtLeastOneElementOfType(Event.CheckpointSaved.class);
        RunRecord record = new RunRecordFile(new RunDirectory(failing)).read();
        assertThat(record.state()).isEqualTo(RunState.FAILED);
        assertThat(record.message()).isEqualTo(end.message());

        assertThat(run(SmallRun.resumed(failing), 0)).isInstanceOf(Event.Trained.class);
        SmallRun.assertSameModel(whole, failing);
        assertThat(Metrics.read(new RunDirectory(failing)).series("loss").steps())
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 1})
    void aRunWhoseSettingsBreakItSaysThatToGoOnWouldNotHelp(int rowsOfAStep) {
        Path failing = directory.resolve("failing");
        ObjectNode numbers =
                new ObjectMapper()
                        .createObjectNode()
                        .put("per_device_train_batch_size", rowsOfAStep)
                        .put("learning_rate", 1e30)
                        .put("max_steps", 6);
        Command.Train command =
                Command.Train.from(
                                GoldenModel.QWEN3.directory(),
                                GoldenModel.QWEN3.examples(),
                                0,
                                TrainingConfigJson.read(numbers).config())
                        .into(failing)
                        .recorded(SmallRun.of(failing, 0).recording().orElseThrow());

        Event.Failed end = (Event.Failed) run(command, 0);

        assertThat(end.message())
                .contains("no longer finite", "ower the learning rate")
                .endsWith(
                        ". Continued from its checkpoint of step 1, it would break again, unless"
                                + " its data has changed: begin a new run with other settings.");
        assertThat(end.comesAgain()).isTrue();
        ToldInChinese.check(end.message());
        RunRecord record = new RunRecordFile(new RunDirectory(failing)).read();
        assertThat(record.message()).isEqualTo(end.message());
    }

    @Test
    void aRunThatHasNoCheckpointBeginsAgainAloudAndKeepsWhatItHadMeasured() throws Exception {
        Path out = directory.resolve("killed");
        run(SmallRun.of(out, 0), 4);
        RunDirectory killed = new RunDirectory(out);
        // As a killed run leaves it.
        DurableFiles.deleteTree(killed.checkpoints());
        String measured = Files.readString(killed.metrics());

        assertThat(run(SmallRun.resumed(out), 0)).isInstanceOf(Event.Trained.class);
        Event.TrainBegunAgain again =
                told.stream()
                        .filter(Event.TrainBegunAgain.class::isInstance)
                        .map(Event.TrainBegunAgain.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(again.message())
                .contains("no checkpoint was saved, so the run begins with step 1 again")
                .endsWith("What it had measured is in metrics.1.jsonl");
        ToldInChinese.check(again.message());
        assertThat(out.resolve("metrics.1.jsonl")).hasContent(measured.strip());
        assertThat(killed.log()).content().contains("begins with step 1 again");
        assertThat(Metrics.read(killed).series("loss").steps()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void aRunThatIsNewOrGoesOnFromACheckpointDoesNotSayThatItBeginsAgain() {
        Path out = directory.resolve("failing");
        run(SmallRun.of(out, 0), 4);
        assertThat(told).doesNotHaveAnyElementsOfTypes(Event.TrainBegunAgain.class);
        run(SmallRun.resumed(out), 0);
        assertThat(told)
                .hasAtLeastOneElementOfType(Event.TrainResumed.class)
                .doesNotHaveAnyElementsOfTypes(Event.TrainBegunAgain.class);
    }

    @Test
    void aRunWithoutADirectoryPromisesNothing() {
        Event.Failed end = (Event.Failed) run(SmallRun.plain(directory.resolve("alone")), 4);
        assertThat(end.message()).startsWith("Out of memory").doesNotContain("saved");
    }

    @Test
    void whatIsKeptFollowsTheReasonAsASentence() {
        String why = "It comes from row 3: mend what stands there, or leave it out";
        assertThat(new KeptSteps(0, OptionalInt.empty()).after(why)).isEqualTo(why);
        assertThat(new KeptSteps(5, OptionalInt.empty()).after(why))
                .isEqualTo(why + ". It had saved no checkpoint yet, so it can only begin again.");
        assertThat(new KeptSteps(5, OptionalInt.of(3)).after(why))
                .isEqualTo(why + ". The run can go on from its checkpoint of step 3.");
        String whole = "Step 6: the loss is no longer finite, so the update was not made. " + why;
        ToldInChinese.check(new KeptSteps(5, OptionalInt.empty()).after(whole));
        ToldInChinese.check(new KeptSteps(5, OptionalInt.of(3)).after(whole));
        ToldInChinese.check(new KeptSteps(5, OptionalInt.of(5)).after(whole));
    }

    /**
     * @param failAfter the step after which memory runs out; 0 for none
     */
    private Event.Terminal run(Command.Train command, int failAfter) {
        told.clear();
        return new TrainingRun(
                        command,
                        new DeviceChoice(),
                        event -> {
                            told.add(event);
                            if (event instanceof Event.TrainStepped stepped
                                    && stepped.step().step() == failAfter) {
                                throw new IllegalStateException("can't allocate memory");
                            }
                        },
                        new Cancellation(),
                        new SaveWish())
                .run();
    }
}
