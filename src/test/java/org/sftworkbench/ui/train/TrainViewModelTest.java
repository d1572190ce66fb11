package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.TokenKind;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.ProbedRow;
import org.sftworkbench.engine.Recording;
import org.sftworkbench.engine.RowRecipe;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.model.Precision;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

class TrainViewModelTest {
    private static final EncodingOptions OPTIONS =
            new EncodingOptions(
                    new TemplateChoice.RoleMarks(), new MaskPolicy.RoleMarks(), Map.of());

    private final RecordingEngine engine = new RecordingEngine();
    private final Deque<Runnable> frames = new ArrayDeque<>();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final TrainViewModel view =
            new TrainViewModel(
                    Words.english(),
                    engine,
                    new TrainViewModel.Threads(
                            background::add, Runnable::run, frames::add, Runnable::run),
                    wish -> new DeviceNews("The CPU.", false, OptionalLong.of(1L << 40)),
                    Clock.fixed(Instant.parse("2025-01-31T14:25:30Z"), ZoneOffset.UTC));

    @TempDir Path runs;

    @BeforeEach
    void fillTheInputs() {
        view.inputs().modelDirectoryProperty().set(Path.of("starter"));
        // The model's outline, which there is none of.
        background.remove().run();
        view.outputRootProperty().set(runs);
        // The runs of the past, which there are none of.
        background.remove().run();
        view.inputs().tokenizerProperty().set(new CharacterTokenizer());
        view.inputs().encodingProperty().set(OPTIONS);
        view.inputs().rows().setAll(rows(40));
    }

    @Test
    void startSendsEveryRowAndTheNumbersToTheEngine() {
        view.form().steps().textProperty().set("7");
        view.form().byStepsProperty().set(true);
        start();

        assertThat(engine.commands).hasSize(1);
        assertThat(engine.commands.get(0).model()).isEqualTo(Path.of("starter"));
        assertThat(engine.commands.get(0).examples()).hasSize(40);
        assertThat(engine.commands.get(0).config().steps()).isEqualTo(7);
        assertThat(engine.commands.get(0).padId()).isEqualTo(CharacterTokenizer.END_OF_TURN);
        assertThat(engine.commands.get(0).out())
                .isEqualTo(runs.resolve("starter-sft-20250131-142530"));
    }

    @Test
    void theDeviceIsToldWhateverElseStandsInTheForm() {
        view.form().learningRate().textProperty().set("abc");
        while (!background.isEmpty()) {
            background.remove().run();
        }
        assertThat(view.forecast().deviceProperty().get()).isEqualTo("The CPU.");
        assertThat(view.forecast().memoryProperty().get()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"40", "1000", "0.999"})
    void whatIsHeldOutHasToLeaveRowsOnBothSides(String heldOut) {
        while (!background.isEmpty()) {
            background.remove().run();
        }
        FormField<Double> field = view.choices().record().evalShare();
        for (String possible : new String[] {"0", "1", "39", "0.1", "0.001"}) {
            field.textProperty().set(possible);
            assertThat(view.startProblemProperty().get()).isEmpty();
        }
        field.textProperty().set(heldOut);
        assertThat(view.startProblemProperty().get())
                .isEqualTo(
                        "Held out is %s: of 40 rows some must be held out, and some left to train"
                                + " on.",
                        heldOut);
        assertThat(view.canStartProperty().get()).isFalse();
    }

    @Test
    void aRunThatTheEngineHasNotBegunWithSaysWhatItWaitsFor() {
        view.run().aheadProperty().set("Waits for the answer in Chat");
        start();
        assertThat(view.run().statusProperty().get()).isEqualTo("Waits for the answer in Chat");
        assertThat(view.run().waitsProperty().get()).isTrue();

        view.run().aheadProperty().set("");
        assertThat(view.run().statusProperty().get()).isEqualTo("Reading the model");
        assertThat(view.run().waitsProperty().get()).isFalse();
        engine.tell(new Event.TrainStarted(40, 0, 10, new ParameterCount(100, 100)));
        frame();
        view.run().aheadProperty().set("Waits for the answer in Chat");
        assertThat(view.run().waitsProperty().get()).as("it has begun").isFalse();
    }

