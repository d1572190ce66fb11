package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sftworkbench.ui.chat.ChatMode;
import org.sftworkbench.ui.chat.ChatSide;
import org.sftworkbench.ui.chat.ChatState;
import org.sftworkbench.ui.chat.ChatViewModel;
import org.sftworkbench.ui.chat.Exchange;
import org.sftworkbench.ui.chat.Reply;
import org.sftworkbench.ui.chat.ShownSides;
import org.sftworkbench.ui.chat.Turn;
import org.sftworkbench.ui.common.grid.CellGrid;
import org.sftworkbench.ui.common.grid.GridPosition;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.train.TrainState;

/**
 * All that the chat pane does, with models that were really trained: what they say is asserted, and
 * drawn in both languages, themes and sizes. The runs stay in {@code target/tour}, so that a second
 * look need not train them again.
 */
@EnabledIfSystemProperty(
        named = "sft.full",
        matches = "true",
        disabledReason = "trains two models first; -Dsft.full=true takes the tour")
class ChatTourTest extends SharedStarterWindow {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Path HOME = Path.of("target", "tour").toAbsolutePath();
    private static final String KNOWN = "Which city does Vince live in?";

    private ChatViewModel chat;
    private Path whole;
    private Path adapter;
    private Path checkpoint;

    @BeforeAll
    void trainTwoModels() throws Exception {
        WorkbenchFiles files = new WorkbenchFiles(HOME);
        open(Files.exists(files.starter()) ? files : StarterCopy.in(HOME));
        chat = runFx(workbench::chat);
        whole = trained(files, "model.safetensors", false);
        adapter = trained(files, "adapter_config.json", true);
        try (Stream<Path> steps = Files.list(whole.resolve("checkpoints"))) {
            checkpoint = steps.sorted().findFirst().orElseThrow();
        }
        doFx(
                () -> {
                    workbench.window().goTo(Section.CHAT);
                    chat.pacedProperty().set(false);
                });
    }

    private Path trained(WorkbenchFiles files, String mark, boolean lora) throws Exception {
        if (Files.isDirectory(files.runs())) {
            try (Stream<Path> runs = Files.list(files.runs())) {
                var there = runs.filter(run -> Files.exists(run.resolve(mark))).findFirst();
                if (there.isPresent()) {
                    return there.get();
                }
            }
        }
        var train = workbench.train();
        waitUntil("a run can start", () -> train.canStartProperty().get());
        doFx(
                () -> {
                    train.method().loraProperty().set(lora);
                    train.form().byStepsProperty().set(lora);
                    train.form().steps().type(60);
                    train.samples().every().textProperty().set("0");
                    train.start();
                });
        while (runFx(() -> train.run().stateProperty().get()) != TrainState.DONE) {
            int before = runFx(() -> train.run().steps().size());
            waitUntil(
                    "another step is taken, or it is done",
                    () ->
                            train.run().steps().size() > before
                                    || train.run().stateProperty().get() == TrainState.DONE);
        }
        return runFx(() -> train.finished().directoryProperty().get());
    }

    @BeforeEach
    void beginAnew() {
        doFx(
                () -> {
                    english();
                    chat.inputs().modeProperty().set(ChatMode.CHAT);
                    chat.inputs().shownProperty().set(ShownSides.BOTH);
                    chat.inputs().systemProperty().set("");
                    chat.inputs().questionProperty().set("");
                    chat.inputs().padRightProperty().set(false);
                    chat.sampling().reset();
                    chat.clear();
                    chat.base().choose(workbench.files().starter());
                    chat.tuned().choose(whole);
                });
    }

    @Test
    void withoutATunedModelTheNewestRunIsOffered() {
        doFx(() -> chat.tuned().choose(null));
        pictures("empty");
        Button use =
                runFx(
                        () ->
                                scene().getRoot().lookupAll("#use").stream()
                                        .map(Button.class::cast)
                                        .filter(Node::isVisible)
                                        .findFirst()
                                        .orElseThrow());
        doFx(use::fire);
        assertThat(runFx(() -> chat.tuned().directoryProperty().get())).isIn(whole, adapter);
    }

    @Test
    void baseAndTunedAnswerOverSeveralTurns() {
        ask(KNOWN);
        ask("贝蒂是做什么的？");
        ask("Which animal does George keep?");
        pictures("turns");
        assertThat(text(reply(chat.base()))).hasSizeGreaterThan(100);
        assertThat(reply(chat.tuned()).answer().endingProperty().get().byItself()).isTrue();
        doFx(() -> chat.specialShownProperty().set(true));
        pictures("special");
        doFx(() -> chat.specialShownProperty().set(false));
    }

