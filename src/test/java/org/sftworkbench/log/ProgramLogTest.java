package org.sftworkbench.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.JavaProcess;

/**
 * The log says what went wrong and where, stays small, and holds nothing of what the user wrote.
 */
@Timeout(300)
class ProgramLogTest {
    @TempDir Path user;

    @Test
    void whatNobodyCaughtIsThereWithItsPlaceAndWithoutWhatItQuotes() throws Exception {
        assertThat(start("fail", "MARKED-TEXT").waitFor()).isZero();

        String log = Files.readString(logs().resolve("window.log"));
        assertThat(log)
                .contains("started")
                .contains("ERROR [reader] ")
                .contains("Unexpected error on thread reader")
                .contains("java.lang.IllegalStateException")
                .contains("\tat org.sftworkbench.log.LoggingProcess.")
                .contains("Caused by: java.io.IOException")
                .contains("Caused by: java.nio.file.NoSuchFileException: ~/model.safetensors")
                .doesNotContain("MARKED-TEXT");
        assertThat(Files.readString(user.resolve("err"))).doesNotContain("MARKED-TEXT");
    }

    @Test
    void twoProcessesWriteToTwoFilesAndAThirdTakesTheFirstThatIsFree() throws Exception {
        Process first = start("wait");
        assertThat(first.inputReader().readLine()).isEqualTo("up");
        Process second = start("wait");
        assertThat(second.inputReader().readLine()).isEqualTo("up");
        assertThat(logFiles()).containsExactly("window-2.log", "window.log");
        first.destroyForcibly().waitFor();
        start("fail", "x").waitFor();
        second.getOutputStream().close();
        second.waitFor();

        assertThat(logFiles()).containsExactly("window-2.log", "window.log");
        assertThat(Files.readString(logs().resolve("window.log"))).contains("thread reader");
    }

    @Test
    void aFloodIsKeptToFiveFiles() throws Exception {
        assertThat(start("flood").waitFor()).isZero();

        assertThat(logFiles())
                .containsExactly(
                        "window.1.log",
                        "window.2.log",
                        "window.3.log",
                        "window.4.log",
                        "window.log");
        for (String file : logFiles()) {
            assertThat(Files.size(logs().resolve(file))).isBetween(1L, 53_000L);
        }
    }

    @Test
    void whereNoLogCanBeWrittenTheProgramGoesOnWithout() throws Exception {
        Files.writeString(user.resolve("logs"), "a file in the way");
        assertThat(start("fail", "MARKED-TEXT").waitFor()).isZero();
        assertThat(Files.readString(user.resolve("err"))).contains("thread reader");
    }

    @Test
    void aConfigurationOfTheUsersIsTaken() throws Exception {
        Path own = user.resolve("own.log");
        Path configuration =
                Files.writeString(
                        user.resolve("own.xml"),
                        """
                        <configuration>
                          <appender name="own" class="ch.qos.logback.core.FileAppender">
                            <file>%s</file>
                            <encoder><pattern>own %%msg%%n</pattern></encoder>
                          </appender>
                          <root level="INFO"><appender-ref ref="own"/></root>
                        </configuration>
                        """
                                .formatted(own));
        Process process = startWith(configuration);

        assertThat(new String(process.getInputStream().readAllBytes())).isEmpty();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(own)).contains("own started");
        assertThat(logs()).doesNotExist();
    }

    @Test
    void aConfigurationThatIsNotThereIsNamedAndTheProgramLogsAsWithoutIt() throws Exception {
        Path missing = user.resolve("missing.xml");
        Process process = startWith(missing);

        assertThat(new String(process.getInputStream().readAllBytes())).isEmpty();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(user.resolve("err")))
                .contains("logback.configurationFile: " + missing + " cannot be found");
        assertThat(Files.readString(logs().resolve("window.log"))).contains("started");
    }

    private Process startWith(Path configuration) throws IOException {
        return start(List.of("-Dlogback.configurationFile=" + configuration), "fail", "x");
    }

    private Process start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    private Process start(List<String> options, String... arguments) throws IOException {
        List<String> line = JavaProcess.command("-Dsft.user.dir=" + user, "-Dsft.log.size=50KB");
        line.addAll(options);
        line.add(LoggingProcess.class.getName());
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line).redirectError(user.resolve("err").toFile()).start();
    }

    private Path logs() {
        return user.resolve("logs");
    }

    private List<String> logFiles() {
        try (Stream<Path> files = Files.list(logs())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
