package org.sftworkbench.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/sft} starts Java with. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {
    private static final Path SCRIPT = Path.of("src", "main", "dist", "bin", "sft");

    @TempDir Path directory;

    @BeforeEach
    void aJavaThatTellsItsArguments() throws IOException {
        assumeTrue(Files.exists(SCRIPT), "the start script's source is not in this directory");
        Path bin = Files.createDirectories(directory.resolve("java/bin"));
        Path java = bin.resolve("java");
        Files.writeString(
                java,
                "#!/bin/sh\n"
                        + "[ \"$1\" = -version ] && echo 'openjdk version \"17.0.1\"' >&2 && exit\n"
                        + "printf '%s\\n' \"tunables $GLIBC_TUNABLES\" \"locale $LC_ALL\" \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private List<String> started(Map<String, String> environment, String... arguments)
            throws Exception {
        Process process = begun(SCRIPT, environment, arguments);
        String said = said(process);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Process begun(Path script, Map<String, String> environment, String... arguments)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().remove("HOME");
        builder.environment().remove("SFT_JAVA_OPTS");
        builder.environment().remove("GLIBC_TUNABLES");
        List.of("LC_ALL", "LC_CTYPE", "LANG").forEach(builder.environment()::remove);
        builder.environment().put("JAVA_HOME", directory.resolve("java").toString());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }

    @Test
    void theHomeIsTheOneThatTheEnvironmentNames() throws Exception {
        Path home = Files.createDirectory(directory.resolve("a home"));

        assertThat(started(Map.of("HOME", home.toString()), "tokens", "a b"))
                .contains("-Duser.home=" + home)
                .endsWith("org.sftworkbench.Launcher", "tokens", "a b");
    }

    @Test
    void aHomeThatIsNoneIsLeftToJava() throws Exception {
        for (Map<String, String> none :
                List.<Map<String, String>>of(
                        Map.of(),
                        Map.of("HOME", ""),
                        Map.of("HOME", "src"),
                        Map.of("HOME", directory.resolve("missing").toString()))) {
            assertThat(started(none))
                    .as(none.toString())
                    .noneMatch(argument -> argument.startsWith("-Duser.home"))
                    .doesNotContain("")
                    .endsWith("org.sftworkbench.Launcher");
        }
    }

    @Test
    void aPathWithoutTheSystemsProgramsIsNoObstacle() throws Exception {
        Path bin = Files.createDirectories(directory.resolve("program/bin"));
        Path script = Files.copy(SCRIPT, bin.resolve("sft"));
        Path link = Files.createSymbolicLink(directory.resolve("sft"), script);
        for (String path : List.of("", directory.toString())) {
            Process process = begun(link, Map.of("PATH", path), "tokens");
            String said = said(process);

            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said.lines())
                    .contains("-Dsft.home=" + bin.toRealPath().getParent())
                    .endsWith("org.sftworkbench.Launcher", "tokens");
        }
    }

    @Test
    void whatTheUserHandsToJavaComesAfter() throws Exception {
        assertThat(
                        started(
                                Map.of(
                                        "HOME",
                                        directory.toString(),
                                        "SFT_JAVA_OPTS",
                                        "-Xmx8g -Duser.home=/elsewhere")))
                .containsSubsequence(
                        "-Duser.home=" + directory, "-Xmx8g", "-Duser.home=/elsewhere", "-cp");
    }

    @Test
    void onlyWhatDoesNothingButTokenizeKeepsSmallPiecesOfMemoryForItsThreads() throws Exception {
        String keeping = "tunables glibc.malloc.hugetlb=1";
        String lettingGo = keeping + ":glibc.malloc.tcache_count=0";
        assertThat(started(Map.of())).startsWith(lettingGo);
        assertThat(started(Map.of(), "train", "--help")).startsWith(lettingGo);
        assertThat(started(Map.of(), "bench", "train")).startsWith(lettingGo);
        assertThat(started(Map.of(), "bench", "encode")).startsWith(keeping);
        assertThat(started(Map.of(), "tokens")).startsWith(keeping);
        assertThat(started(Map.of("GLIBC_TUNABLES", "of.the=user"), "train"))
                .startsWith("tunables of.the=user");
    }

    @Test
    void aLocaleThatIsNotInstalledLosesNoLetters() throws Exception {
        Map<String, String> german = Map.of("LANG", "de_DE.UTF-8");

        assertThat(started(knowing("echo UTF-8", german))).contains("locale ");
        assertThat(started(knowing("echo ANSI_X3.4-1968", german))).contains("locale C.UTF-8");
        assertThat(started(knowing("echo 'Cannot set LC_MESSAGES' >&2; echo UTF-8", german)))
                .contains("locale C.UTF-8");
        assertThat(started(knowing("echo ISO-8859-1", Map.of("LC_ALL", "de_DE"))))
                .contains("locale C.UTF-8");
    }

    /** An environment whose {@code locale} says of itself what a script says. */
    private Map<String, String> knowing(String script, Map<String, String> environment)
            throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        Path locale = tools.resolve("locale");
        Files.writeString(locale, "#!/bin/sh\n" + script + "\n");
        assertThat(locale.toFile().setExecutable(true)).isTrue();
        Map<String, String> all = new HashMap<>(environment);
        all.put("PATH", tools + ":" + System.getenv("PATH"));
        return all;
    }

    @Test
    void withoutTheToolALocaleIsTakenAtItsName() throws Exception {
        Path tools = Files.createDirectory(directory.resolve("few"));
        for (String tool : List.of("dirname", "readlink", "sed", "head")) {
            Path own = tools.resolve(tool);
            Files.writeString(own, "#!/bin/sh\nexec " + onThePath(tool) + " \"$@\"\n");
            assertThat(own.toFile().setExecutable(true)).isTrue();
        }
        String path = tools.toString();

        assertThat(started(Map.of("PATH", path, "LANG", "zh_CN.utf8"))).contains("locale ");
        assertThat(started(Map.of("PATH", path, "LANG", "zh_CN"))).contains("locale C.UTF-8");
        assertThat(started(Map.of("PATH", path))).contains("locale C.UTF-8");
    }

    private static Path onThePath(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDirectoryThatJavaCannotTakeIsRefusedInWords() throws Exception {
        Path bin = Files.createDirectories(directory.resolve("at 10:30/bin"));
        Process process = begun(Files.copy(SCRIPT, bin.resolve("sft")), Map.of());

        assertThat(said(process)).startsWith("sft: the program cannot run from ").contains("10:30");
        assertThat(process.waitFor()).isEqualTo(1);
    }
}