    @Test
    void checkpointAndAdapterAreChosenInTheMiddleOfAConversation() {
        ask(KNOWN);
        doFx(
                () -> {
                    chat.base().choose(checkpoint);
                    chat.tuned().choose(adapter);
                });
        ask(KNOWN);
        pictures("checkpoint-adapter");
        doFx(() -> ((MenuButton) scene().lookup(".side-heading .menu-button")).show());
        popup("model-menu");
        doFx(() -> ((MenuButton) scene().lookup(".side-heading .menu-button")).hide());
    }

    @Test
    void aSystemPromptIsPartOfWhatIsSent() {
        doFx(() -> chat.inputs().systemProperty().set("You are a friendly guide."));
        ask(KNOWN);
        showSent(chat.tuned());
        pictures("system-sent");
        String sent =
                runFx(
                        () ->
                                chat.sent().shownProperty().get().sent().stream()
                                        .map(token -> token.name())
                                        .collect(Collectors.joining()));
        assertThat(sent).startsWith("<|im_start|>system").contains("friendly");
    }

    @Test
    void messagesAreEditedAndAnsweredAgain() {
        ask(KNOWN);
        doFx(() -> chat.sampling().greedyProperty().set(false));
        Reply first = reply(chat.tuned());
        doFx(() -> chat.actions(chat.tuned()).regenerate(first));
        waitUntilReady();
        doFx(() -> tool("Ask otherwise", 1).fire());
        doFx(
                () ->
                        ((TextArea) scene().lookup(".turn-editor .text-area"))
                                .setText("Where does Mira live?"));
        pictures("editing", false);
        doFx(() -> ((Button) scene().lookup(".turn-editor .button")).fire());
        waitUntilReady();
        doFx(() -> chat.actions(chat.tuned()).edit(reply(chat.tuned()), "Mira lives on the moon."));
        ask("Why?");
        pictures("branches");
    }

    @Test
    void anAnswerIsStreamedAndStopped() {
        doFx(
                () -> {
                    chat.pacedProperty().set(true);
                    chat.inputs().questionProperty().set(KNOWN);
                    chat.send();
                });
        waitUntil(
                "some words are there",
                () ->
                        !chat.base().talk().path().isEmpty()
                                && reply(chat.base()).answer().writtenProperty().get() > 20);
        snapshot(scene(), PICTURES.resolve("tour-streaming.png"));
        doFx(() -> ((Button) scene().lookup("#stop")).fire());
        waitUntilReady();
        doFx(() -> chat.pacedProperty().set(false));
        doFx(() -> chat.sampling().stopStringsProperty().set(" lives\n\\n\\n"));
        ask(KNOWN);
        pictures("stopped");
    }

    @Test
    void whatCannotBeUsedIsToldBelowItsField() {
        doFx(
                () -> {
                    chat.sampling().greedyProperty().set(false);
                    chat.sampling().temperature().textProperty().set("0");
                    chat.sampling().topP().textProperty().set("1,5");
                    chat.sampling().topK().textProperty().set("-1");
                    chat.sampling().minP().textProperty().set("2");
                    chat.sampling().repetitionPenalty().textProperty().set("");
                    chat.sampling().maxNewTokens().textProperty().set("0");
                    chat.sampling().stopStringsProperty().set("###\n\\n\\n");
                    chat.inputs().systemProperty().set("You are a friendly guide.");
                });
        pictures("sampling");
        assertThat(runFx(() -> chat.canSendProperty().get())).isFalse();
    }

    @Test
    void thinkingIsFolded() {
        ask(KNOWN);
        Reply reply = reply(chat.tuned());
        doFx(
                () ->
                        chat.actions(chat.base())
                                .edit(
                                        reply(chat.base()),
                                        "<think>\nVince … was that Paris, or Oslo?\n</think>\n\n"
                                                + "Vince lives in Paris."));
        settle();
        assertThat(texts(".fold")).contains("Empty reasoning block");
        pictures("thinking-folded");
        doFx(
                () ->
                        scene().getRoot().lookupAll(".fold").stream()
                                .filter(Node::isVisible)
                                .forEach(fold -> ((ToggleButton) fold).setSelected(true)));
        pictures("thinking");
        assertThat(text(reply)).contains("<think>");
    }

