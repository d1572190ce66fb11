package org.sftworkbench.about;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.disk.UserDirectories;
import org.sftworkbench.hub.HubEnvironment;

/** The report says what whoever mends a fault asks, and nothing of the user. */
class ReportMakerTest {
    @TempDir Path directory;

    @Test
    void itNamesProgramMachineLibrariesAndPlaces() throws IOException {
        Files.createDirectory(directory.resolve("runs"));
        Report report = maker(Map.of()).make();

        assertThat(report.text())
                .startsWith("SFT Workbench 0.1.0")
                .containsPattern("Java +" + Runtime.version().feature() + "\\.")
                .containsPattern("JavaFX +2\\d\\.\\d")
                .containsPattern("DJL +0\\.\\d+\\.\\d")
                .containsPattern("libtorch +libtorch 2\\.\\d")
                .containsPattern("tokenizers +0\\.\\d+\\.\\d, wrapped by DJL 0")
                .containsPattern("Others +Jackson 2\\.\\d.*, RichTextFX 0\\.\\d.*Logback 1\\.\\d")
                .containsPattern("Operating system +\\S")
                .containsPattern("Memory +[0-9.]+ GB free of [0-9.]+ GB; Java has")
                .containsPattern("Used +(cpu|cuda)")
                .containsPattern("Runs +\\S*runs\n")
                .containsPattern("Conversations +\\S*conversations \\(not there\\)")
                .containsPattern("Hub +https://huggingface.co, without a token");
    }

    @Test
    void theCommitIsThatOfTheBuild() {
        BuildFacts build = BuildFacts.read();
        assertThat(build.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        build.commit().ifPresent(commit -> assertThat(build.words()).endsWith(commit + ")"));
        assertThat(new BuildFacts("1.2.3", Optional.empty()).words()).isEqualTo("1.2.3");
    }

    @Test
    void aTokenIsOnlySaidToBeThereAndTheHomeDirectoryIsATilde() {
        String home = System.getProperty("user.home");
        Report report =
                new ReportMaker(
                                new ProgramPlaces(
                                        Path.of(home, "program"),
                                        Optional.of(Path.of(home, ".cache")),
                                        directory,
                                        directory,
                                        UserDirectories.under(Path.of(home, "mine"))),
                                environment(Map.of("HF_TOKEN", "hf_SECRETSECRET")))
                        .make();

        assertThat(report.text())
                .contains("with a token")
                .doesNotContain("SECRETSECRET")
                .contains("~" + File.separator + "program")
                .doesNotContain(home + File.separator)
                .doesNotContain(System.getenv().getOrDefault("HOSTNAME", "no such name"));
        assertThat(report.places().get(0).path()).isEqualTo(Path.of(home, "program"));
    }

    @Test
    void brokenSettingsOfTheHubAreReportedAndDoNotPreventTheReport() throws IOException {
        Path choices = directory.resolve("sft-workbench/hub.json");
        Files.createDirectories(choices.getParent());
        Files.writeString(choices, "{\"endpoint\": ");
        HubEnvironment broken = environment(Map.of("XDG_CONFIG_HOME", directory.toString()));
        ProgramPlaces places =
                new ProgramPlaces(
                        directory,
                        ProgramPlaces.storeOf(broken),
                        directory.resolve("runs"),
                        directory.resolve("conversations"),
                        UserDirectories.under(directory.resolve("user")));

        assertThat(new ReportMaker(places, broken).make().text())
                .containsPattern("Hub +its settings cannot be used")
                .doesNotContain("Model store");
    }

    @Test
    void versionsAreReadOffTheNamesOfJars() {
        Libraries libraries =
                new Libraries(
                        String.join(
                                File.pathSeparator,
                                "/a/javafx-base-21.0.12-linux.jar",
                                "/b/commonmark-0.24.0.jar",
                                "/b/commonmark-ext-1.0.jar",
                                "/classes"));
        assertThat(libraries.version("commonmark")).contains("0.24.0");
        assertThat(libraries.version("javafx-base")).contains("21.0.12");
        assertThat(libraries.version("picocli")).isEmpty();
    }

    private ReportMaker maker(Map<String, String> variables) {
        return new ReportMaker(
                new ProgramPlaces(
                        directory,
                        Optional.of(directory.resolve("hub")),
                        directory.resolve("runs"),
                        directory.resolve("conversations"),
                        UserDirectories.under(directory.resolve("user"))),
                environment(variables));
    }

    private HubEnvironment environment(Map<String, String> variables) {
        return new HubEnvironment(variables, directory);
    }
}
