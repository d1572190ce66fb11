package org.sftworkbench.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An msi removes its whole folder when it is uninstalled: nothing of the user's may lie in it. */
class WindowsProgramFolderTest {
    private static final Path BUILD = Path.of("installer", "Build.java");

    @Test
    void whatTheMsiRemovesHoldsNothingOfTheUsers(@TempDir Path local) throws Exception {
        assumeTrue(Files.exists(BUILD), "the installer's source is not in this directory");
        Path roaming = local.resolve("Roaming");
        UserDirectories kept =
                UserDirectories.of(
                        "Windows 11",
                        Map.of("LOCALAPPDATA", local.toString(), "APPDATA", roaming.toString()),
                        local.resolve("home"));
        List<Path> ofUser =
                List.of(kept.work(), kept.data(), kept.state(), kept.logs(), cuda(local));

        List<String> folders = windowsFolders(Files.createDirectory(local.resolve("classes")));

        assertThat(folders).hasSize(2).doesNotHaveDuplicates();
        for (String folder : folders) {
            Path program = below(local, folder);
            assertThat(ofUser)
                    .noneMatch(path -> path.startsWith(program) || program.startsWith(path));
        }
    }

    /** As the start script says where fetched libraries lie. */
    private static Path cuda(Path local) throws Exception {
        Matcher said =
                Pattern.compile("SFT_CUDA=%LOCALAPPDATA%\\\\([^\"]+)\"")
                        .matcher(Files.readString(Path.of("src/main/dist/bin/sft.bat")));
        assertThat(said.find()).isTrue();
        return below(local, said.group(1));
    }

    private static Path below(Path local, String folder) {
        return local.resolve(folder.replace('\\', '/'));
    }

    @SuppressWarnings("unchecked")
    private static List<String> windowsFolders(Path classes) throws Exception {
        int status =
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(System.out, System.err, "-d", classes.toString(), BUILD.toString());
        assertThat(status).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
            Method folders = loader.loadClass("Build").getDeclaredMethod("windowsFolders");
            folders.setAccessible(true);
            return (List<String>) folders.invoke(null);
        }
    }
}