    @Test
    void anAdapterIsTrainedAsChosen() {
        view.method().loraProperty().set(true);
        view.method().rank().textProperty().set("8");
        view.method().rankStabilizedProperty().set(true);
        view.computation().precisionProperty().set(Precision.BF16);
        view.computation().checkpointingProperty().set(true);
        view.computation().lossOfAllProperty().set(false);
        start();

        Command.Train command = engine.commands.get(0);
        assertThat(command.method().lora())
                .contains(new LoraConfig(8, 16, 0, true, Set.of("all-linear"), Set.of()));
        assertThat(command.method().step()).isEqualTo(new StepOptions(false, true, false));
        assertThat(command.settings().precision()).isEqualTo(Precision.BF16);
        assertThat(command.config().learningRate()).isCloseTo(2e-4, within(1e-12));
        assertThat(command.out()).isEqualTo(runs.resolve("starter-lora-20250131-142530"));
    }

    @Test
    void anAdapterThatIsTrainedOnIsNotCalledEveryWeight() throws IOException {
        String base = Path.of("assets", "starter").toAbsolutePath().toString().replace('\\', '/');
        Path adapter = Files.createDirectories(runs.resolve("models").resolve("mine"));
        Files.writeString(
                adapter.resolve("adapter_config.json"),
                "{\"base_model_name_or_path\": \"" + base + "\", \"r\": 8}");
        Files.write(
                adapter.resolve("adapter_model.safetensors"),
                new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
        view.inputs().modelDirectoryProperty().set(adapter);
        begin(10);

        assertThat(engine.commands.get(0).out().getFileName().toString()).startsWith("mine-lora-");
        StartedRun told = view.startedProperty().get();
        assertThat(told.adapter()).isTrue();
        assertThat(told.rank()).isEmpty();
        engine.tell(new Event.Trained(10, 1, runs.resolve("adapter")));
        frame();
        assertThat(view.finished().adapterProperty().get()).isTrue();
    }

    @Test
    void aFinishedAdapterCanBeMergedAndAWholeModelCannot() {
        List<Path> merged = new ArrayList<>();
        view.finished().onMergeProperty().set(merged::add);
        view.method().loraProperty().set(true);
        begin(10);
        engine.tell(new Event.Trained(10, 1, runs.resolve("adapter")));
        frame();
        assertThat(view.finished().adapterProperty().get()).isTrue();
        view.finished().merge();
        assertThat(merged).containsExactly(runs.resolve("adapter"));

        view.method().loraProperty().set(false);
        begin(10);
        engine.tell(new Event.Trained(10, 1, runs.resolve("whole")));
        frame();
        assertThat(view.finished().adapterProperty().get()).isFalse();
        view.finished().merge();
        assertThat(merged).hasSize(1);
    }

    @Test
    void aRankThatIsNoneKeepsARunFromStarting() {
        settle();
        view.method().rank().textProperty().set("0");
        assertThat(view.canStartProperty().get()).isTrue();

        view.method().loraProperty().set(true);
        assertThat(view.startProblemProperty().get())
                .isEqualTo("Rank must be a whole number from 1 to 1000000, not “0”.");
    }

    @Test
    void startBeforeTheRowsAreEncodedWaitsForThem() {
        view.start();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.PREPARING);
        assertThat(view.run().statusProperty().get()).isEqualTo("Encoding rows: 0 of 40");

        background.remove().run();
        assertThat(view.run().statusProperty().get()).isEqualTo("Encoding rows: 32 of 40");
        assertThat(engine.commands).isEmpty();

        settle();
        assertThat(engine.commands).hasSize(1);
    }

