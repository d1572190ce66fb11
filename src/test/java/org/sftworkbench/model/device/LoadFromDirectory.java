package org.sftworkbench.model.device;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Computes with libtorch from the directory that is its argument, which it takes for fetched
 * libraries; prints the result, the file that libtorch was loaded from, and where CUDA's runtime is
 * looked for.
 */
final class LoadFromDirectory {
    private LoadFromDirectory() {}

    public static void main(String[] arguments) throws IOException {
        // The stand-in holds no CUDA, so that it can be loaded on any machine.
        System.setProperty("PYTORCH_FLAVOR", "cpu");
        new TorchLibraries(
                        TorchLibraries.Source.FETCHED,
                        "2.7.1",
                        arguments[0],
                        true,
                        true,
                        Optional.of("cpu"),
                        OptionalLong.empty())
                .ask(true);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            System.out.println("sum " + manager.ones(new Shape(2, 3)).sum().getFloat());
        }
        Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.endsWith("/libtorch_cpu.so"))
                .map(line -> line.substring(line.indexOf('/')))
                .distinct()
                .forEach(file -> System.out.println("from " + file));
        System.out.println("runtime in " + System.getProperty("jna.library.path"));
    }
}
