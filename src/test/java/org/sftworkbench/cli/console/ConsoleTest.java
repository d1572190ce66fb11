package org.sftworkbench.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Origin;

/** What is written to a terminal, and what to a file. */
class ConsoleTest {
    private final StringWriter out = new StringWriter();

    private record Pair(int someNumber, String text) {}

    @Test
    void aRecordBecomesOneLineOfJson() {
        console(false, 80).json(new Pair(3, "好\n\u2028"));

        assertThat(out.toString()).isEqualTo("{\"some_number\":3,\"text\":\"好\\n\u2028\"}\n");
    }

    @Test
    void aClosedOutputIsNoticed() {
        Console console = writingTo("Broken pipe");

        assertThatThrownBy(() -> console.line("x")).isInstanceOf(OutputClosedException.class);
    }

    @Test
    void anOutputThatCannotBeWrittenIsNoticedWithTheReason() {
        Console console = writingTo("No space left on device");

        assertThatThrownBy(() -> console.line("x"))
                .isInstanceOf(OutputLostException.class)
                .hasMessage("the output could not be written: No space left on device");
    }

    private Console writingTo(String failure) {
        OutputStream failing =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException(failure);
                    }
                };
        return new Console(
                new OutputStreamWriter(failing, StandardCharsets.UTF_8),
                new PrintWriter(out),
                Style.PLAIN,
                80);
    }

    @Test
    void withoutATerminalThereAreNoEscapeSequences() {
        new TokenPainter(console(false, 80)).paint(example());
        new LabelLines(console(false, 80)).paint(example());

        assertThat(out.toString())
                .doesNotContain("\u001b")
                .contains("user       ask|⏎", "assistant  [tell]")
                .contains("target   -100  tell");
    }

    @Test
    void onATerminalTrainedTokensAreUnderlined() {
        new TokenPainter(console(true, 80)).paint(example());

        assertThat(out.toString()).contains("\u001b[1;4;32mtell\u001b[0m", "\u001b[2mask\u001b[0m");
    }

    @Test
    void aBarWritesOverItself() {
        ProgressBar bar = new ProgressBar(console(true, 80));
        bar.report("steps", 1, 2);
        bar.report("steps", 2, 2, "loss 1");
        bar.end();

        assertThat(List.of(out.toString().split("\r")))
                .hasSize(3)
                .last()
                .asString()
                .startsWith("steps " + "█".repeat(24) + " 2/2  loss 1");
        assertThat(out.toString()).endsWith(System.lineSeparator());
    }

    @Test
    void inAFileProgressIsALinePerTenth() {
        ProgressBar bar = new ProgressBar(console(false, 80));
        for (int i = 0; i <= 1000; i++) {
            bar.report("steps", i, 1000);
        }
        bar.end();

        assertThat(out.toString().lines()).hasSize(11).last().isEqualTo("steps 1000/1000");
    }

    @Test
    void chineseTakesTwoColumns() {
        assertThat(TextWidth.of("a好")).isEqualTo(3);
        assertThat(TextWidth.padded("好", 4)).isEqualTo("好  ");
        assertThat(TextWidth.cut("好好好", 4)).isEqualTo("好…");
        assertThat(TextWidth.cut("good", 4)).isEqualTo("good");
        assertThat(Columns.of(3, "a", "long").line("1", "好")).isEqualTo("  1    好");
    }

    private Console console(boolean ansi, int width) {
        return new Console(new PrintWriter(out), new PrintWriter(out), new Style(ansi), width);
    }

    private static AnnotatedExample example() {
        return new AnnotatedExample(
                new LabelledExample(new int[] {1, 2, 3}, new boolean[] {false, false, true}),
                "ask\ntell",
                List.of(
                        token(1, "ask", 0, false, 0, "user"),
                        token(2, "\n", 3, false, 0, "user"),
                        token(3, "tell", 4, true, 1, "assistant")));
    }

    private static TokenView token(
            int id, String text, int start, boolean trained, int message, String role) {
        return new TokenView(
                id,
                text,
                text,
                start,
                start + text.length(),
                trained,
                false,
                message,
                role,
                null,
                new Origin.TemplateText());
    }
}