    @Test
    void theRecordSaysHowTheRowsWereRead() throws IOException {
        Path file = Files.writeString(runs.resolve("rows.csv"), "question,answer\n");
        ColumnMapping columns = ColumnMapping.parse("prompt=question,completion=answer");
        List<DataRow> twice = new ArrayList<>(rows(3));
        twice.addAll(rows(3));
        view.inputs().rows().setAll(twice);
        view.inputs().comeFrom(row -> Optional.of(file), columns, changed -> false);
        start();

        Recording recorded = engine.commands.get(0).recording().orElseThrow();
        assertThat(new RowRecipe(recorded.template(), recorded.policy()).columns())
                .isEqualTo(columns);
        assertThat(recorded.files())
                .extracting(RecordedData.DataFile::path, RecordedData.DataFile::rows)
                .containsExactly(tuple(file.toString(), 3), tuple(file.toString(), 3));
        assertThat(recorded.files()).noneMatch(each -> each.sha256().isEmpty());
    }

    @Test
    void theRecordNamesNoChecksumOfRowsThatTheFileHoldsNoLonger() throws IOException {
        Path file = Files.writeString(runs.resolve("rows.csv"), "others by now\n");
        view.inputs().rows().setAll(rows(3));
        view.inputs()
                .comeFrom(row -> Optional.of(file), ColumnMapping.NONE, each -> each.equals(file));
        start();

        assertThat(engine.commands.get(0).recording().orElseThrow().files())
                .containsExactly(new RecordedData.DataFile(file.toString(), 3, ""));
    }

