package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.prefs.Preferences;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.FirstRow;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.template.RenderState;

/** The whole window in Chinese: no pane and no dialog says a sentence in English. */
class ChineseWindowTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Where the user's own texts, code and ids stand. */
    private static final Set<String> OWN_TEXTS =
            Set.of("token-line", "token-chip", "code-area", "cell-grid", "text-area", "drawing");

    /** Two small words in a row: a sentence, not a name. */
    private static final Pattern ENGLISH =
            Pattern.compile("(?<![\\w./-])[A-Za-z]?[a-z]+ [a-z]{2,}(?![\\w./-])");

    /** Names of several words, which are the same in every language. */
    private static final Pattern NAME = Pattern.compile("\\baccelerate launch\\b");

    /** Somebody's words, such as a question that a lesson asks. */
    private static final Pattern QUOTED = Pattern.compile("“[^”]*”");

    @TempDir private Path home;
    private Workbench workbench;
    private Stage stage;

    @BeforeEach
    void openTheWindow() {
        Preferences preferences = new MemoryPreferences();
        preferences.put("language", "zh");
        WorkbenchFiles files = StarterCopy.in(home);
        workbench = runFx(() -> new Workbench(new LocalEngine(), files, preferences));
        stage = show(workbench.root(), 1360, 860);
        doFx(workbench::openDefaults);
        waitUntil(
                "the first row is rendered",
                () ->
                        workbench.shared().modelInfoProperty().get() != null
                                && workbench.template().stateProperty().get()
                                        == RenderState.CURRENT);
        doFx(this::closeTheRemarkOnFonts);
    }

    /** It is in English on purpose, and only where the machine has no font for Chinese. */
    private void closeTheRemarkOnFonts() {
        if (ChineseFont.of(Font.getFamilies()).isEmpty()) {
            workbench.shared().problemProperty().set(null);
        }
    }

    @AfterEach
    void closeTheWindow() {
        doFx(stage::close);
        workbench.close();
    }

    @Test
    void noPaneSaysASentenceInEnglish() {
        List<String> left = new ArrayList<>();
        for (Section section : Section.values()) {
            doFx(() -> workbench.window().goTo(section));
            settle();
            settle();
            picture("chinese-" + section.name().toLowerCase(Locale.ROOT));
            english(stage.getScene()).forEach(text -> left.add(section + ": " + text));
        }
        Set<String> data = runFx(this::dataTexts);
        left.removeIf(text -> data.stream().anyMatch(text::contains));
        assertThat(left).isEmpty();
    }

    /** What stands in the rows, which the panes show as it is. */
    private Set<String> dataTexts() {
        return Stream.concat(
                        workbench.shared().rows().stream(), workbench.shared().heldOut().stream())
                .flatMap(row -> row.conversation().messages().stream())
                .map(message -> message.text().strip().replaceAll("\\s+", " "))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toSet());
    }

    @Test
    void aProblemChangesItsLanguageWithTheWindow() {
        Path gone = home.resolve("gone.json");
        doFx(() -> workbench.shared().openData(List.of(gone)));
        waitUntil("it is told", () -> workbench.shared().problemProperty().get() != null);
        assertThat(told()).isEqualTo(gone + "：没有这个文件\n仍打开着：3 个文件。");
        doFx(() -> workbench.words().languageProperty().set(Language.ENGLISH));
        assertThat(told()).isEqualTo(gone + ": there is no such file\nStill open: 3 files.");
        doFx(() -> workbench.words().languageProperty().set(Language.CHINESE));
        doFx(
                () ->
                        workbench
                                .shared()
                                .problemProperty()
                                .set(Problem.unexpected(new IllegalStateException("x"))));
        assertThat(told()).startsWith("这本不该发生");
    }

    private String told() {
        return runFx(
                () -> {
                    ProblemBar bar = (ProblemBar) stage.getScene().lookup(".problem-bar");
                    return ((Label) ((Node) bar).lookup(".problem-line > .label")).getText();
                });
    }

    @Test
    void theColumnsDialogSaysWhatIsWrongAndTakesWhatIsRight() throws Exception {
        for (Language language : Language.values()) {
            doFx(() -> workbench.words().languageProperty().set(language));
            CompletableFuture<Optional<ColumnMapping>> answer = new CompletableFuture<>();
            Platform.runLater(
                    () ->
                            answer.complete(
                                    new ColumnsDialog(
                                                    workbench.words(),
                                                    ColumnMapping.NONE,
                                                    questionsAndAnswers())
                                            .ask(stage)));
            DialogPane dialog = dialog();
            TextField pairs = runFx(() -> (TextField) dialog.lookup("#columns"));
            Button use = runFx(() -> button(dialog, true));
            waitForFxEvents();
            assertThat(runFx(() -> pairs.getText()))
                    .as("guessed by the names")
                    .isEqualTo("completion=answer,prompt=question");
            assertThat(runFx(() -> choice(dialog, "question").getValue())).isEqualTo("prompt");
            assertThat(runFx(() -> choice(dialog, "topic").getValue())).isEmpty();
            assertThat(runFx(() -> dialog.getScene().getFocusOwner())).isSameAs(pairs);
            doFx(
                    () -> {
                        pairs.setText("question");
                        use.fire();
                    });
            pictureOf(dialog, "dialog-columns-" + language.locale().getLanguage());
            assertThat(runFx(() -> ((Label) dialog.lookup(".form-problem")).getText()))
                    .contains(language == Language.CHINESE ? "没有对应任何列" : "maps no column");
            if (language == Language.CHINESE) {
                assertThat(english(dialog.getScene())).isEmpty();
            }
            doFx(
                    () -> {
                        pairs.setText("prompt=question,completion=anwser");
                        use.fire();
                    });
            assertThat(runFx(() -> ((Label) dialog.lookup(".form-problem")).getText()))
                    .as("what the file has not is told before the dialog closes")
                    .contains("anwser", "question, answer, topic");
            assertThat(answer).isNotDone();
            doFx(() -> choice(dialog, "answer").setValue("completion"));
            assertThat(runFx(() -> pairs.getText())).isEqualTo("prompt=question,completion=answer");
            doFx(use::fire);
            assertThat(answer.get())
                    .contains(ColumnMapping.parse("prompt=question,completion=answer"));
        }
    }

    @Test
    void theHelpIsInTheLanguageOfTheWindow() {
        for (Language language : Language.values()) {
            doFx(() -> workbench.words().languageProperty().set(language));
            Platform.runLater(() -> HelpDialog.show(stage, workbench.words()));
            DialogPane dialog = dialog();
            pictureOf(dialog, "dialog-help-" + language.locale().getLanguage());
            if (language == Language.CHINESE) {
                assertThat(english(dialog.getScene())).isEmpty();
            }
            doFx(() -> button(dialog, false).fire());
        }
    }

    private Optional<FirstRow> questionsAndAnswers() {
        Path file = home.resolve("q_a.csv");
        try {
            Files.writeString(file, "question,answer,topic\n你是谁？,一个模型。,名字\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DatasetReader().firstRow(file);
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<String> choice(DialogPane dialog, String column) {
        return (ComboBox<String>) dialog.lookup("#column-" + column);
    }

    private static Button button(DialogPane dialog, boolean first) {
        List<ButtonType> types = dialog.getButtonTypes();
        return (Button) dialog.lookupButton(types.get(first ? 0 : types.size() - 1));
    }

    private static DialogPane dialog() {
        waitUntil("a dialog is shown", () -> shownDialog().isPresent());
        return runFx(() -> shownDialog().orElseThrow());
    }

    /** Texts in sight that are sentences in English. */
    private static Set<String> english(Scene scene) {
        return runFx(
                () -> {
                    Set<String> found = new LinkedHashSet<>();
                    for (Node node : scene.getRoot().lookupAll("*")) {
                        if (isOurs(node)) {
                            texts(node).stream()
                                    .filter(text -> ENGLISH.matcher(withoutNames(text)).find())
                                    .forEach(found::add);
                        }
                    }
                    return found;
                });
    }

    private static String withoutNames(String text) {
        return NAME.matcher(QUOTED.matcher(text).replaceAll("")).replaceAll("");
    }

    private static List<String> texts(Node node) {
        List<String> texts = new ArrayList<>();
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            texts.add(labeled.getText());
        }
        if (node instanceof Labeled labeled && labeled.getTooltip() != null) {
            texts.add(labeled.getTooltip().getText());
        }
        if (node instanceof TextInputControl input && input.getPromptText() != null) {
            texts.add(input.getPromptText());
        }
        if (node.getAccessibleText() != null) {
            texts.add(node.getAccessibleText());
        }
        return texts;
    }

    private static boolean isOurs(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()
                    || each.getStyleClass().stream().anyMatch(OWN_TEXTS::contains)
                    || each != node && each instanceof TextArea) {
                return false;
            }
        }
        return true;
    }

    private void picture(String name) {
        for (boolean dark : themes()) {
            doFx(() -> workbench.theme().darkProperty().set(dark));
            drawnAnew();
            snapshot(stage.getScene(), SCREENSHOTS.resolve(name + (dark ? "-dark" : "") + ".png"));
        }
        doFx(() -> workbench.theme().darkProperty().set(false));
    }

    private void pictureOf(DialogPane dialog, String name) {
        for (boolean dark : themes()) {
            doFx(() -> workbench.theme().darkProperty().set(dark));
            drawnAnew();
            snapshot(dialog.getScene(), SCREENSHOTS.resolve(name + (dark ? "-dark" : "") + ".png"));
        }
        doFx(() -> workbench.theme().darkProperty().set(false));
    }

    private static void settle() {
        pause(500);
    }
}
