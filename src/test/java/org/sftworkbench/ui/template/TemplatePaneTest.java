package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.FxExecutors;
import org.sftworkbench.ui.common.TokenChip;
import org.sftworkbench.ui.common.words.Words;

/** The pane in a window, with pictures in {@code target/screenshots}. */
class TemplatePaneTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String TEMPLATE =
            """
            {%- if tools %}
            <|im_start|>system
            # Tools: {{ tools | tojson }}<|im_end|>
            {% endif %}
            {%- for m in messages %}
            {%- if m.role == 'tool' %}
            <|im_start|>user
            <tool_response>{{ m.content }}</tool_response><|im_end|>
            {% else %}
            <|im_start|>{{ m.role }}
            {{ m.content }}
            {%- for call in m.tool_calls or [] %}
            <tool_call>{{ call.function | tojson }}</tool_call>
            {%- endfor %}<|im_end|>
            {% endif %}
            {%- endfor %}
            """;

    @TempDir private Path directory;

    private final ExecutorService background =
            FxExecutors.daemon("analysis", (thread, error) -> error.printStackTrace());
    private TemplateViewModel model;
    private Stage stage;

    @BeforeEach
    void openTheWindow() {
        TemplatePane pane =
                runFx(
                        () -> {
                            model =
                                    new TemplateViewModel(
                                            Words.english(),
                                            background,
                                            FxExecutors.fx(),
                                            FxExecutors.fxAfter(Duration.ofMillis(20)));
                            model.tokenizerProperty().set(new WordTokenizer());
                            model.rows()
                                    .setAll(
                                            Rows.inFile(
                                                    directory.resolve("rows.json"),
                                                    new DataRow(1, 1, withTools())));
                            model.template().add(new TemplatePreset("With tools", TEMPLATE));
                            return new TemplatePane(model);
                        });
        stage = show(pane, 1360, 860);
        rendered();
    }

    private static Conversation withTools() {
        Object call =
                Map.of(
                        "type",
                        "function",
                        "function",
                        Map.of("name", "get_weather", "arguments", Map.of("city", "Paris")));
        return new Conversation(
                List.of(
                        Message.of("user", "Do I need an umbrella in Paris today?"),
                        Message.of("assistant", "I shall look.").with("tool_calls", List.of(call)),
                        Message.of("tool", "Rain from noon.").with("name", "get_weather"),
                        Message.of("assistant", "Yes, take one: it rains from noon.")),
                List.of(Map.of("name", "get_weather")));
    }

    @AfterEach
    void closeTheWindow() {
        doFx(stage::close);
        background.shutdownNow();
    }

    @Test
    void theCaretInATagLightsItsBlockAndInANodeTheTokensItWrote() {
        CodeArea area = runFx(() -> (CodeArea) scene().lookup(".code-area"));
        doFx(
                () -> {
                    area.requestFocus();
                    area.moveTo(TEMPLATE.indexOf("else"));
                });
        assertThat(runFx(() -> styled(area, "matched"))).containsExactly("if", "else", "endif");
        doFx(() -> area.moveTo(TEMPLATE.indexOf("m.role }}")));
        assertThat(runFx(() -> chips("related"))).containsExactly("user", "assistant", "assistant");
        picture("template-node-to-tokens");
    }

    @Test
    void tabLeavesTheSourceBothWaysAndWritesNothing() {
        CodeArea area = runFx(() -> (CodeArea) scene().lookup(".code-area"));
        for (boolean back : List.of(false, true)) {
            doFx(area::requestFocus);
            doFx(
                    () ->
                            area.fireEvent(
                                    new KeyEvent(
                                            KeyEvent.KEY_PRESSED,
                                            "\t",
                                            "\t",
                                            KeyCode.TAB,
                                            back,
                                            false,
                                            false,
                                            false)));
            assertThat(runFx(area::isFocused)).as("back: " + back).isFalse();
            assertThat(runFx(() -> scene().getFocusOwner())).isNotNull();
        }
        assertThat(runFx(() -> area.getText())).isEqualTo(TEMPLATE);
    }

    @Test
    void whoComesToTheTokensOrTheChecksByKeySeesIt() {
        Region flow = runFx(this::flow);
        Node tokens = runFx(() -> flow.lookup(".token-lines"));
        Node elsewhere = runFx(() -> scene().lookup(".template-editor .code-area"));
        List<?> left = strokes(flow, elsewhere);
        assertThat(strokes(flow, tokens)).isNotEqualTo(left);
        assertThat(strokes(flow, elsewhere)).isEqualTo(left);

        Region checks = runFx(() -> (Region) scene().lookup(".checks-list .list-view"));
        Insets insets = runFx(checks::getInsets);
        doFx(
                () -> {
                    checks.pseudoClassStateChanged(
                            PseudoClass.getPseudoClass("focus-visible"), true);
                    checks.applyCss();
                });
        assertThat(runFx(() -> checks.getBorder().getInsets().getTop())).isZero();
        assertThat(runFx(() -> checks.getBorder().getStrokes().get(0).getWidths().getTop()))
                .isPositive();
        assertThat(runFx(checks::getInsets)).isEqualTo(insets);
    }

    private static List<?> strokes(Region flow, Node focused) {
        doFx(focused::requestFocus);
        waitForFxEvents();
        return runFx(
                () -> {
                    flow.applyCss();
                    return flow.getBorder().getStrokes();
                });
    }

    @Test
    void inASmallWindowTitlesGiveWayToWhatCanBeDoneAndChosen() {
        doFx(() -> model.template().sourceProperty().set(TEMPLATE + " "));
        Button marks = runFx(() -> (Button) scene().lookup("#insertMarks"));
        Region row = runFx(() -> (Region) scene().lookup("#row"));
        Node title = runFx(() -> scene().lookup("#contentTitle"));
        assertThat(runFx(title::isVisible)).isTrue();

        resize(900, 680);
        assertThat(runFx(() -> scene().lookup("#templateEdited").isVisible())).isTrue();
        assertThat(runFx(marks::getWidth)).isGreaterThanOrEqualTo(runFx(() -> marks.prefWidth(-1)));
        assertThat(runFx(row::getWidth)).isGreaterThan(180);
        resize(1360, 860);
        assertThat(runFx(title::isVisible)).isTrue();
    }

    @Test
    void messagesAreWholeHoweverNarrowTheirSideIsMade() {
        doFx(() -> ((SplitPane) scene().lookup("#split")).setDividerPosition(0, 0.1));
        Region card = runFx(() -> (Region) scene().lookup(".message-card"));
        ScrollPane cards = runFx(() -> (ScrollPane) scene().lookup("#conversation .scroll-pane"));
        waitUntil(
                "a card is as narrow as there is room",
                () -> card.getWidth() <= cards.getViewportBounds().getWidth());
    }

    private static List<String> styled(CodeArea area, String style) {
        return IntStream.range(0, area.getParagraphs().size())
                .boxed()
                .flatMap(
                        p ->
                                area.getParagraph(p).getStyledSegments().stream()
                                        .filter(s -> s.getStyle().contains(style))
                                        .map(s -> s.getSegment()))
                .toList();
    }

    @Test
    void theSelectionInAMessageLightsItsTokensAndATokenItsCharacters() {
        TextArea answer = runFx(() -> area("content of message 4"));
        doFx(
                () -> {
                    answer.requestFocus();
                    answer.selectRange(5, 13);
                });
        assertThat(runFx(() -> chips("related"))).containsExactly("␣take", "␣one");
        doFx(
                () -> {
                    flow().requestFocus();
                    scene().lookup(".token-lines").requestFocus();
                    model.selectedTokenProperty().set(indexOf(" noon", 1));
                });
        assertThat(runFx(answer::getSelectedText)).isEqualTo(" noon");
        picture("template-token-to-message");
    }

    @Test
    void paintingByKeyIsDrawnAndKept() {
        doFx(
                () -> {
                    ((ToggleButton) scene().lookup("#paint")).setSelected(true);
                    model.selectedTokenProperty().set(indexOf(" take", 0));
                });
        Node lines = runFx(() -> scene().lookup(".token-lines"));
        doFx(
                () -> {
                    press(lines, KeyCode.RIGHT, true);
                    press(lines, KeyCode.SPACE, false);
                });
        assertThat(runFx(() -> chips("painted"))).containsExactly("␣take", "␣one");
        doFx(() -> model.painting().paint(0, 2, true));
        doFx(() -> model.selectedTokenProperty().set(-1));
        picture("template-painted");
        waitUntil("it is kept", () -> Files.exists(directory.resolve("rows.json.masks.json")));
    }

    @Test
    void aComparisonShowsBothSidesWithWhatDiffers() {
        doFx(
                () -> {
                    model.comparison().onProperty().set(true);
                    model.comparison().policyProperty().set(PolicyKind.LAST_ASSISTANT);
                });
        waitUntil("it is compared", () -> model.comparison().sidesProperty().get() != null);
        picture("template-comparison");
        assertThat(runFx(() -> chips("differs"))).isNotEmpty();
    }

    @Test
    void theSearchGoesFromHitToHit() {
        doFx(
                () -> {
                    TextField query = (TextField) scene().lookup(".search-bar .text-field");
                    query.setText("noon");
                });
        assertThat(runFx(() -> model.selectedTokenProperty().get())).isEqualTo(indexOf(" noon", 0));
        doFx(
                () -> {
                    Node query = scene().lookup(".search-bar .text-field");
                    press(query, KeyCode.ENTER, false);
                });
        assertThat(runFx(() -> model.selectedTokenProperty().get())).isEqualTo(indexOf(" noon", 1));
        picture("template-search");
    }

    @Test
    void aMistakeInToolCallsIsToldInPlace() {
        TextArea calls = runFx(() -> area("tool_calls of message 2"));
        doFx(() -> calls.setText("[{\"type\": }]"));
        assertThat(
                        runFx(
                                () ->
                                        model.conversation()
                                                .messages()
                                                .get(1)
                                                .toolCalls()
                                                .problemProperty()
                                                .get()))
                .contains("not valid JSON");
        picture("template-tool-calls");
    }

    @Test
    void aMessageMovesByKeyAndKeepsTheFocus() {
        TextArea first = runFx(() -> area("content of message 1"));
        doFx(
                () -> {
                    first.requestFocus();
                    first.fireEvent(
                            new KeyEvent(
                                    KeyEvent.KEY_PRESSED,
                                    "",
                                    "",
                                    KeyCode.DOWN,
                                    false,
                                    false,
                                    true,
                                    false));
                });
        assertThat(runFx(() -> model.conversation().messages().get(1).contentProperty().get()))
                .startsWith("Do I need");
        assertThat(runFx(() -> scene().getFocusOwner().getAccessibleText()))
                .isEqualTo("content of message 2");
    }

    private TokenFlow flow() {
        return (TokenFlow) scene().lookup(".token-flow");
    }

    private TextArea area(String accessibleText) {
        return scene().getRoot().lookupAll(".text-area").stream()
                .map(TextArea.class::cast)
                .filter(area -> accessibleText.equals(area.getAccessibleText()))
                .findFirst()
                .orElseThrow();
    }

    /** What the chips in sight say that carry a pseudo-class, in order. */
    private List<String> chips(String pseudoClass) {
        scene().getRoot().applyCss();
        scene().getRoot().layout();
        Predicate<TokenChip> carries =
                chip ->
                        chip.getPseudoClassStates().stream()
                                .anyMatch(state -> state.getPseudoClassName().equals(pseudoClass));
        return scene().getRoot().lookupAll(".token-flow .token-chip").stream()
                .map(TokenChip.class::cast)
                .filter(chip -> chip.getParent() != null && visible(chip))
                .filter(carries)
                .sorted(
                        Comparator.comparingDouble(
                                        (TokenChip chip) -> chip.localToScene(0, 0).getY())
                                .thenComparingDouble(chip -> chip.localToScene(0, 0).getX()))
                .map(TokenChip::getText)
                .toList();
    }

    private static boolean visible(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static void press(Node node, KeyCode code, boolean shift) {
        node.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false));
    }

    private int indexOf(String text, int skip) {
        List<TokenView> tokens = model.exampleProperty().get().tokens();
        return IntStream.range(0, tokens.size())
                .filter(i -> tokens.get(i).text().equals(text))
                .skip(skip)
                .findFirst()
                .orElseThrow();
    }

    private void rendered() {
        waitUntil(
                "the row is rendered",
                () ->
                        model.stateProperty().get() == RenderState.CURRENT
                                && model.exampleProperty().get().tokens().size() > 20);
        waitForFxEvents();
    }

    private void picture(String name) {
        for (boolean dark : themes()) {
            theme(dark);
            waitForFxEvents();
            snapshot(scene(), SCREENSHOTS.resolve(name + (dark ? "-dark.png" : "-light.png")));
        }
        theme(false);
        if (ALL_PICTURES) {
            resize(1024, 680);
            snapshot(scene(), SCREENSHOTS.resolve(name + "-small.png"));
            resize(1360, 860);
        }
    }

    private void resize(double width, double height) {
        resize(stage, width, height);
        PaneTest.pause();
        waitForFxEvents();
    }

    private Scene scene() {
        return stage.getScene();
    }
}