    @Test
    void stopWhileEncodingStartsNothing() {
        view.start();
        view.stop();
        settle();

        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.STOPPED);
        assertThat(engine.commands).isEmpty();
    }

    @Test
    void checkpointIsNeverWrittenOverAnother() throws IOException {
        Files.createDirectory(runs.resolve("starter-sft-20250131-142530"));
        start();

        assertThat(engine.commands.get(0).out())
                .isEqualTo(runs.resolve("starter-sft-20250131-142530-2"));
    }

    @Test
    void everyStepIsKeptHoweverFastTheyCome() {
        begin(5000);
        List<TrainStep> told = new ArrayList<>();
        for (int step = 1; step <= 5000; step++) {
            engine.step(step, 5000);
            told.add(RecordingEngine.measured(step, 5000));
        }
        frame();

        assertThat(view.run().steps()).isEqualTo(told);
    }

    @Test
    void stepsWaitForTheNextFrame() {
        begin(10);
        engine.step(1, 10);
        assertThat(view.run().steps()).isEmpty();

        engine.step(2, 10);
        assertThat(frames).hasSize(1);
        frame();
        assertThat(view.run().steps()).hasSize(2);
    }

    @Test
    void statusIsOfTheLastEventWhereManyCameAtOnce() {
        start();
        engine.tell(new Event.TrainStarted(40, 0, 10, new ParameterCount(100, 100)));
        engine.step(1, 10);
        frame();
        assertThat(view.run().statusProperty().get()).startsWith("Training: step 1 of 10");

        engine.step(2, 10);
        engine.tell(new Event.Cancelled(2));
        frame();
        assertThat(view.run().steps()).hasSize(2);
        assertThat(view.run().statusProperty().get()).isEqualTo("Stopped after step 2");
    }

    @Test
    void timeLeftFollowsFromTheStepsSoFar() {
        begin(100);
        engine.step(40, 100);
        frame();

        assertThat(view.run().progressProperty().get()).isEqualTo(0.4);
        assertThat(view.run().statusProperty().get())
                .isEqualTo("Training: step 40 of 100, about 2 min 0 s left");
    }

    @Test
    void pausedRunTakesUpWhereItWas() {
        begin(10);
        engine.step(3, 10);
        frame();

        view.run().pause();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.PAUSED);
        assertThat(view.run().statusProperty().get())
                .isEqualTo("Pausing after the batch in work: step 3 of 10 is done");
        engine.tell(new Event.StandsStill());
        frame();
        assertThat(view.run().statusProperty().get()).isEqualTo("Paused at step 3 of 10");
        view.run().resume();

        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.RUNNING);
        assertThat(engine.asked).containsExactly("pause", "resume");
    }

    @Test
    void stepFinishedAfterThePauseStillCounts() {
        begin(10);
        view.run().pause();
        engine.step(1, 10);
        frame();

        assertThat(view.run().steps()).hasSize(1);
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.PAUSED);
    }

    @Test
    void stopWaitsForTheEngineToSaySo() {
        begin(10);
        engine.step(4, 10);
        frame();

        view.stop();
        view.stop();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.STOPPING);
        assertThat(view.run().activeProperty().get()).isTrue();
        assertThat(engine.asked).containsExactly("cancel");

        engine.tell(new Event.Cancelled(4));
        frame();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.STOPPED);
        assertThat(view.run().statusProperty().get()).isEqualTo("Stopped after step 4");
        assertThat(view.run().activeProperty().get()).isFalse();
        assertThat(view.run().steps()).hasSize(1);
        assertThat(view.finished().directoryProperty().get()).isNull();
    }

    @Test
    void aRunWhoseEngineIsLostOffersToGoOnFromItsCheckpoint() {
        begin(10);
        Path directory = engine.commands.get(0).out();
        engine.tell(
                new Event.CheckpointSaved(
                        4, new RunDirectory(directory).checkpoints().resolve("step-00000004")));
        engine.step(5, 10);
        engine.tell(Event.Failed.lost("The system ended the engine."));
        frame();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.FAILED);
        assertThat(view.run().problemProperty().get().summary())
                .isEqualTo("The system ended the engine.");
        assertThat(view.run().resumableProperty().get()).isEqualTo(4);
        assertThat(view.canStartProperty().get()).isTrue();

        view.continueRun();
        assertThat(view.run().resumableProperty().get()).isNull();
        assertThat(view.run().problemProperty().get()).isNull();
    }

    @Test
    void aRunThatHungWhenItWasStoppedIsToldAsStoppedAndCanGoOn() {
        begin(10);
        Path directory = engine.commands.get(0).out();
        engine.tell(
                new Event.CheckpointSaved(
                        4, new RunDirectory(directory).checkpoints().resolve("step-00000004")));
        engine.step(5, 10);
        frame();
        view.stop();
        engine.tell(Event.Failed.lost("The training did not stop within 5 seconds."));
        frame();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.STOPPED);
        assertThat(view.run().statusProperty().get())
                .isEqualTo("Stopped after step 5; it can be continued");
        Problem told = view.run().problemProperty().get();
        assertThat(told.severity()).isEqualTo(Problem.Severity.WARNING);
        assertThat(told.summary()).contains("did not stop within 5 seconds");
        assertThat(view.run().resumableProperty().get()).isEqualTo(4);
    }

    @Test
    void aRunThatIsLostBeforeACheckpointCanOnlyBeginAgainAndOneThatFailedIsNotOffered() {
        begin(10);
        engine.tell(Event.Failed.lost("The engine crashed."));
        frame();
        assertThat(view.run().resumableProperty().get()).isZero();

        begin(10);
        assertThat(view.run().resumableProperty().get()).isNull();
        engine.tell(new Event.Failed("Row 3 is broken."));
        frame();
        assertThat(view.run().resumableProperty().get()).isNull();

        start();
        engine.tell(Event.Failed.lost("The engine could not be started."));
        frame();
        assertThat(view.run().resumableProperty().get()).as("nothing was recorded").isNull();
    }

    @Test
    void finishedRunOffersItsCheckpointToTheChat() {
        List<Path> opened = new ArrayList<>();
        view.finished().onOpenInChatProperty().set(opened::add);
        begin(2);
        view.finished().openInChat();
        assertThat(opened).isEmpty();

        engine.step(2, 2);
        engine.tell(new Event.Trained(2, 65, runs.resolve("a")));
        frame();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.DONE);
        assertThat(view.run().statusProperty().get()).isEqualTo("Finished: 2 steps in 1 min 5 s");
        assertThat(view.finished().directoryProperty().get()).isEqualTo(runs.resolve("a"));

        view.finished().openInChat();
        assertThat(opened).containsExactly(runs.resolve("a"));
    }

    @Test
    void failureIsToldAndNothingTypedIsLost() {
        view.form().learningRate().textProperty().set("0.5");
        begin(10);
        engine.step(1, 10);
        engine.tell(new Event.Failed("The loss is not a number at step 2; lower the rate."));
        frame();

        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.FAILED);
        assertThat(view.run().problemProperty().get().summary())
                .isEqualTo("The loss is not a number at step 2; lower the rate.");
        assertThat(view.form().learningRate().textProperty().get()).isEqualTo("0.5");
        assertThat(view.run().steps()).hasSize(1);
        assertThat(view.canStartProperty().get()).isTrue();
    }

    @Test
    void closedEngineIsAFailureNotACrash() {
        engine.close();
        start();

        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.FAILED);
        assertThat(view.run().problemProperty().get().summary()).isEqualTo("the engine is closed");
    }

    @Test
    void rowThatCannotBeEncodedIsNamedAndTheOthersAreTrainedOn() {
        List<DataRow> rows = new ArrayList<>(rows(3));
        rows.add(new DataRow(4, 17, Conversation.of(Message.of("user", "Nobody answers"))));
        view.inputs().rows().setAll(rows);
        settle();

        assertThat(view.inputs().rowWarningProperty().get().summary())
                .startsWith("Rows that cannot be encoded and will be left out: 1 of 4.")
                .contains("row 4 (line 17 of the file)")
                .contains("no assistant turn to train on");
        start();
        assertThat(engine.commands.get(0).examples()).hasSize(3);
    }

    @Test
    void startIsRefusedWithTheReason() {
        settle();
        assertThat(view.startProblemProperty().get()).isEmpty();

        view.form().batchSize().textProperty().set("0");
        assertThat(view.startProblemProperty().get()).startsWith("Batch size must be");
        assertThat(view.canStartProperty().get()).isFalse();
        view.start();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.IDLE);

        view.form().reset();
        view.form().maxLength().textProperty().set("3");
        assertThat(view.startProblemProperty().get()).startsWith("All rows are longer than 3");

        view.inputs().modelDirectoryProperty().set(null);
        assertThat(view.startProblemProperty().get()).isEqualTo("Open a model directory first.");
    }

    @Test
    void optionsThatFitNoRowKeepARunFromStarting() {
        view.inputs()
                .encodingProperty()
                .set(
                        new EncodingOptions(
                                new TemplateChoice.RoleMarks(),
                                new MaskPolicy.Generation(),
                                Map.of()));
        settle();

        assertThat(view.startProblemProperty().get()).contains("needs a Jinja template");
        assertThat(view.canStartProperty().get()).isFalse();
    }

    @Test
    void anErrorThatTheChecksFindRefusesARunAndItsJobAlike() {
        view.inputs()
                .encodingProperty()
                .set(
                        new EncodingOptions(
                                new TemplateChoice.Jinja(BuiltInTemplate.CHATML.source()),
                                MaskPolicy.parse("assistant,no-end-of-turn"),
                                Map.of()));
        start();
        assertThat(engine.commands).isEmpty();
        assertThat(view.run().problemProperty().get().summary())
                .startsWith("The checks found an error, so the run was not started. row 1")
                .contains("the answer is trained, but <|im_end|> that ends it is not");

        Path folder = runs.resolve("job");
        view.exportJob(folder);
        settle();
        assertThat(view.run().problemProperty().get().severity()).isEqualTo(Problem.Severity.ERROR);
        assertThat(view.run().problemProperty().get().summary())
                .startsWith("The checks found an error, so no job was written. row 1")
                .contains("the answer is trained, but <|im_end|> that ends it is not");
        assertThat(folder).doesNotExist();
    }

    @Test
    void checksThatCannotReadTheModelEndTheStartAndTheExport() throws IOException {
        Path model = Files.createDirectory(runs.resolve("model"));
        Files.writeString(model.resolve("config.json"), "{");
        view.inputs().modelDirectoryProperty().set(model);
        start();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.FAILED);
        assertThat(view.run().problemProperty().get().summary())
                .startsWith(model.resolve("config.json") + ": cannot be read as JSON");
        assertThat(engine.commands).isEmpty();

        view.run().problemProperty().set(null);
        view.exportJob(runs.resolve("job"));
        settle();
        assertThat(view.run().problemProperty().get().summary())
                .startsWith(model.resolve("config.json") + ": cannot be read as JSON");

        Files.writeString(model.resolve("config.json"), "{}");
        start();
        assertThat(engine.commands).hasSize(1);
    }

    @Test
    void waitingRunFailsWhereTheRowsTurnOutUseless() {
        view.inputs()
                .rows()
                .setAll(new DataRow(1, 1, Conversation.of(Message.of("user", "Anybody?"))));
        view.start();
        settle();

        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.FAILED);
        assertThat(view.run().problemProperty().get().summary())
                .startsWith("None of the rows can be encoded. row 1 (line 1 of the file)");
        assertThat(view.run().statusProperty().get()).isEqualTo("The run did not start");
        assertThat(view.run().progressProperty().get())
                .as("how far the preparation got is no step of the run")
                .isZero();
        assertThat(engine.commands).isEmpty();
    }

    @Test
    void sampleAnswersFillTheHistory() {
        begin(20);
        engine.tell(new Event.SampleAnswered(0, List.of("parrot".chars().toArray())));
        engine.tell(new Event.SampleAnswered(10, List.of("Paris⊣".chars().toArray())));
        frame();

        assertThat(view.samples().answers())
                .containsExactly(
                        new SampleAnswer(0, "parrot", 6, ""),
                        new SampleAnswer(10, "Paris", 6, "<|im_end|>"));
    }

    @Test
    void sampleQuestionEndsWhereTheAnswerBegins() {
        view.samples().every().textProperty().set("5");
        start();

        assertThat(engine.commands.get(0).samples().every()).isEqualTo(5);
        assertThat(
                        new CharacterTokenizer()
                                .decode(engine.commands.get(0).samples().prompts().get(0), false))
                .isEqualTo("⊢\n#USER:Question 1\n#ASSISTANT:");
        assertThat(view.samples().askedProperty().get().expected()).isEqualTo("Answer 1");
    }

    @Test
    void theProbedConversationIsSplitIntoFormatAndContent() {
        start();

        ProbedRow probed = engine.commands.get(0).measurements().probe().orElseThrow();
        String answer = "Answer 1";
        assertThat(probed.kinds()).hasSize(probed.row().length());
        assertThat(probed.kinds().get(probed.kinds().size() - 1)).isEqualTo(TokenKind.END_OF_TURN);
        assertThat(probed.kinds().get(probed.kinds().size() - 2)).isEqualTo(TokenKind.CONTENT);
        assertThat(view.timeline().parts())
                .containsExactly(
                        ProbedToken.Part.FORMAT,
                        ProbedToken.Part.CONTENT,
                        ProbedToken.Part.UNTRAINED);
        assertThat(view.timeline().tokensProperty().get())
                .filteredOn(token -> token.part() == ProbedToken.Part.CONTENT)
                .extracting(ProbedToken::text)
                .containsExactly(answer.replace(" ", "").split(""));
    }

    @Test
    void noSampleIsAskedForWhereNoneIsWanted() {
        view.samples().every().textProperty().set("0");
        start();

        assertThat(engine.commands.get(0).samples().prompts()).isEmpty();
        assertThat(engine.commands.get(0).samples().every()).isZero();
    }

    @Test
    void heldOutQuestionsAreOfferedFirstAndAChoiceIsKept() {
        SampleQuestion chosen = view.samples().questions().get(3);
        view.samples().questionProperty().set(chosen);
        view.samples().heldOut().setAll(rows(2));

        assertThat(view.samples().questions().get(0).heldOut()).isTrue();
        assertThat(view.samples().questions()).hasSize(42);
        assertThat(view.samples().questionProperty().get()).isEqualTo(chosen);
    }

    @Test
    void starterDefaultsFillTheForm() {
        view.defaultsProperty().set(withBatchSize(16));

        assertThat(view.form().batchSize().textProperty().get()).isEqualTo("16");
    }

    @Test
    void aRunThatBeginsAgainSaysSo() {
        begin(10);
        engine.tell(new Event.TrainBegunAgain("no checkpoint was saved"));
        engine.step(1, 10);
        frame();
        assertThat(view.run().problemProperty().get())
                .isEqualTo(Problem.info("no checkpoint was saved"));
    }

    @Test
    void thatARunBeganAgainIsNoNewsOnceItHasACheckpoint() {
        begin(10);
        Problem before = Problem.warning("the data are others");
        view.run().problemProperty().set(before);
        engine.tell(new Event.TrainBegunAgain("no checkpoint was saved"));
        engine.step(1, 10);
        frame();
        assertThat(view.run().problemProperty().get().summary())
                .contains("the data are others", "no checkpoint was saved");
        engine.tell(new Event.CheckpointSaved(1, Path.of("runs", "run", "checkpoints", "step-1")));
        frame();
        assertThat(view.run().problemProperty().get()).isEqualTo(before);
    }

    @Test
    void whatCannotBeWrittenThoughThereIsRoomIsNotCalledAFullDisk() {
        begin(10);
        engine.step(1, 10);
        engine.tell(
                new Event.DiskRefused(
                        "metrics.jsonl: cannot be written: no such file",
                        1_000_000L,
                        70_000_000_000L));
        frame();
        Problem told = view.run().problemProperty().get();
        assertThat(told.summary())
                .contains("though there is room", "every minute")
                .doesNotContain("when there is room");
        assertThat(told.details()).contains("no such file");
    }

    @Test
    void aRunWhoseDiskIsFullWaitsIsTriedAgainAndGoesOn() {
        begin(10);
        engine.step(1, 10);
        engine.tell(new Event.DiskRefused("step-1: No space left", 1_200_000_000L, 30_000_000L));
        frame();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.PAUSED);
        assertThat(view.run().waitsForDiskProperty().get()).isTrue();
        Problem told = view.run().problemProperty().get();
        assertThat(told.summary()).contains("1.2 GB", "30 MB", "nothing is lost");
        assertThat(told.details()).isEqualTo("step-1: No space left");

        view.run().resume();
        assertThat(engine.asked).contains("resume");
        engine.tell(new Event.DiskRefused("step-1: No space left", 1_200_000_000L, -1));
        frame();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.PAUSED);
        engine.tell(new Event.DiskTook());
        engine.step(2, 10);
        frame();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.RUNNING);
        assertThat(view.run().problemProperty().get()).isNull();
        assertThat(view.run().waitsForDiskProperty().get()).isFalse();

        engine.tell(new Event.DiskRefused("step-2: No space left", 1_200_000_000L, 0));
        frame();
        view.stop();
        assertThat(engine.asked).contains("cancel");
        engine.tell(new Event.Cancelled(2));
        frame();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.STOPPED);
        assertThat(view.run().waitsForDiskProperty().get()).isFalse();
    }

    private static TrainingConfig withBatchSize(int batchSize) {
        TrainingConfig trl = TrainingConfig.TRL_DEFAULTS;
        return trl.with(
                new TrainingConfig.Batching(
                        batchSize, trl.gradAccum(), trl.shuffle(), trl.normalization()));
    }

    private static List<DataRow> rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(
                        n ->
                                new DataRow(
                                        n,
                                        n,
                                        Conversation.of(
                                                Message.of("user", "Question " + n),
                                                Message.of("assistant", "Answer " + n))))
                .toList();
    }

    /** Runs what waits on the background thread. */
    private void settle() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private void start() {
        settle();
        view.start();
        settle();
    }

    private void begin(int steps) {
        start();
        engine.tell(new Event.TrainStarted(40, 0, steps, new ParameterCount(100, 100)));
        frame();
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.RUNNING);
    }

    private void frame() {
        while (!frames.isEmpty()) {
            frames.remove().run();
        }
    }
}
