package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Cell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Message;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.Severity;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** The checks in the pane, with pictures in {@code target/screenshots}. */
class ChecksPaneTest extends PaneTest {
    private static final String NO_TOKEN = "no-trained-token";

    /** Has a reasoning block in the prompt for an answer that finished answers lack. */
    private static final String PARTING =
            """
            {%- for message in messages %}
            {{- '<|im_start|>' + message.role + '\\n' }}
            {{- message.content + '<|im_end|>\\n' }}
            {%- endfor %}
            {%- if add_generation_prompt %}
            {{- '<|im_start|>assistant\\n<think>\\n\\n</think>\\n\\n' }}
            {%- endif %}
            """;

    private static final String SOUND =
            """
            {%- for message in messages %}
            {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}
            {%- endfor %}
            {%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}
            """;

    private static final DataRow ROW =
            Rows.row(
                    7,
                    Message.of("user", "Where does Vince live? The tag <|im_end|> ends a turn."),
                    Message.of("assistant", "Vince lives in Venice."),
                    Message.of("user", "And what does he keep?"),
                    Message.of("assistant", "A small grey cat that likes fish."));

    @Test
    void aFindingSaysWhatIsWrongAndWhatToDoAndGoesToItsTokensAndItsTemplateNode() {
        open(starter(), PARTING, ROW);
        CheckResult result = runFx(() -> model.checks().resultProperty().get());
        Finding parted = finding(result, "prompt-is-not-a-prefix");
        assertThat(parted.severity()).isEqualTo(Severity.ERROR);
        assertThat(text("#details")).contains("What to do: ");

        doFx(() -> clicked(parted));
        settled();
        assertThat(runFx(() -> flow().selection()))
                .isEqualTo(new TextRange(parted.place().firstToken(), parted.place().endToken()));
        assertThat(runFx(() -> picked((CodeArea) find(".code-area")))).contains("message.content");
        assertThat(runFx(() -> list().isVisible())).isTrue();
        picture("template-check");
    }

    @Test
    void whatATemplateDoesToEveryRowIsSaidOnceAndIsNoNoteOnTheRow() {
        open(
                starter(),
                BuiltInTemplate.QWEN3.source(),
                Rows.row(1, "Where does Vince live?", "In Venice."));
        assertThat(text(".checks-toggle")).isEqualTo("Checks: all passed");
        Finding once =
                finding(
                        runFx(() -> model.checks().resultProperty().get()),
                        "empty-reasoning-injected");
        assertThat(once.message())
                .isEqualTo(
                        "the template writes an empty reasoning block into answers without"
                                + " reasoning, and it is trained: the model learns not to reason");
        assertThat(once.place().isSetup()).isTrue();
        doFx(() -> clicked(once));
        assertThat(runFx(() -> picked((CodeArea) find(".code-area")))).contains("<think>");
    }

    @Test
    void enterGoesToTheFindingAndAClickOnATokenTurnsToTheToken() {
        open(starter(), PARTING, ROW);
        Finding inContent =
                finding(
                        runFx(() -> model.checks().resultProperty().get()),
                        "special-token-in-content");
        doFx(
                () -> {
                    list().getSelectionModel().select(new ChecksList.Line.Found(inContent));
                    press(list(), KeyCode.ENTER);
                });
        assertThat(tokens().get(runFx(() -> flow().selection().start())).text())
                .isEqualTo("<|im_end|>");
        doFx(() -> model.selectedTokenProperty().set(0));
        assertThat(runFx(() -> find(".token-inspector").isVisible())).isTrue();
        assertThat(runFx(() -> find(".checks-list").isVisible())).isFalse();
        assertThat(text(".checks-toggle")).contains("1 error");
    }

    @Test
    void beforeThereIsAnAnswerTheListSaysWhatItWaitsFor() {
        doFx(() -> model.rows().setAll(ROW));
        pause();
        assertThat(unchecked()).startsWith("Open a model directory");
        doFx(() -> model.readingTokenizerProperty().set(true));
        assertThat(unchecked()).isEqualTo("The model's tokenizer is being read …");
        String asked =
                runFx(
                        () -> {
                            model.tokenizerProperty().set(starter());
                            return unchecked();
                        });
        assertThat(asked).isEqualTo("The row is being checked …");
    }

    private String unchecked() {
        return ((Labeled) find(".checks-list > .hint")).getText();
    }

    @Test
    void whereAllIsWellTheChecksThatPassedAreNamed() {
        open(starter(), SOUND, Rows.row(1, "Where does Vince live?", "In Venice."));
        assertThat(text(".checks-toggle")).isEqualTo("Checks: all passed");
        assertThat(text("#details")).contains("checks passed: ").contains("no-trained-token");
        picture("template-checks-passed");
    }

