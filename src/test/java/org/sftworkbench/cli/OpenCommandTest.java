package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.Style;
import org.sftworkbench.disk.UserDirectories;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.run.RunDirectory;

/** {@code sft open} and {@code sft PATH} ask for a window with the named things in it. */
class OpenCommandTest {
    private final List<List<Path>> asked = new ArrayList<>();
    private final StringWriter out = new StringWriter();

    @Test
    void whatIsNamedIsOpenedWithAndWithoutTheWord() {
        assertThat(sft("open", "sample-data/alpaca.json", "assets")).isZero();
        assertThat(sft("sample-data/alpaca.json")).isZero();
        assertThat(sft("open")).isZero();
        assertThat(asked)
                .containsExactly(
                        List.of(Path.of("sample-data/alpaca.json"), Path.of("assets")),
                        List.of(Path.of("sample-data/alpaca.json")),
                        List.of());
    }

    @Test
    void aRunOfTheWindowIsOpenedByItsName(@TempDir Path users) throws IOException {
        String before = System.setProperty(UserDirectories.PROPERTY, users.toString());
        try {
            RunDirectory run = new RunDirectory(UserDirectories.find().runs().resolve("first-try"));
            Files.createDirectories(run.path());
            Files.writeString(run.record(), "{}");
            assertThat(sft("open", "first-try")).isZero();
            assertThat(asked).containsExactly(List.of(run.path()));
            assertThat(sft("open", "second-try")).isEqualTo(1);
            assertThat(out.toString())
                    .contains("second-try", "no run of that name in " + run.path().getParent());
        } finally {
            if (before == null) {
                System.clearProperty(UserDirectories.PROPERTY);
            } else {
                System.setProperty(UserDirectories.PROPERTY, before);
            }
        }
    }

    @Test
    void whatIsNotThereIsNamedAndNoWindowOpens() {
        assertThat(sft("open", "no/such.sftrun")).isEqualTo(1);
        assertThat(out.toString()).contains("sft open: no/such.sftrun: no such file or directory");
        assertThat(sft("no/such.sftrun")).isEqualTo(2);
        assertThat(sft("demo", "--help")).isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void theWordsThatAreCommandsAreThoseThatThereAre() {
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), Style.PLAIN, 100);
        assertThat(FirstWord.COMMANDS)
                .isEqualTo(
                        new CommandLineProgram(
                                        console, new Cancellation(), new UnsavedWork(), asked::add)
                                .commandLine()
                                .getSubcommands()
                                .keySet());
        for (String command : FirstWord.COMMANDS) {
            assertThat(sft(command, "--help")).as(command).isZero();
            assertThat(out.toString()).contains("Usage: sft " + command + " ");
        }
        assertThat(FirstWord.asksForWindow("assets")).as("a directory without a slash").isTrue();
        assertThat(FirstWord.asksForWindow("open")).isTrue();
        assertThat(FirstWord.asksForWindow("train")).isFalse();
        assertThat(FirstWord.asksForWindow("no-such")).isFalse();
    }

    private int sft(String... arguments) {
        PrintWriter writer = new PrintWriter(out);
        Console console = new Console(writer, writer, Style.PLAIN, 100);
        return new CommandLineProgram(console, new Cancellation(), new UnsavedWork(), asked::add)
                .execute(arguments);
    }
}
