package org.sftworkbench.ui.chat;

import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.words.Words;

/** Where the user types, sends and stops. FX thread only. */
public final class PromptBox extends VBox {
    private static final int FEWEST_ROWS = 2;
    private static final int MOST_ROWS = 6;

    @FXML private TextArea question;
    @FXML private TextArea prompts;
    @FXML private Button send;
    @FXML private Button stop;
    @FXML private Label keys;
    @FXML private HBox runTools;
    @FXML private Button pauseRun;
    @FXML private Button resumeRun;
    @FXML private Button stopRun;
    @FXML private Label refusal;
    private ChatViewModel view;
    private Words words;

    public PromptBox() {
        PaneLoader.load(this);
    }

    void bind(ChatViewModel bound, Words said) {
        view = bound;
        words = said;
        bind(question, ChatMode.CHAT);
        bind(prompts, ChatMode.BATCH);
        question.textProperty().bindBidirectional(view.inputs().questionProperty());
        prompts.textProperty().bindBidirectional(view.inputs().promptsProperty());
        send.disableProperty().bind(view.canSendProperty().not());
        send.visibleProperty().bind(view.stateProperty().isEqualTo(ChatState.READY));
        stop.visibleProperty().bind(send.visibleProperty().not());
        stop.disableProperty().bind(view.stateProperty().isEqualTo(ChatState.STOPPING));
        // A question that comes back is gone on with where it ends.
        view.stateProperty().addListener((o, was, is) -> toItsEnd(question, is));
        bindRun(view.awaitedRun());
        refusal.textProperty().bind(view.refusalProperty());
        refusal.visibleProperty().bind(view.refusalProperty().isNotEmpty());
        refusal.managedProperty().bind(refusal.visibleProperty());
        keys.visibleProperty().bind(refusal.visibleProperty().not());
        keys.managedProperty().bind(keys.visibleProperty());
        keys.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::keys,
                                view.inputs().modeProperty(),
                                view.inputs().promptsProperty(),
                                view.stateProperty(),
                                view.waitsForProperty(),
                                words.languageProperty()));
    }

    private static void toItsEnd(TextArea area, ChatState state) {
        if (state == ChatState.READY && area.getCaretPosition() == 0) {
            area.end();
        }
    }

    /** What the answer waits for is made to give way on the spot. */
    private void bindRun(AwaitedRun run) {
        runTools.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                this::isWaiting, view.stateProperty(), view.waitsForProperty()));
        runTools.managedProperty().bind(runTools.visibleProperty());
        pauseRun.setOnAction(e -> run.onPauseProperty().get().run());
        pauseRun.visibleProperty()
                .bind(run.pausedProperty().not().and(run.onPauseProperty().isNotNull()));
        resumeRun.setOnAction(e -> run.onResumeProperty().get().run());
        resumeRun
                .visibleProperty()
                .bind(run.pausedProperty().and(run.onResumeProperty().isNotNull()));
        stopRun.setOnAction(e -> run.onStopProperty().get().run());
        stopRun.visibleProperty().bind(run.onStopProperty().isNotNull());
        for (Button button : new Button[] {pauseRun, resumeRun, stopRun}) {
            button.managedProperty().bind(button.visibleProperty());
        }
    }

    private boolean isWaiting() {
        return view.stateProperty().get().isActive() && !view.waitsForProperty().get().isEmpty();
    }

    private void bind(TextArea area, ChatMode mode) {
        area.visibleProperty().bind(view.inputs().modeProperty().isEqualTo(mode));
        area.managedProperty().bind(area.visibleProperty());
        area.textProperty().addListener((o, was, is) -> fit(area));
        area.addEventFilter(KeyEvent.KEY_PRESSED, e -> pressed(e, area, mode));
        TabTraversal.in(area);
        fit(area);
    }

    private static void fit(TextArea area) {
        long lines =
                area.getText() == null
                        ? 1
                        : area.getText().chars().filter(c -> c == '\n').count() + 1;
        area.setPrefRowCount((int) Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, lines)));
    }

    private void pressed(KeyEvent e, TextArea area, ChatMode mode) {
        switch (e.getCode()) {
            case ENTER -> {
                if (e.isShortcutDown() || (mode == ChatMode.CHAT && !e.isShiftDown())) {
                    view.send();
                    e.consume();
                } else if (e.isShiftDown()) {
                    area.replaceSelection("\n");
                    e.consume();
                }
            }
            case ESCAPE -> {
                if (view.stateProperty().get().isActive()) {
                    view.stop();
                    e.consume();
                }
            }
            case UP -> {
                if (mode == ChatMode.CHAT && area.getText().isEmpty()) {
                    view.inputs().recall();
                    area.end();
                    e.consume();
                }
            }
            default -> {
                // Every other key is the text area's.
            }
        }
    }

    private String keys() {
        if (isWaiting()) {
            return words.say(ReplyView.ONE_AT_A_TIME);
        }
        if (view.inputs().modeProperty().get() == ChatMode.CHAT) {
            return words.say(
                    "Enter sends · Shift+Enter starts a new line · ↑ brings back the last"
                            + " question");
        }
        long count =
                view.inputs().promptsProperty().get().lines().filter(l -> !l.isBlank()).count();
        return words.say(
                "Prompts, one a line: {0} · Ctrl+Enter sends them as one batch",
                Numbers.count(count));
    }

    @FXML
    private void send() {
        view.send();
        focusText();
    }

    @FXML
    private void stop() {
        view.stop();
        focusText();
    }

    /** What was pressed is about to disappear; the keyboard goes back to where one types. */
    void focusText() {
        (view.inputs().modeProperty().get() == ChatMode.CHAT ? question : prompts).requestFocus();
    }
}
