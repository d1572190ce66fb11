package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.Popup;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.FxExecutors;
import org.sftworkbench.ui.common.words.Dictionary;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

/** A user's way through the chat, in a window, with the starter model really answering. */
class ChatJourneyTest extends FxTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Path STARTER = Path.of("assets", "starter");
    private static final String CHATML =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    private final LocalEngine engine = new LocalEngine();
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private ChatViewModel view;
    private ChatPane pane;
    private Stage stage;
    private Words words;

    @TempDir Path talks;

    @BeforeEach
    void openThePane() {
        theme(false);
        pane =
                runFx(
                        () -> {
                            words =
                                    new Words(
                                            Language.ENGLISH,
                                            Dictionary.read(
                                                    List.of(
                                                            ChatPane.class.getResource(
                                                                    "zh.json"))));
                            view =
                                    new ChatViewModel(
                                            engine,
                                            background,
                                            Platform::runLater,
                                            FxExecutors.fxAfter(java.time.Duration.ofMillis(20)),
                                            HuggingFaceFileTokenizer::open,
                                            System::nanoTime,
                                            talks,
                                            words);
                            view.encodingProperty()
                                    .set(
                                            new EncodingOptions(
                                                    new TemplateChoice.Jinja(CHATML),
                                                    new MaskPolicy.Assistant(),
                                                    Map.of()));
                            view.baseDirectoryProperty().set(STARTER);
                            view.tunedDirectoryProperty().set(STARTER.toAbsolutePath());
                            view.sampling().maxNewTokens().textProperty().set("24");
                            view.pacedProperty().set(false);
                            return new ChatPane(view, dialogs(), words);
                        });
        stage = show(pane, 1360, 860);
    }

    @AfterEach
    void closeThePane() {
        doFx(stage::close);
        engine.close();
        background.shutdownNow();
    }

    @Test
    void fromAQuestionOverAnotherTokenToWhatWasSent() {
        ask("Which city does Vince live in?");
        Reply first = reply(view.tuned());
        assertThat(runFx(() -> first.answer().tokens().size())).isEqualTo(24);
        assertThat(runFx(() -> first.answer().tokens().get(3).alternatives())).hasSize(5);
        assertThat(runFx(() -> first.answer().tokens().get(3).probability())).isBetween(0., 1.);
        assertThat(runFx(() -> first.answer().tokensPerSecondProperty().get())).isPositive();

        assertThat(clickAWord()).contains("Continue from it");
        Alternative other =
                runFx(
                        () ->
                                first.answer().tokens().get(3).alternatives().stream()
                                        .filter(a -> a.id() != first.answer().tokens().get(3).id())
                                        .findFirst()
                                        .orElseThrow());
        VBox card =
                runFx(
                        () ->
                                new TokenPopup(words, new SimpleBooleanProperty())
                                        .card(
                                                first.answer(),
                                                3,
                                                (at, a) ->
                                                        view.actions(view.tuned())
                                                                .continueFrom(first, at, a)));
        layout(card, 430, 230).getRoot().getStylesheets().add(css());
        snapshot(card.getScene(), PICTURES.resolve("chat-token-light.png"));
        doFx(() -> ((Button) card.lookup(".button")).fire());
        waitUntilReady();
        Reply branched = reply(view.tuned());
        assertThat(runFx(() -> branched.answer().tokens().get(3).id())).isEqualTo(other.id());
        assertThat(runFx(() -> branched.answer().tokens().subList(0, 3)))
                .extracting(AnswerToken::id)
                .isEqualTo(
                        runFx(
                                () ->
                                        first.answer().tokens().subList(0, 3).stream()
                                                .map(AnswerToken::id)
                                                .toList()));
        assertThat(labels()).contains("2/2");

        doFx(() -> view.actions(view.tuned()).showSent(branched));
        waitUntil("comparison", () -> view.sent().shownProperty().get() != null);
        assertThat(runFx(() -> view.sent().shownProperty().get().isSame())).isTrue();
        pictures("chat-sent");

        doFx(
                () -> {
                    view.encodingProperty()
                            .set(
                                    new EncodingOptions(
                                            new TemplateChoice.Jinja(
                                                    "<|im_start|>system\nHelp.<|im_end|>\n"
                                                            + CHATML),
                                            new MaskPolicy.Assistant(),
                                            Map.of()));
                    view.actions(view.tuned()).showSent(branched);
                });
        waitUntil("difference", () -> !view.sent().shownProperty().get().isSame());
        waitForFxEvents();
        snapshot(stage.getScene(), PICTURES.resolve("chat-sent-differs-light.png"));
    }

    @Test
    void fromABatchToWhatRightPaddingDoesToIt() {
        doFx(
                () -> {
                    view.inputs().modeProperty().set(ChatMode.BATCH);
                    view.inputs()
                            .promptsProperty()
                            .set("Which animal does George keep in Berlin?\nWhere is Grace?");
                    view.sampling().maxNewTokens().textProperty().set("8");
                    view.send();
                });
        waitUntilReady();
        List<String> left = texts(view.base());
        doFx(
                () -> {
                    view.inputs().padRightProperty().set(true);
                    view.send();
                });
        waitUntilReady();
        List<String> right = texts(view.base());
        assertThat(right.get(0)).isEqualTo(left.get(0));
        assertThat(right.get(1)).isNotEqualTo(left.get(1));
        assertThat(runFx(() -> view.base().mistakes())).contains("1 of 2");
        pictures("chat-right-padding");
    }

    @Test
    void conversationsAreListedOpenedAndDrawnInBothLanguages() {
        ask("Which city does Vince live in?");
        doFx(() -> view.clear());
        ask("贝蒂是做什么的？");
        doFx(
                () -> {
                    view.sampling().greedyProperty().set(false);
                    ((javafx.scene.control.ToggleButton) pane.lookup("#talksShown"))
                            .setSelected(true);
                    view.inputs().questionProperty().set("A draft");
                });
        waitUntil("both are listed", () -> view.talks().kept().size() == 2);
        pictures("chat-talks");
        doFx(() -> view.talks().open(view.talks().kept().get(1).id()));
        waitUntil(
                "the first is shown",
                () -> ((Question) view.base().talk().path().get(0)).text().contains("Vince"));
        assertThat(runFx(() -> ((TextArea) pane.lookup("#question")).getText()))
                .isEqualTo("A draft");
    }

    @Test
    void whatCannotBeDoneWhileAnAnswerIsWrittenIsNotOffered() {
        ask("Hello");
        Reply first = reply(view.tuned());
        SimpleBooleanProperty busy = new SimpleBooleanProperty(true);
        VBox card = runFx(() -> new TokenPopup(words, busy).card(first.answer(), 3, (at, a) -> {}));
        assertThat(runFx(() -> card.lookup(".button").isDisabled())).isTrue();
        doFx(() -> busy.set(false));
        assertThat(runFx(() -> card.lookup(".button").isDisabled())).isFalse();

        List<Button> usable =
                runFx(
                        () -> {
                            view.actions(view.tuned()).regenerate(first);
                            return tools(Set.of("fas-redo", "far-trash-alt"));
                        });
        assertThat(usable).isNotEmpty();
        assertThat(runFx(() -> usable.stream().allMatch(Button::isDisabled))).isTrue();
        waitUntilReady();
        assertThat(
                        runFx(
                                () ->
                                        tools(Set.of("fas-redo", "far-trash-alt")).stream()
                                                .noneMatch(Button::isDisabled)))
                .isTrue();
    }

    private List<Button> tools(Set<String> icons) {
        return pane.lookupAll(".message-tool").stream()
                .map(Button.class::cast)
                .filter(button -> icons.contains(((FontIcon) button.getGraphic()).getIconLiteral()))
                .toList();
    }

    @Test
    void thinkingIsFoldedAway() {
        ask("Hello");
        doFx(
                () -> {
                    Reply reply = reply(view.base());
                    view.actions(view.base())
                            .edit(reply, "<think>Paris, or Oslo?</think>Vince lives in Paris.");
                });
        waitForFxEvents();
        Labeled fold =
                runFx(
                        () ->
                                pane.lookupAll(".fold").stream()
                                        .filter(Node::isVisible)
                                        .map(Labeled.class::cast)
                                        .findFirst()
                                        .orElseThrow());
        assertThat(runFx(fold::getText)).isEqualTo("Reasoning block");
        assertThat(
                        runFx(
                                () ->
                                        pane.lookupAll("#base .answer-words").stream()
                                                .map(node -> ((Text) node).getText())
                                                .toList()))
                .as("what the user wrote is parted, its tags left out")
                .containsExactlyInAnyOrder("Paris, or Oslo?", "Vince lives in Paris.");
    }

    /** Clicks a word of an answer; what stands on the card that opens. */
    private List<String> clickAWord() {
        doFx(
                () -> {
                    Node word = pane.lookupAll(".answer-words").stream().skip(3).findFirst().get();
                    clickOnce(word);
                });
        waitForFxEvents();
        Popup popup =
                runFx(
                        () ->
                                Window.getWindows().stream()
                                        .filter(Popup.class::isInstance)
                                        .map(Popup.class::cast)
                                        .findFirst()
                                        .orElseThrow());
        snapshot(popup.getScene(), PICTURES.resolve("chat-token-popup.png"));
        List<String> texts =
                runFx(
                        () ->
                                popup.getContent().get(0).lookupAll(".button").stream()
                                        .map(button -> ((Labeled) button).getText())
                                        .toList());
        doFx(popup::hide);
        return texts;
    }

    private void ask(String question) {
        doFx(
                () -> {
                    view.inputs().questionProperty().set(question);
                    view.send();
                });
        waitUntilReady();
    }

    private void waitUntilReady() {
        waitUntil("answers", () -> view.stateProperty().get() == ChatState.READY);
        waitForFxEvents();
        assertThat(runFx(() -> view.problemProperty().get())).isNull();
    }

    /** Light; of all, dark as well, in Chinese and small. */
    private void pictures(String name) {
        doFx(() -> words.languageProperty().set(Language.ENGLISH));
        waitForFxEvents();
        snapshot(stage.getScene(), PICTURES.resolve(name + "-light.png"));
        if (!ALL_PICTURES) {
            return;
        }
        doFx(() -> words.languageProperty().set(Language.CHINESE));
        theme(true);
        waitForFxEvents();
        snapshot(stage.getScene(), PICTURES.resolve(name + "-dark-zh.png"));
        Stage small = show(runFx(() -> new ChatPane(view, dialogs(), words)), 1024, 680);
        snapshot(small.getScene(), PICTURES.resolve(name + "-dark-zh-small.png"));
        doFx(() -> words.languageProperty().set(Language.ENGLISH));
        theme(false);
        waitForFxEvents();
        snapshot(small.getScene(), PICTURES.resolve(name + "-light-small.png"));
        doFx(small::close);
    }

    private static String css() {
        return ChatPane.class.getResource("ChatPane.css").toExternalForm();
    }

    private static FileDialogs dialogs() {
        return new FileDialogs(new MemoryPreferences());
    }

    private static Reply reply(ChatSide side) {
        List<Turn> path = side.talk().path();
        return (Reply) path.get(path.size() - 1);
    }

    private static List<String> texts(ChatSide side) {
        return runFx(() -> side.batch().stream().map(row -> row.answer().text()).toList());
    }

    private List<String> labels() {
        return runFx(
                () ->
                        pane.lookupAll(".label").stream()
                                .filter(Node::isVisible)
                                .map(label -> ((Labeled) label).getText())
                                .toList());
    }
}
