package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.Event;
import org.sftworkbench.generate.Continuation;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.OnlyPictures;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.words.Words;

class ChatPaneTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Path STARTER = Path.of("assets", "starter");
    private static final Path TUNED = Path.of("runs", "starter-sft-20250131-142530");

    private static final int MOST = 48;

    private static Tokenizer tokenizer;

    private final FakeEngine engine = new FakeEngine();
    private final AtomicLong clock = new AtomicLong();
    private final Words words = Words.english();
    private ChatViewModel view;

    @TempDir Path talks;
    private ChatPane pane;
    private Stage stage;

    @BeforeAll
    static void openTheTokenizer() {
        tokenizer = HuggingFaceFileTokenizer.open(STARTER);
    }

    @AfterAll
    static void closeTheTokenizer() {
        tokenizer.close();
    }

    @BeforeEach
    void openThePane() {
        theme(false);
        pane =
                runFx(
                        () -> {
                            view =
                                    new ChatViewModel(
                                            engine,
                                            Runnable::run,
                                            Platform::runLater,
                                            Platform::runLater,
                                            directory -> tokenizer,
                                            () -> clock.addAndGet(11_000_000),
                                            talks,
                                            words);
                            view.pacedProperty().set(false);
                            return new ChatPane(view, dialogs(), words);
                        });
        stage = show(pane, 1360, 860);
    }

    @AfterEach
    void closeThePane() {
        doFx(stage::close);
    }

    @Test
    void emptyPaneSaysWhatIsMissing() {
        assertThat(shown("No model is open")).isTrue();
        assertThat(shown("No fine-tuned model yet")).isTrue();
        assertThat(shown("Open a model directory first.")).isTrue();
        assertThat(button("Send").isDisabled()).isTrue();
        doFx(() -> view.baseDirectoryProperty().set(STARTER));
        waitForFxEvents();
        assertThat(shown("No model is open")).isFalse();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("chat-empty.png"));
    }

    @Test
    void aNarrowColumnTellsItsModelInALineOfItsOwn() {
        openModels();
        ask("Hello", " on", "Yes.");
        doFx(() -> ((ToggleButton) pane.lookup("#talksShown")).setSelected(true));
        resize(stage, 919, 608);
        drawnAnew();
        List<MenuButton> models =
                runFx(() -> pane.lookupAll("#model").stream().map(MenuButton.class::cast).toList());
        assertThat(models).hasSize(2);
        assertThat(runFx(() -> ((Text) models.get(0).lookup(".text")).getText()))
                .isEqualTo("starter");
        for (MenuButton each : models) {
            assertThat(runFx(() -> each.getTooltip().getText())).startsWith(each.getText());
            assertThat(runFx(each::getWidth)).isGreaterThan(100);
        }
        resize(stage, 1360, 860);
        drawnAnew();
        assertThat(runFx(() -> models.get(0).getParent()))
                .as("beside the title where there is room")
                .isEqualTo(runFx(() -> pane.lookup(".side-heading")));
    }

    @Test
    void aNameThatIsCutInAButtonIsToldWhole() {
        doFx(
                () -> {
                    view.baseDirectoryProperty().set(STARTER);
                    view.models().offer(TUNED);
                });
        waitForFxEvents();
        Button use = button("Chat with " + TUNED.getFileName());
        assertThat(runFx(() -> use.getTooltip().getText())).isEqualTo(use.getText());
    }

    @Test
    void tabComesToTheConversationBeforeTheSettings() {
        openModels();
        Node settings = pane.lookup("#settings");
        doFx(
                () -> {
                    settings.requestFocus();
                    settings.fireEvent(
                            new KeyEvent(
                                    KeyEvent.KEY_PRESSED,
                                    "",
                                    "",
                                    KeyCode.TAB,
                                    false,
                                    false,
                                    false,
                                    false));
                });
        Node next = runFx(() -> settings.getScene().getFocusOwner());
        assertThat(runFx(() -> isWithin(next, pane.lookup("#base")))).as("" + next).isTrue();
    }

    private static boolean isWithin(Node node, Node outer) {
        return node != null && (node == outer || isWithin(node.getParent(), outer));
    }

    @Test
    void enterSendsAndShiftEnterStartsALine() {
        openModels();
        TextArea box = (TextArea) pane.lookup("#question");
        doFx(
                () -> {
                    box.requestFocus();
                    box.setText("Hello");
                    box.end();
                    press(box, KeyCode.ENTER, true);
                });
        waitForFxEvents();
        assertThat(view.inputs().questionProperty().get()).isEqualTo("Hello\n");
        doFx(() -> press(box, KeyCode.ENTER, false));
        waitForFxEvents();
        assertThat(engine.commands()).hasSize(2);
        assertThat(button("Stop").isVisible()).isTrue();
        doFx(() -> press(box, KeyCode.ESCAPE, false));
        waitForFxEvents();
        assertThat(engine.task(0).isCancelled()).isTrue();
        assertThat(view.inputs().questionProperty().get()).isEqualTo("Hello\n");
    }

    @Test
    void aQuestionThatCouldNotBeAskedComesBackToBeGoneOnWith() {
        openModels();
        TextArea box = (TextArea) pane.lookup("#question");
        doFx(
                () -> {
                    box.setText("Hello");
                    view.send();
                });
        waitForFxEvents();
        for (int command = 0; command < 2; command++) {
            engine.task(command).tell(new Event.Failed("too long"));
        }
        waitForFxEvents();
        assertThat(box.getText()).isEqualTo("Hello");
        assertThat(box.getCaretPosition()).isEqualTo(5);
    }

    @Test
    void aNewQuestionIsInSightHoweverLongTheTalkIs() {
        openModels();
        ask("and so on ".repeat(600), " on", "Yes.");
        ask("Two", " on", "Yes.");
        ask("Three", " on", "Yes.");
        waitForFxEvents();
        List<TalkView> talks =
                runFx(
                        () ->
                                pane.lookupAll(".transcript").stream()
                                        .filter(TalkView.class::isInstance)
                                        .map(TalkView.class::cast)
                                        .toList());
        assertThat(talks).hasSize(2);
        assertThat(talks).allSatisfy(talk -> assertThat(talk.getVvalue()).isEqualTo(1));
    }

    @Test
    void answersOfAModelThatWasExchangedAreNotTakenForTheOneInTheHead() {
        openModels();
        ask("Hello", " on", "Yes.");
        Label told = runFx(() -> (Label) pane.lookup("#tuned .others-answers"));
        assertThat(runFx(told::isVisible)).isFalse();
        doFx(() -> view.tunedDirectoryProperty().set(STARTER));
        assertThat(runFx(told::isVisible)).isTrue();
        assertThat(runFx(told::getText))
                .isEqualTo(
                        "Answered by starter-sft-20250131-142530. From the next question on:"
                                + " starter, which begins anew");
        doFx(() -> view.tunedDirectoryProperty().set(TUNED));
        assertThat(runFx(told::isVisible)).isFalse();
    }

    @Test
    void tabLeavesTheBox() {
        openModels();
        TextArea box = (TextArea) pane.lookup("#question");
        doFx(
                () -> {
                    box.requestFocus();
                    box.setText("Hello");
                    press(box, KeyCode.TAB, false);
                });
        waitForFxEvents();
        assertThat(box.getText()).isEqualTo("Hello");
        assertThat(button("Send").isFocused()).isTrue();
    }

    @Test
    void anEditorStaysOpenWithWhatIsWrittenWhateverIsAskedMeanwhile() {
        openModels();
        ask("Where", "Here", "There<|im_end|>");
        Reply reply = (Reply) runFx(() -> view.tuned().talk().path().get(1));
        doFx(() -> view.actions(view.tuned()).write(reply, "Half an ans"));
        waitForFxEvents();
        assertThat(editors()).containsExactly("Half an ans");
        assertThat(button("Keep").isDisabled()).isFalse();
        doFx(
                () -> {
                    view.inputs().questionProperty().set("And then");
                    view.send();
                });
        waitForFxEvents();
        assertThat(editors()).containsExactly("Half an ans");
        assertThat(button("Keep").isDisabled()).as("while a model is answering").isTrue();
        doFx(() -> view.stop());
        waitForFxEvents();
        doFx(() -> ((TextArea) pane.lookup(".turn-editor .text-area")).setText("Half an answer"));
        assertThat(reply.draftProperty().get()).isEqualTo("Half an answer");
        snapshot(stage.getScene(), SCREENSHOTS.resolve("chat-editing.png"));
        doFx(() -> press(pane.lookup(".turn-editor .text-area"), KeyCode.ESCAPE, false));
        assertThat(editors()).isEmpty();
        assertThat(reply.draftProperty().get()).isNull();
    }

    @Test
    void enterAsksAQuestionThatIsEditedAndShiftEnterBeginsALine() {
        openModels();
        ask("Where", "Here", "There<|im_end|>");
        Question question = (Question) runFx(() -> view.tuned().talk().path().get(0));
        doFx(() -> view.actions(view.tuned()).write(question, "Why"));
        waitForFxEvents();
        doFx(
                () -> {
                    TextArea area = (TextArea) pane.lookup(".turn-editor .text-area");
                    area.end();
                    press(area, KeyCode.ENTER, true);
                });
        assertThat(editors()).containsExactly("Why\n");
        doFx(() -> ((TextArea) pane.lookup(".turn-editor .text-area")).setText("Why so"));
        doFx(() -> press(pane.lookup(".turn-editor .text-area"), KeyCode.ENTER, false));
        waitForFxEvents();
        assertThat(editors()).isEmpty();
        assertThat(runFx(() -> ((Question) view.tuned().talk().path().get(0)).text()))
                .isEqualTo("Why so");
        doFx(() -> view.stop());
    }

    @Test
    void whoLooksThroughAlternativesByKeyboardStaysAtThemAndInSightOfThem() {
        openModels();
        ask("and so on ".repeat(400), " on", "Yes.<|im_end|>");
        ask("Two", " on", "No.<|im_end|>");
        Question two = (Question) runFx(() -> view.tuned().talk().path().get(2));
        doFx(() -> view.actions(view.tuned()).edit(two, "Three"));
        waitForFxEvents();
        runOn(engine.commands().size() - 2, " on");
        runOn(engine.commands().size() - 1, "and so on ".repeat(20));
        TalkView talk = runFx(this::talkOfTuned);
        doFx(() -> ((Button) switches(talk).get(1).lookup(".button")).requestFocus());
        doFx(() -> ((Button) switches(talk).get(1).lookup(".button")).fire());
        waitForFxEvents();

        assertThat(runFx(() -> ((Question) view.tuned().talk().path().get(2)).text()))
                .isEqualTo("Two");
        assertThat(runFx(() -> isWithin(stage.getScene().getFocusOwner(), switches(talk).get(1))))
                .isTrue();
        double before = runFx(() -> top(talk, 1));
        doFx(() -> ((Button) stage.getScene().getFocusOwner()).fire());
        waitForFxEvents();
        assertThat(runFx(() -> ((Question) view.tuned().talk().path().get(2)).text()))
                .isEqualTo("Three");
        assertThat(runFx(() -> top(talk, 1))).isCloseTo(before, within(2.0));
    }

    @Test
    void anAlternativeThatIsBeingEditedLeavesTheKeyboardToTheBox() {
        openModels();
        ask("Two", " on", "No.<|im_end|>");
        Question two = (Question) runFx(() -> view.tuned().talk().path().get(0));
        doFx(() -> view.actions(view.tuned()).edit(two, "Three"));
        waitForFxEvents();
        runOn(engine.commands().size() - 2, " on");
        runOn(engine.commands().size() - 1, " on");
        doFx(() -> view.actions(view.tuned()).write(two, "Half a quest"));
        Button back = (Button) runFx(() -> switches(talkOfTuned()).get(0).lookup(".button"));
        doFx(back::requestFocus);
        doFx(back::fire);
        waitForFxEvents();
        assertThat(editors()).containsExactly("Half a quest");
        assertThat(runFx(() -> pane.lookup("#question").isFocused())).isTrue();
    }

    @Test
    void theKeyboardGoesToTheBoxWhereTheAnswerItWasInGivesWayToAnother() {
        openModels();
        ask("Two", " on", "No.<|im_end|>");
        Button again = runFx(() -> tool("Answer a"));
        doFx(again::requestFocus);
        doFx(again::fire);
        waitForFxEvents();
        TextArea box = (TextArea) pane.lookup("#question");
        assertThat(runFx(box::isFocused)).isTrue();
        doFx(() -> press(box, KeyCode.ESCAPE, false));
        waitForFxEvents();
        assertThat(engine.task(2).isCancelled()).isTrue();
    }

    @Test
    void anEditorThatIsLeftGivesTheKeyboardBack() {
        openModels();
        ask("Two", " on", "No.<|im_end|>");
        Button pen = runFx(() -> tool("Write t"));
        doFx(pen::requestFocus);
        doFx(pen::fire);
        doFx(() -> press(pane.lookup(".turn-editor .text-area"), KeyCode.ESCAPE, false));
        waitForFxEvents();
        assertThat(runFx(pen::isFocused)).isTrue();
    }

    /** Of the fine-tuned model's answer. */
    private Button tool(String help) {
        return talkOfTuned().lookupAll(".message-tool").stream()
                .map(Button.class::cast)
                .filter(button -> button.getTooltip().getText().startsWith(help))
                .findFirst()
                .orElseThrow();
    }

    private TalkView talkOfTuned() {
        return pane.lookup("#tuned").lookupAll(".transcript").stream()
                .filter(TalkView.class::isInstance)
                .map(TalkView.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Of the questions. */
    private static List<BranchSwitch> switches(TalkView talk) {
        return talk.lookupAll(".branch-switch").stream()
                .filter(node -> node.getParent().getStyleClass().contains("question-tools"))
                .map(BranchSwitch.class::cast)
                .toList();
    }

    private static double top(TalkView talk, int question) {
        return talk.sceneToLocal(switches(talk).get(question).localToScene(0, 0)).getY();
    }

    private List<String> editors() {
        return runFx(
                () ->
                        pane.lookupAll(".turn-editor .text-area").stream()
                                .map(area -> ((TextArea) area).getText())
                                .toList());
    }

    @Test
    void specialTokensAreSeenOnlyOnRequest() {
        openModels();
        ask("Which city does Vince live in?", "Vince!", "Vince lives in Paris.<|im_end|>");
        assertThat(chips()).isEmpty();
        doFx(() -> view.specialShownProperty().set(true));
        waitForFxEvents();
        assertThat(chips()).containsExactly("<|im_end|>");
        assertThat(String.join("", texts())).contains("Vince lives in Paris.");
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
        conversation();
        doFx(() -> view.batchShownProperty().set(true));
        waitForFxEvents();
        theme(true);
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("chat-show-batch-dark.png"));
        css.removeHandler(listener);

        assertThat(warnings).isEmpty();
    }

    @Test
    void anAnswerBehindATrainingSaysWhatItWaitsForAndShowsTheWayThere() {
        openModels();
        List<String> ways = new ArrayList<>();
        doFx(
                () -> {
                    view.onOpenTrainingProperty().set(() -> ways.add("to the run"));
                    view.waitsForProperty().set("waits for the training, step 3 of 102");
                    view.inputs().questionProperty().set("Now?");
                    view.send();
                });
        waitForFxEvents();
        assertThat(shown("waits for the training, step 3 of 102")).isTrue();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("chat-waits.png"));
        doFx(button("Show the run")::fire);
        assertThat(ways).containsExactly("to the run");

        AtomicInteger paused = new AtomicInteger();
        AtomicInteger resumed = new AtomicInteger();
        AtomicInteger stopped = new AtomicInteger();
        Button pause = (Button) runFx(() -> pane.lookup("#pauseRun"));
        Button resume = (Button) runFx(() -> pane.lookup("#resumeRun"));
        Button stop = (Button) runFx(() -> pane.lookup("#stopRun"));
        doFx(
                () -> {
                    view.awaitedRun().onPauseProperty().set(paused::incrementAndGet);
                    view.awaitedRun().onResumeProperty().set(resumed::incrementAndGet);
                    view.awaitedRun().onStopProperty().set(stopped::incrementAndGet);
                });
        assertThat(runFx(resume::isVisible)).as("it is not paused").isFalse();
        doFx(pause::fire);
        assertThat(paused).hasValue(1);
        doFx(() -> view.awaitedRun().pausedProperty().set(true));
        assertThat(runFx(pause::isVisible)).as("it is paused").isFalse();
        assertThat(runFx(resume::isVisible)).isTrue();
        doFx(resume::fire);
        doFx(stop::fire);
        assertThat(resumed).hasValue(1);
        assertThat(stopped).hasValue(1);
        doFx(() -> view.waitsForProperty().set(""));
        assertThat(runFx(() -> stop.getParent().isVisible())).as("nothing to end").isFalse();
        waitForFxEvents();
        assertThat(shown("waiting")).isTrue();
        assertThat(shown("Show the run")).isFalse();
    }

    @Test
    void anInterruptedAnswerOffersToAskAgain() {
        openModels();
        doFx(
                () -> {
                    view.inputs().questionProperty().set("Now?");
                    view.send();
                });
        waitForFxEvents();
        doFx(
                () -> {
                    view.talks().changed();
                    String id = view.talks().currentProperty().get();
                    view.talks().begin();
                    view.talks().open(id);
                });
        waitForFxEvents();
        assertThat(shown("interrupted when the program ended")).isTrue();
        assertThat(button("Ask again").isVisible()).isTrue();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("chat-interrupted.png"));
    }

    @OnlyPictures
    void picturesOfAConversationInBothThemesAndSizes() {
        conversation();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("chat-light.png"));
        theme(true);
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("chat-dark.png"));
        theme(false);
        doFx(
                () -> {
                    view.specialShownProperty().set(true);
                    view.sampling().greedyProperty().set(false);
                    view.sampling().topP().textProperty().set("1,5");
                });
        Stage small = show(runFx(() -> new ChatPane(view, dialogs(), words)), 1024, 680);
        snapshot(small.getScene(), SCREENSHOTS.resolve("chat-light-small.png"));
        doFx(small::close);

        assertThat(SCREENSHOTS.resolve("chat-light-small.png")).isNotEmptyFile();
    }

    @Test
    void inASmallWindowWithAllOpenABatchStandsInItsColumnsAndItsNumbersInTwoLines() {
        openModels();
        doFx(
                () -> {
                    view.inputs().modeProperty().set(ChatMode.BATCH);
                    view.inputs().promptsProperty().set("Where is Grace?\nWho?");
                    view.send();
                });
        waitForFxEvents();
        runOn(0, "Where is Grace? Where ", "Who?");
        waitForFxEvents();
        Stage small = show(runFx(() -> new ChatPane(view, dialogs(), words)), 920, 600);
        Parent root = small.getScene().getRoot();
        doFx(((ToggleButton) root.lookup("#talksShown"))::fire);
        waitForFxEvents();
        snapshot(small.getScene(), SCREENSHOTS.resolve("chat-batch-all-open-small.png"));
        Label summary = (Label) root.lookup(".batch-panel #summary");
        assertThat(runFx(summary::getText)).startsWith("B × T = 2 × ");
        assertThat(runFx(summary::getHeight)).isLessThan(45);
        List<ScrollPane> columns =
                root.lookupAll(".transcript").stream()
                        .map(ScrollPane.class::cast)
                        .filter(column -> column.lookup(".answer") != null)
                        .toList();
        assertThat(columns).hasSizeGreaterThanOrEqualTo(2);
        for (ScrollPane column : columns) {
            assertThat(runFx(() -> column.lookup(".answer").getLayoutBounds().getWidth()))
                    .as("an answer within its column")
                    .isLessThanOrEqualTo(runFx(() -> column.getViewportBounds().getWidth()));
        }
        doFx(small::close);
    }

    @OnlyPictures
    void picturesOfABatch() {
        openModels();
        doFx(
                () -> {
                    view.inputs().modeProperty().set(ChatMode.BATCH);
                    view.sampling().maxNewTokens().textProperty().set(Integer.toString(MOST));
                    view.inputs()
                            .promptsProperty()
                            .set(
                                    "Which animal does George keep in Berlin?\n贝蒂呢？\n"
                                            + "Where is Grace?");
                    view.send();
                });
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("chat-batch-start-light.png"));
        runOn(0, "Which animal does George keep? ", "贝蒂呢？", "Where is Grace? Where ");
        stream(
                1,
                "George keeps a hedgehog in the garden of",
                "贝蒂的工作是木匠。<|im_end|>",
                "Grace lives in Paris.<|im_end|>");
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("chat-batch-light.png"));
        Stage small = show(runFx(() -> new ChatPane(view, dialogs(), words)), 1024, 680);
        theme(true);
        waitForFxEvents();
        snapshot(small.getScene(), SCREENSHOTS.resolve("chat-batch-dark-small.png"));
        doFx(small::close);

        assertThat(SCREENSHOTS.resolve("chat-batch-light.png")).isNotEmptyFile();
    }

    @Test
    void picturesOfTrouble() {
        openModels();
        ask("Which city does Vince live in?", "Which city? ", "Vince lives in Paris.<|im_end|>");
        doFx(
                () -> {
                    view.sampling().maxNewTokens().textProperty().set(Integer.toString(MOST));
                    view.tunedDirectoryProperty().set(Path.of("runs", "starter-sft-2"));
                    view.inputs().kindProperty().set(PromptKind.PLAIN);
                    view.inputs().questionProperty().set("Vince lives in");
                    view.send();
                });
        waitForFxEvents();
        stream(2, " Paris, and he plays the harp. Nora");
        doFx(view::stop);
        engine.task(2)
                .tell(
                        new Event.Generated(
                                List.of(
                                        new Event.GeneratedRow(
                                                new int[9], Continuation.Stop.CANCELLED, -1)),
                                1));
        waitForFxEvents();
        doFx(
                () -> {
                    view.inputs().kindProperty().set(PromptKind.TEMPLATE);
                    view.inputs().questionProperty().set("Which animal does George keep?");
                    view.send();
                });
        waitForFxEvents();
        runOn(4, "Which animal does George keep? ");
        engine.task(5)
                .tell(
                        new Event.Failed(
                                "runs/starter-sft-2/model.safetensors: the file ends in the middle"
                                        + " of tensor model.norm.weight. Save the checkpoint again."));
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("chat-trouble.png"));
        assertThat(shown("failed")).isTrue();
        assertThat(shown("stopped by you")).isTrue();
    }

    private void conversation() {
        openModels();
        doFx(() -> view.sampling().maxNewTokens().textProperty().set(Integer.toString(MOST)));
        ask(
                "Which city does Vince live in?",
                "\nWhich city does Vince live in?\nWhich city does Vince live in? Vince is a"
                        + " friend of Nora. Nora is a friend of Vince. Which city does Vince",
                "Vince lives in Paris.<|im_end|>");
        ask(
                "贝蒂是做什么的？",
                "贝蒂是做什么的？贝蒂是做什么的？小小世界里有很多人，贝蒂住在一座靠海的城市，她喜欢" + "吃披萨，也喜欢弹钢琴。贝蒂是做什么的？<|im_end|>贝蒂是做",
                "贝蒂的工作是木匠。<|im_end|>");
        doFx(
                () -> {
                    view.inputs().questionProperty().set("Which animal does George keep?");
                    view.send();
                });
        waitForFxEvents();
        int base = engine.commands().size() - 2;
        stream(base, "Which animal does George keep? A hed");
        doFx(() -> view.inputs().questionProperty().set("And where does he live?"));
        waitForFxEvents();
    }

    private void openModels() {
        doFx(
                () -> {
                    view.baseDirectoryProperty().set(STARTER);
                    view.tokenizerProperty().set(tokenizer);
                    view.tunedDirectoryProperty().set(TUNED);
                });
        waitForFxEvents();
    }

    /** A question that the base model is cut at and the fine-tuned one stops by itself. */
    private void ask(String question, String base, String tuned) {
        doFx(
                () -> {
                    view.inputs().questionProperty().set(question);
                    view.send();
                });
        waitForFxEvents();
        int command = engine.commands().size() - 2;
        runOn(command, base);
        int[] ids = stream(command + 1, tuned).get(0);
        engine.task(command + 1)
                .tell(
                        new Event.Generated(
                                List.of(
                                        new Event.GeneratedRow(
                                                ids,
                                                Continuation.Stop.EOS,
                                                tokenizer.idOf("<|im_end|>").orElse(-1))),
                                1));
        waitForFxEvents();
    }

    private List<int[]> stream(int command, String... rows) {
        List<int[]> ids = Arrays.stream(rows).map(row -> tokenizer.encode(row).ids()).toList();
        stream(command, ids);
        return ids;
    }

    private void stream(int command, List<int[]> ids) {
        int longest = ids.stream().mapToInt(row -> row.length).max().orElse(0);
        for (int t = 0; t < longest; t++) {
            int at = t;
            engine.task(command)
                    .tell(
                            new Event.Tokens(
                                    ids.stream()
                                            .mapToInt(row -> at < row.length ? row[at] : -1)
                                            .toArray()));
        }
        waitForFxEvents();
    }

    /** Answers that repeat themselves until they are cut. */
    private void runOn(int command, String... rows) {
        List<int[]> ids = new ArrayList<>();
        for (String row : rows) {
            int[] all = tokenizer.encode(row.repeat(MOST)).ids();
            ids.add(Arrays.copyOf(all, MOST));
        }
        stream(command, ids);
        engine.task(command)
                .tell(
                        new Event.Generated(
                                ids.stream()
                                        .map(
                                                row ->
                                                        new Event.GeneratedRow(
                                                                row, Continuation.Stop.LENGTH, -1))
                                        .toList(),
                                1));
        waitForFxEvents();
    }

    private static FileDialogs dialogs() {
        return new FileDialogs(new MemoryPreferences());
    }

    private static void press(Node target, KeyCode code, boolean shift) {
        target.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false));
    }

    private List<String> chips() {
        return runFx(
                () ->
                        pane.lookupAll(".token-chip").stream()
                                .map(chip -> ((Labeled) chip).getText())
                                .toList());
    }

    private List<String> texts() {
        return runFx(
                () ->
                        pane.lookupAll(".answer-words").stream()
                                .map(text -> ((Text) text).getText())
                                .toList());
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
                                .filter(Node::isVisible)
                                .map(Labeled.class::cast)
                                .anyMatch(label -> text.equals(label.getText())));
    }
}
