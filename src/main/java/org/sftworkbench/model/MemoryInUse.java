package org.sftworkbench.model;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory a device has in use, as its system tells. */
final class MemoryInUse {
    private static final Path STATUS = Path.of("/proc/self/status");

    private MemoryInUse() {}

    /** Bytes; empty where the system does not tell. */
    static OptionalLong of(Device device) {
        if (device.isGpu()) {
            return CudaUtils.hasCuda()
                    ? OptionalLong.of(CudaUtils.getGpuMemory(device).getUsed())
                    : OptionalLong.empty();
        }
        try {
            return Files.exists(STATUS)
                    ? Files.readAllLines(STATUS).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
