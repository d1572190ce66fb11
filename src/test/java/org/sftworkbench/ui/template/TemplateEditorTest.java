package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.template.TemplatePosition;
import org.sftworkbench.ui.FxTest;

/** Source that is edited looks as the same source that is shown anew. */
@Tag("compiled")
class TemplateEditorTest extends FxTest {
    private static final int EDITS = Boolean.getBoolean("sft.full") ? 150 : 75;

    private static final String[] BITS = {
        "{{ x }}",
        "{% if a %}",
        "{#",
        "#}",
        "'",
        "\n",
        "\r\n",
        " ",
        "{% endif %}",
        "text",
        "é😀",
        "(",
        ")"
    };

    /** A key in a template of 92 KB: 14 ms of work here, 34 where all of it was styled anew. */
    private static final double KEY_BOUND_MILLIS = 25;

    private static List<String> styles(TemplateEditor editor) {
        CodeArea area = (CodeArea) editor.lookup(".code-area");
        return IntStream.range(0, area.getLength())
                .filter(i -> !area.getText(i, i + 1).equals("\n"))
                .mapToObj(i -> area.getText(i, i + 1) + area.getStyleOfChar(i))
                .toList();
    }

    @Test
    void afterAnyEditsItLooksAsWhenShownAnew() {
        Random random = new Random(5);
        TemplateEditor editor = runFx(TemplateEditor::new);
        TemplateEditor anew = runFx(TemplateEditor::new);
        doFx(() -> editor.sourceProperty().set(BuiltInTemplate.ZEPHYR.source()));
        for (int i = 0; i < EDITS; i++) {
            doFx(() -> edit(editor, random));
            List<String> expected =
                    runFx(
                            () -> {
                                anew.sourceProperty().set("");
                                anew.setError(null);
                                anew.sourceProperty().set(editor.sourceProperty().get());
                                return styles(anew);
                            });
            doFx(
                    () -> {
                        editor.setError(null);
                        editor.markNode(null);
                    });
            List<String> now = runFx(() -> styles(editor));
            assertThat(now).as("each character after edit %d", i).isEqualTo(expected);
        }
    }

    /** The caret, which moves with the text, marks what belongs to its place on the way. */
    @Test
    void theSameWhileItHasTheFocusAndTheCaretInATag() {
        Random random = new Random(6);
        TemplateEditor editor = runFx(TemplateEditor::new);
        TemplateEditor anew = runFx(TemplateEditor::new);
        Button other = runFx(Button::new);
        Stage stage = show(runFx(() -> new StackPane(other, editor)), 500, 500);
        CodeArea area = runFx(() -> (CodeArea) editor.lookup(".code-area"));
        doFx(
                () -> {
                    editor.sourceProperty().set(BuiltInTemplate.CHATML.source());
                    editor.setOnCaret(caret -> editor.markNode(placeOf(area, caret)));
                });
        for (int i = 0; i < EDITS; i++) {
            doFx(
                    () -> {
                        area.requestFocus();
                        String text = area.getText();
                        int tag = text.indexOf("%}", random.nextInt(text.length() + 1));
                        area.moveTo(tag < 0 ? random.nextInt(text.length() + 1) : tag);
                    });
            doFx(() -> edit(editor, random));
            doFx(other::requestFocus);
            waitForFxEvents();
            List<String> expected =
                    runFx(
                            () -> {
                                anew.sourceProperty().set("");
                                anew.sourceProperty().set(editor.sourceProperty().get());
                                return styles(anew);
                            });
            List<String> now =
                    runFx(
                            () -> {
                                editor.setError(null);
                                editor.markNode(null);
                                return styles(editor);
                            });
            assertThat(runFx(() -> area.getText())).isEqualTo(editor.sourceProperty().get());
            assertThat(now).as("each character after edit %d", i).isEqualTo(expected);
        }
        doFx(stage::close);
    }

    @Test
    void sourceSetWhileTheCaretIsInATagIsUndoneAsAWhole() {
        TemplateEditor editor = runFx(TemplateEditor::new);
        Stage stage = show(runFx(() -> new StackPane(editor)), 500, 500);
        CodeArea area = runFx(() -> (CodeArea) editor.lookup(".code-area"));
        String before = "{%- for m in messages %}\n{{ m.content }}\n{%- endfor %}";
        String marked = before.replace("{{ m.content }}", "{% generation %}{{ m }}{% x %}");
        doFx(
                () -> {
                    editor.sourceProperty().set(before);
                    editor.forgetHistory();
                    editor.setOnCaret(caret -> editor.markNode(placeOf(area, caret)));
                    area.requestFocus();
                    area.moveTo(before.indexOf('\n'));
                });
        doFx(() -> editor.sourceProperty().set(marked));
        assertThat(runFx(area::isFocused)).isTrue();
        doFx(area::undo);
        assertThat(runFx(() -> editor.sourceProperty().get())).isEqualTo(before);
        assertThat(runFx(() -> area.getText())).isEqualTo(before);
        doFx(stage::close);
    }

    /** A node that wrote something there, as the window finds it. */
    private static TemplatePosition placeOf(CodeArea area, int caret) {
        String before = area.getText().substring(0, Math.min(caret, area.getLength()));
        return new TemplatePosition(
                1 + (int) before.chars().filter(c -> c == '\n').count(),
                before.length() - before.lastIndexOf('\n'));
    }

    private static void edit(TemplateEditor editor, Random random) {
        CodeArea area = (CodeArea) editor.lookup(".code-area");
        int at = random.nextInt(area.getLength() + 1);
        int to = Math.min(area.getLength(), at + random.nextInt(4));
        switch (random.nextInt(8)) {
            case 0 -> area.undo();
            case 1 -> editor.sourceProperty().set(area.getText().substring(at / 2) + "\r\n{{ a }}");
            case 2 -> editor.setError(new TemplatePosition(1 + random.nextInt(9), 1));
            case 3 -> editor.markNode(new TemplatePosition(1 + random.nextInt(9), 1));
            case 4 -> area.deleteText(at, to);
            default -> area.insertText(at, BITS[random.nextInt(BITS.length)]);
        }
    }

    @Test
    void aKeyInALongTemplateIsStyledAtOnce() {
        TemplateEditor editor = runFx(TemplateEditor::new);
        Stage stage = show(runFx(() -> new StackPane(editor)), 700, 700);
        String line =
                "{%- if message.role == 'user' and loop.first %}{{ message.content | trim }}\n";
        doFx(() -> editor.sourceProperty().set(line.repeat(1200)));
        waitForFxEvents();
        CodeArea area = runFx(() -> (CodeArea) editor.lookup(".code-area"));
        List<Double> costs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int at = 30 + i * (i % 2 == 0 ? 3 : 2000);
            costs.add(runFx(() -> typed(area, stage, at)));
        }
        doFx(stage::close);
        double least = costs.stream().sorted().toList().get(4);
        System.out.printf(
                "a key in a template of %d characters: %.1f ms of work%n",
                line.length() * 1200, least);
        assertThat(least).isLessThan(KEY_BOUND_MILLIS);
    }

    private static double typed(CodeArea area, Stage stage, int at) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        area.insertText(at, "a");
        stage.getScene().getRoot().layout();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6;
    }
}