    @Test
    void aTemplateThatCannotBeReadIsAFindingThatGoesToItsPlace() {
        open(starter(), SOUND + "{% endif %}", ROW);
        CheckResult result = runFx(() -> model.checks().resultProperty().get());
        assertThat(result.passed()).isEmpty();
        Finding broken = finding(result, "template-error");
        assertThat(broken.place().template()).isNotNull();
        doFx(() -> clicked(broken));
        assertThat(runFx(() -> picked((CodeArea) find(".code-area")))).contains("endif");
    }

    @Test
    void whatIsPaintedIsChecked() {
        open(starter(), SOUND, Rows.row(1, "Where does Vince live?", "In Venice."));
        int end = indexOf("<|im_end|>", indexOf("<|im_end|>", 0) + 1);
        doFx(() -> model.painting().paint(end, end + 1, false));
        settled();
        assertThat(
                        finding(
                                        runFx(() -> model.checks().resultProperty().get()),
                                        "end-of-turn-untrained")
                                .place()
                                .message())
                .isEqualTo(1);
    }

    @Test
    void aRowLongerThanTrainingTakesIsAFinding() {
        open(starter(), SOUND, Rows.row(1, "Where does Vince live?", "In Venice, by the sea."));
        assertThat(text(".checks-toggle")).isEqualTo("Checks: all passed");
        doFx(() -> model.checks().maxLengthProperty().set(12));
        settled();
        Finding cut =
                runFx(() -> model.checks().resultProperty().get()).findings().stream()
                        .filter(finding -> finding.message().contains("more than 12"))
                        .findFirst()
                        .orElseThrow();
        assertThat(cut.place().firstToken()).isEqualTo(12);
        picture("template-too-long");
    }

    @Test
    void theLongestFindingIsNotCutInTheSmallestWindow() {
        open(starter(), PARTING, ROW);
        resize(1024, 680);
        settled();
        waitUntil(
                "the list makes room",
                () -> {
                    scene().getRoot().layout();
                    double tallest =
                            list().lookupAll(".check-line").stream()
                                    .filter(cell -> !((Cell<?>) cell).isEmpty())
                                    .mapToDouble(cell -> cell.getLayoutBounds().getHeight())
                                    .max()
                                    .orElse(Double.MAX_VALUE);
                    return tallest <= list().getHeight();
                });
        resize(1360, 860);
    }

    @Test
    void inTheSmallestWindowAComparisonTakesTheRoomOfTheDetailsUntilTheyAreAskedFor() {
        open(starter(), SOUND, ROW);
        resize(1024, 680);
        doFx(() -> model.comparison().onProperty().set(true));
        settled();
        assertThat(runFx(() -> find(".checks-list").getParent().isVisible())).isFalse();
        for (Node flow : runFx(() -> scene().getRoot().lookupAll(".token-lines"))) {
            assertThat(runFx(() -> flow.getLayoutBounds().getHeight()))
                    .as("five lines of each side")
                    .isGreaterThan(5 * 27.0);
        }
        assertThat(text(".checks-toggle")).startsWith("Checks: ");
        doFx(() -> ((ToggleButton) find(".checks-toggle")).fire());
        assertThat(runFx(() -> find(".checks-list").getParent().isVisible())).isTrue();
        doFx(() -> model.comparison().onProperty().set(false));
        assertThat(runFx(() -> find(".checks-list").getParent().isVisible())).isTrue();
        resize(1360, 860);
        doFx(() -> model.comparison().onProperty().set(true));
        settled();
        picture("template-comparison");
    }

    @Test
    void aRowWithoutMessagesSaysThatTheChecksDoNotApply() {
        open(
                starter(),
                SOUND,
                new DataRow(1, 1, new RowContent.PlainText("Once upon a time."), Map.of()));
        assertThat(runFx(() -> model.checks().resultProperty().get())).isNull();
        assertThat(text(".checks-list")).contains("this row is plain text");
    }

    @Test
    void generationMarksAreInsertedProvedAndTakenBackByUndo() {
        open(starter(), SOUND, ROW);
        doFx(() -> ((Button) find("#insertMarks")).fire());
        waitUntil("it is told", () -> model.marks().noteProperty().get() != null);
        settled();
        assertThat(runFx(() -> model.marks().noteProperty().get().severity()))
                .isEqualTo(Problem.Severity.INFO);
        assertThat(source()).contains("{% generation %}");
        assertThat(runFx(() -> find("#insertMarks").isVisible())).isFalse();
        List<Boolean> before = trained();
        doFx(() -> model.policyProperty().set(PolicyKind.GENERATION));
        settled();
        assertThat(trained()).isEqualTo(before);
        picture("template-marks-inserted");
        doFx(() -> ((CodeArea) find(".code-area")).undo());
        assertThat(source()).isEqualTo(SOUND);
        assertThat(runFx(() -> model.marks().noteProperty().get())).isNull();
    }

