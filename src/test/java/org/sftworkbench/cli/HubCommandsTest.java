package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.JavaProcess;
import org.sftworkbench.Launcher;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.Style;
import org.sftworkbench.disk.UserDirectories;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.LocalHub;
import org.sftworkbench.hub.ModelHub;
import org.sftworkbench.hub.RepositoryId;
import org.sftworkbench.hub.SlowReply;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import picocli.CommandLine;

class HubCommandsTest {
    @TempDir Path directory;
    private LocalHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub();
    }

    @AfterEach
    void end() {
        hub.close();
    }

    private Cli pull(Object... more) {
        Object[] words = {
            "pull", "owner/model", "--mirror", hub.address(), "--to", directory.resolve("m")
        };
        Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Cli.run(all);
    }

    @Test
    void aModelIsFetchedAndItsDirectorySaid() {
        Cli run = pull();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().toList())
                .anySatisfy(line -> assertThat(line).startsWith("model.safetensors"))
                .last()
                .isEqualTo(directory.resolve("m").toString());
        assertThat(directory.resolve("m/model.safetensors"))
                .hasBinaryContent(hub.content("model.safetensors"));
    }

    @Test
    void theAddressOfAPageIsTakenWithItsRevision() {
        String page = "https://huggingface.co/owner/model/tree/refs%2Fpr%2F1";
        Cli run = Cli.run("pull", page, "--mirror", hub.address(), "--to", directory.resolve("m"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(hub.paths()).contains("/api/models/owner/model/revision/refs/pr/1");
    }

    @Test
    void aRevisionMayStandBehindTheName() {
        Path to = directory.resolve("m");
        Cli run = Cli.run("pull", "owner/model@v1", "--mirror", hub.address(), "--to", to);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(hub.paths()).contains("/api/models/owner/model/revision/v1");
    }

    @Test
    void aNameThatCannotBeOneIsAMistakeInTheCommand() {
        Cli run = Cli.run("pull", "bad//name", "--mirror", hub.address());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("bad//name").contains("OWNER/NAME");
        assertThat(hub.paths()).isEmpty();
    }

    @Test
    void programsReadOneLine() {
        Cli run = pull("--json");
        assertThat(run.json()).hasSize(1);
        assertThat(run.json().get(0).path("files").asInt()).isEqualTo(3);
        assertThat(run.json().get(0).path("fetched").asLong()).isGreaterThan(3_000_000);
        assertThat(run.json().get(0).path("directory").asText())
                .isEqualTo(directory.resolve("m").toString());
    }

    @Test
    void aModelThatIsNotThereIsSaidOnTheErrorStream() {
        Cli run = Cli.run("pull", "owner/none", "--mirror", hub.address(), "--to", directory);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("sft pull: owner/none").contains("404");
    }

    /** {@code sft pull} in a process that is killed when a part of the weights has come. */
    private void killedPull(Path waiting, String... more) throws Exception {
        SlowReply slow = SlowReply.of(hub);
        slow.let(1_500_000);
        List<String> command = JavaProcess.command("-Dsft.user.dir=" + directory.resolve("user"));
        command.addAll(List.of(Launcher.class.getName(), "pull", "owner/model"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("HF_"));
        builder.environment().putAll(variables());
        builder.redirectErrorStream(true);
        builder.redirectOutput(directory.resolve("said").toFile());
        Process process = builder.start();
        try {
            while (sizeOf(waiting) < 1_400_000) {
                assertThat(process.isAlive())
                        .as(Files.readString(directory.resolve("said")))
                        .isTrue();
                Thread.sleep(10);
            }
        } finally {
            process.destroyForcibly().waitFor();
            slow.letAll();
        }
    }

    private Map<String, String> variables() {
        return Map.of(
                "HF_HUB_CACHE", directory.resolve("store").toString(),
                "HF_ENDPOINT", hub.address());
    }

    private static long sizeOf(Path waiting) throws IOException {
        if (!Files.isDirectory(waiting)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(waiting)) {
            return files.filter(file -> file.toString().endsWith(".workbench.incomplete"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** {@code sft models}, of a store of the test's own. */
    private Cli models(Object... arguments) {
        StringWriter out = new StringWriter();
        ModelsCommand command =
                new ModelsCommand(
                        new Console(new PrintWriter(out), new PrintWriter(out), Style.PLAIN, 100),
                        new HubEnvironment(variables(), directory));
        int code =
                new CommandLine(command)
                        .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        return new Cli(code, out.toString(), "");
    }

    @Test
    void brokenSettingsOfTheHubAreInNobodysWayWhoNamesADirectory() throws Exception {
        Files.createDirectories(directory.resolve("state"));
        Files.writeString(directory.resolve("state/hub.json"), "{");
        Path data = directory.resolve("rows.csv");
        Files.writeString(data, "prompt,completion\nWho is Mira?,A baker.\n");
        String before = System.setProperty(UserDirectories.PROPERTY, directory.toString());
        try {
            Cli run = Cli.run("tokens", "--model", Cli.STARTER, "--data", data);
            assertThat(run.exitCode()).as(run.err()).isZero();
            Cli named = Cli.run("tokens", "--model", "owner/model", "--data", data);
            assertThat(named.exitCode()).isEqualTo(1);
            assertThat(named.err())
                    .startsWith("sft tokens: " + directory.resolve("state/hub.json"))
                    .hasLineCount(1);
        } finally {
            if (before == null) {
                System.clearProperty(UserDirectories.PROPERTY);
            } else {
                System.setProperty(UserDirectories.PROPERTY, before);
            }
        }
    }

    @Test
    void aKilledDownloadIsListedWithWhatGoesOnWithIt() throws Exception {
        Path repository = directory.resolve("store").resolve("models--owner--model");
        killedPull(repository.resolve("blobs"), "--revision", "refs/pr/1");

        List<String> said = models().out().lines().toList();
        assertThat(said.get(0))
                .matches(
                        "owner/model \\(refs/pr/1\\)  1\\.[45] MB of 3\\.0 MB  not complete; go on"
                                + " with: sft pull owner/model --revision refs/pr/1");
        assertThat(said.get(1)).isEqualTo("    " + repository);
        assertThat(said).hasSize(2);
        JsonNode line = models("--json").json().get(0);
        assertThat(line.path("name").asText()).isEqualTo("owner/model");
        assertThat(line.path("bytes").asLong()).isBetween(1_400_000L, 1_600_000L);
        assertThat(line.path("needed").asLong()).isBetween(3_000_000L, 3_000_100L);
        assertThat(line.path("running").asBoolean(true)).isFalse();
        assertThat(line.path("command")).hasSize(5);
        assertThat(line.path("obstacle").asText()).isEqualTo("not complete");

        new ModelHub(
                        new HubEnvironment(variables(), directory)
                                .settings(Optional.empty(), Optional.empty()))
                .pull(
                        new RepositoryId("owner/model"),
                        "refs/pr/1",
                        Optional.empty(),
                        Progress.NONE,
                        new Cancellation());
        assertThat(models("--json").json())
                .singleElement()
                .satisfies(
                        model -> {
                            assertThat(model.path("obstacle").isNull()).isTrue();
                            assertThat(model.path("needed").isNull()).isTrue();
                            assertThat(model.path("command").isNull()).isTrue();
                        });
    }

    @Test
    void aKilledDownloadIntoADirectoryIsListedWithIt() throws Exception {
        Path to = directory.resolve("my models").resolve("m");
        killedPull(to.resolve(".cache/huggingface/download"), "--to", to.toString());

        assertThat(models(to.getParent()).out().lines().toList())
                .first()
                .asString()
                .endsWith(
                        "MB of 3.0 MB  not complete; go on with: "
                                + ShellWords.line(
                                        List.of(
                                                "sft",
                                                "pull",
                                                "owner/model",
                                                "--to",
                                                to.toString())));
        assertThat(models().out()).startsWith("no models in ");
        Cli run = Cli.run("pull", "owner/model", "--mirror", hub.address(), "--to", to);
        assertThat(run.exitCode()).isZero();
        assertThat(hub.ranges()).anyMatch(range -> range != null && range.startsWith("bytes=1"));
        assertThat(models(to).out()).doesNotContain("not complete").contains("qwen3");
    }

    @Test
    void aCommandCanBeCopiedIntoAShell() {
        assertThat(ShellWords.posix("owner/model-1.5_b")).isEqualTo("owner/model-1.5_b");
        assertThat(ShellWords.posix("/home/a/it's here")).isEqualTo("'/home/a/it'\\''s here'");
        assertThat(ShellWords.posix("$(rm)")).isEqualTo("'$(rm)'");
        assertThat(ShellWords.posix("")).isEqualTo("''");
        assertThat(ShellWords.windows("C:\\My models")).isEqualTo("\"C:\\My models\"");
        assertThat(ShellWords.windows("C:\\models")).isEqualTo("C:\\models");
    }

    @Test
    void modelsInNamedDirectoriesAreListed() {
        pull();
        Cli run = Cli.run("models", directory, "--json");
        assertThat(run.json())
                .anySatisfy(
                        model -> {
                            assertThat(model.path("name").asText()).isEqualTo("m");
                            assertThat(model.path("type").asText()).isEqualTo("qwen3");
                            assertThat(model.path("obstacle").isNull()).isTrue();
                        });
    }
}