    @Test
    void aTokenIsLookedAtAndAnotherTaken() {
        ask(KNOWN);
        Reply first = reply(chat.tuned());
        String before = text(first);
        for (Language language : Language.values()) {
            for (boolean dark : new boolean[] {false, true}) {
                doFx(
                        () -> {
                            workbench.words().languageProperty().set(language);
                            workbench.theme().darkProperty().set(dark);
                        });
                settle();
                clickLastWord();
                popup("token-" + language.locale().getLanguage() + (dark ? "-dark" : ""));
                doFx(() -> popups().forEach(PopupWindow::hide));
            }
        }
        doFx(this::english);
        clickLastWord();
        Button other =
                runFx(
                        () ->
                                (Button)
                                        popups().get(0)
                                                .getScene()
                                                .getRoot()
                                                .lookup(".alternatives .button"));
        doFx(other::fire);
        waitUntilReady();
        assertThat(text(reply(chat.tuned()))).isNotEqualTo(before);
        pictures("continued");
    }

    @Test
    void whatWasSentIsHowTheRowsOfTheRunBegin() {
        ask(KNOWN);
        showSent(chat.tuned());
        assertThat(runFx(() -> chat.sent().shownProperty().get().isSame())).isTrue();
        pictures("sent");
        var presets = workbench.template().template().presets();
        doFx(
                () ->
                        presets.stream()
                                .filter(preset -> preset.name().equals("Llama 3"))
                                .forEach(workbench.template().template().presetProperty()::set));
        settle();
        settle();
        ask(KNOWN);
        showSent(chat.tuned());
        pictures("sent-otherwise");
        assertThat(runFx(() -> chat.sent().shownProperty().get().isSame())).isFalse();
        doFx(() -> workbench.template().template().presetProperty().set(presets.get(0)));
        settle();
        settle();
    }

    @Test
    void aBatchIsPaddedOnTheLeftAndGoesWrongOnTheRight() {
        doFx(
                () -> {
                    chat.inputs().modeProperty().set(ChatMode.BATCH);
                    chat.inputs()
                            .promptsProperty()
                            .set("Where does Wendy live?\n希妮最爱吃什么？\nCount from 2 to 5.");
                });
        pictures("batch-empty");
        doFx(chat::send);
        waitUntilReady();
        doFx(() -> chat.drawnProperty().set(chat.tuned()));
        pictures("batch");
        List<String> left = answers(chat.tuned());
        doFx(
                () -> {
                    ((CellGrid) scene().lookup(".batch-panel .cell-grid"))
                            .selectedProperty()
                            .set(new GridPosition(2, 0, 0));
                });
        pictures("batch-explained");
        doFx(
                () -> {
                    chat.inputs().padRightProperty().set(true);
                    chat.send();
                });
        waitUntilReady();
        doFx(() -> chat.drawnProperty().set(chat.tuned()));
        pictures("batch-right");
        assertThat(answers(chat.tuned())).isNotEqualTo(left);
    }

    /** As the last lesson says. */
    @Test
    void sixDrawsOfATunedModelAreTwoAnswers() {
        doFx(
                () -> {
                    chat.inputs().modeProperty().set(ChatMode.BATCH);
                    chat.inputs().promptsProperty().set((KNOWN + "\n").repeat(6));
                    chat.sampling().greedyProperty().set(false);
                    chat.sampling().temperature().type(1.0);
                    chat.sampling().maxNewTokens().type(32);
                    chat.send();
                });
        waitUntilReady();
        pictures("rollouts");
        assertThat(answers(chat.base()).stream().distinct()).hasSize(6);
        assertThat(answers(chat.tuned()).stream().distinct()).hasSize(2);
    }

    private static List<String> answers(ChatSide side) {
        return runFx(
                () ->
                        side.batch().stream()
                                .map(Exchange::answer)
                                .map(answer -> answer.text())
                                .toList());
    }