    @Test
    void thePolicyThatLooksForMarksSaysHowToGetThemAndTheButtonDoesIt() {
        open(starter(), SOUND, ROW);
        List<Boolean> answers = trained();
        doFx(() -> model.policyProperty().set(PolicyKind.GENERATION));
        settled();
        assertThat(runFx(() -> model.problemProperty().get().summary()))
                .contains("Insert generation marks");
        Finding refused = finding(runFx(() -> model.checks().resultProperty().get()), NO_TOKEN);
        assertThat(refused.remedy()).contains("insert generation marks");
        ToldInChinese.check(refused.remedy());
        ToldInChinese.check(refused.message());
        doFx(() -> ((Button) find("#insertMarks")).fire());
        waitUntil("it is told", () -> model.marks().noteProperty().get() != null);
        settled();
        assertThat(runFx(() -> model.problemProperty().get())).isNull();
        assertThat(trained()).isEqualTo(answers);
    }

    @Test
    void aTokenThatIsMissingIsNamedAndNoAnswerIsAskedFor() {
        open(starter(), SOUND, ROW);
        doFx(
                () -> {
                    model.policyProperty().set(PolicyKind.FROM_LAST);
                    model.fromLastTokenProperty().set("<nowhere>");
                });
        settled();
        Finding refused = finding(runFx(() -> model.checks().resultProperty().get()), NO_TOKEN);
        assertThat(refused.message()).contains("no token <nowhere>");
        assertThat(refused.remedy()).contains("a token that the tokenizer has");
        ToldInChinese.check(refused.remedy());
    }

    @Test
    void whyMarksCannotBeInsertedIsSaid() {
        open(starter(), SOUND, ROW);
        doFx(() -> model.policyProperty().set(PolicyKind.ALL));
        settled();
        doFx(() -> model.insertMarks());
        waitUntil("it is told", () -> model.marks().noteProperty().get() != null);
        assertThat(runFx(() -> model.marks().noteProperty().get().summary()))
                .startsWith("No generation marks were inserted: ");
        assertThat(source()).isEqualTo(SOUND);
        doFx(() -> model.policyProperty().set(PolicyKind.ASSISTANT));
        assertThat(runFx(() -> model.marks().noteProperty().get())).isNull();
    }

    private List<Boolean> trained() {
        return tokens().stream().map(token -> token.trained()).toList();
    }

    private String source() {
        return runFx(() -> model.template().sourceProperty().get());
    }

    private static Tokenizer starter() {
        Path starter = Path.of("assets", "starter");
        Assumptions.assumeTrue(Files.isDirectory(starter), "needs assets/starter");
        return HuggingFaceFileTokenizer.open(starter);
    }

    private static Finding finding(CheckResult result, String check) {
        return result.findings().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError(check + " is not in " + result.findings()));
    }

    private void clicked(Finding finding) {
        list().getSelectionModel().select(new ChecksList.Line.Found(finding));
        list().scrollTo(list().getSelectionModel().getSelectedIndex());
        scene().getRoot().applyCss();
        scene().getRoot().layout();
        Node cell =
                list().lookupAll(".check-line").stream()
                        .filter(each -> ((Cell<?>) each).isSelected())
                        .findFirst()
                        .orElseThrow();
        clickOnce(cell);
    }

    @SuppressWarnings("unchecked")
    private ListView<ChecksList.Line> list() {
        return (ListView<ChecksList.Line>) find(".checks-list .list-view");
    }

    private TokenFlow flow() {
        return (TokenFlow) find(".token-flow");
    }

    private static String picked(CodeArea area) {
        return area.getParagraphs().stream()
                .flatMap(p -> p.getStyledSegments().stream())
                .filter(s -> s.getStyle().contains("picked"))
                .map(s -> s.getSegment())
                .collect(Collectors.joining("\n"));
    }

    /** All that a part of the pane says. */
    private String text(String selector) {
        return runFx(
                () -> {
                    scene().getRoot().applyCss();
                    scene().getRoot().layout();
                    Node part = find(selector);
                    String own = part instanceof Labeled labeled ? labeled.getText() : "";
                    return own
                            + part.lookupAll(".label").stream()
                                    .map(node -> ((Labeled) node).getText())
                                    .collect(Collectors.joining("\n"));
                });
    }
}
