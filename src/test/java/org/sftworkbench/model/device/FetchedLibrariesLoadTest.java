package org.sftworkbench.model.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.JavaProcess;

/** libtorch is loaded from the directory that was fetched, though another is on the class path. */
class FetchedLibrariesLoadTest {
    @TempDir Path folder;

    @Test
    void itComputesFromThereAndFetchesNothing() throws IOException, InterruptedException {
        assumeTrue(
                System.getProperty("os.name").equals("Linux"),
                "what a process has loaded is read from /proc, which only Linux has");
        Path libtorch = Files.createDirectories(folder.resolve("cuda").resolve("torch/lib"));
        copyCpuLibraries(libtorch);

        ProcessBuilder child =
                JavaProcess.of(LoadFromDirectory.class, libtorch.toString())
                        .redirectErrorStream(true);
        child.environment().put("DJL_CACHE_DIR", folder.resolve("cache").toString());
        child.environment().remove("DJL_OFFLINE");
        Process process = child.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .contains(
                        "sum 6.0",
                        "from " + libtorch.resolve("libtorch_cpu.so"),
                        "runtime in " + folder.resolve("cuda/nvidia/cuda_runtime/lib"));
        // Only the bridge between Java and libtorch is put into DJL's cache.
        try (var cached = Files.walk(folder.resolve("cache"))) {
            assertThat(cached.filter(Files::isRegularFile))
                    .singleElement()
                    .asString()
                    .endsWith("libdjl_torch.so");
        }
    }

    /** The libraries of the class path, laid out as fetched ones are. */
    private static void copyCpuLibraries(Path directory) throws IOException {
        Properties listed = new Properties();
        try (InputStream in = resource("native/lib/pytorch.properties")) {
            listed.load(in);
        }
        String where = "pytorch/cpu/" + listed.getProperty("classifier") + "/";
        for (String name : listed.getProperty("libraries").split(",")) {
            try (InputStream in = resource(where + name)) {
                Files.copy(in, directory.resolve(name));
            }
        }
    }

    private static InputStream resource(String name) {
        return FetchedLibrariesLoadTest.class.getClassLoader().getResourceAsStream(name);
    }
}
