package org.sftworkbench.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
                        + "printf '%s\\n' \"tunables $GLIBC_TUNABLES\" \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private List<String> started(Map<String, String> environment, String... arguments)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().remove("HOME");
        builder.environment().remove("SFT_JAVA_OPTS");
        builder.environment().remove("GLIBC_TUNABLES");
        builder.environment().put("JAVA_HOME", directory.resolve("java").toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
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
}