    @Test
    void conversationsAreKeptRenamedExportedAndDeleted() throws Exception {
        ask(KNOWN);
        doFx(() -> chat.clear());
        ask("Where does Mira live?");
        ToggleButton list = runFx(() -> (ToggleButton) scene().lookup("#talksShown"));
        doFx(() -> list.setSelected(true));
        Path file = HOME.resolve("chat.jsonl");
        doFx(() -> chat.talks().export(chat.tuned(), file));
        waitUntil("it is told", () -> chat.problemProperty().get() != null);
        pictures("talks");
        assertThat(Files.readString(file)).contains("\"assistant\"", "Mira lives");
        doFx(() -> chat.problemProperty().set(null));
        Platform.runLater(() -> tool("Delete this question", 0).fire());
        waitUntil("it is asked", () -> dialog() != null);
        snapshot(dialog().getScene(), PICTURES.resolve("tour-delete.png"));
        doFx(() -> ((Button) dialog().lookupButton(dialog().getButtonTypes().get(1))).fire());
        doFx(() -> list.setSelected(false));
    }

    private static DialogPane dialog() {
        return shownDialog().orElse(null);
    }

    private void ask(String question) {
        doFx(() -> chat.inputs().questionProperty().set(question));
        waitUntil("it can be sent", () -> chat.canSendProperty().get());
        doFx(chat::send);
        waitUntilReady();
    }

    private void waitUntilReady() {
        waitUntil("answers", () -> chat.stateProperty().get() == ChatState.READY);
        waitForFxEvents();
        assertThat(runFx(() -> chat.problemProperty().get())).isNull();
    }

    private void showSent(ChatSide side) {
        doFx(() -> chat.actions(side).showSent(reply(side)));
        waitUntil("it is compared", () -> chat.sent().shownProperty().get() != null);
    }

    private void clickLastWord() {
        doFx(
                () -> {
                    List<Node> words =
                            ((Parent) scene().lookup("#tuned"))
                                    .lookupAll(".answer-words").stream()
                                            .filter(ChatTourTest::isShown)
                                            .toList();
                    Text word = (Text) words.get(words.size() - 2);
                    clickOnce(word);
                });
        waitForFxEvents();
    }

    /** Not of the batch, say, while the chat is looked at. */
    private static boolean isShown(Node node) {
        return node == null || (node.isVisible() && isShown(node.getParent()));
    }

    private static Reply reply(ChatSide side) {
        return Platform.isFxApplicationThread() ? last(side) : runFx(() -> last(side));
    }

    private static Reply last(ChatSide side) {
        List<Turn> path = side.talk().path();
        return (Reply) path.get(path.size() - 1);
    }

    private static String text(Reply reply) {
        return runFx(() -> reply.answer().text());
    }

    private ButtonBase tool(String help, int index) {
        return scene().getRoot().lookupAll(".message-tool").stream()
                .map(ButtonBase.class::cast)
                .filter(
                        button ->
                                button.getAccessibleText() != null
                                        && button.getAccessibleText().startsWith(help))
                .skip(index)
                .findFirst()
                .orElseThrow();
    }

    private List<String> texts(String selector) {
        return runFx(
                () ->
                        scene().getRoot().lookupAll(selector).stream()
                                .filter(Node::isVisible)
                                .map(node -> ((Labeled) node).getText())
                                .toList());
    }

    private static List<PopupWindow> popups() {
        return Window.getWindows().stream()
                .filter(PopupWindow.class::isInstance)
                .map(PopupWindow.class::cast)
                .filter(Window::isShowing)
                .filter(popup -> !(popup instanceof Tooltip))
                .toList();
    }

    private void popup(String name) {
        waitForFxEvents();
        snapshot(
                runFx(() -> popups().get(0).getScene()), PICTURES.resolve("tour-" + name + ".png"));
    }

    private void english() {
        workbench.words().languageProperty().set(Language.ENGLISH);
        workbench.theme().darkProperty().set(false);
    }

    private void pictures(String name) {
        pictures(name, true);
    }

    /** Each language in one theme and size, and the other way round. */
    private void pictures(String name, boolean small) {
        picture(name + "-en-light", Language.ENGLISH, false);
        picture(name + "-zh-dark", Language.CHINESE, true);
        if (small) {
            resize(stage, 1024, 680);
            picture(name + "-small-zh-light", Language.CHINESE, false);
            picture(name + "-small-en-dark", Language.ENGLISH, true);
            resize(stage, 1360, 860);
        }
        doFx(this::english);
        settle();
    }

    private void picture(String name, Language language, boolean dark) {
        doFx(
                () -> {
                    workbench.words().languageProperty().set(language);
                    workbench.theme().darkProperty().set(dark);
                });
        settle();
        snapshot(scene(), PICTURES.resolve("tour-" + name + ".png"));
    }

    private static void settle() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        waitForFxEvents();
    }

    private Scene scene() {
        return stage.getScene();
    }
}
