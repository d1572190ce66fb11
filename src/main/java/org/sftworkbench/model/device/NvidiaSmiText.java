package org.sftworkbench.model.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sftworkbench.model.device.NvidiaGpu.MigInstance;

/** Reads what {@code nvidia-smi} writes. */
final class NvidiaSmiText {
    static final String FIELDS =
            "uuid,name,driver_version,memory.total,memory.free,compute_cap,mig.mode.current";

    /** What drivers before 510 know of them. */
    static final String OLD_FIELDS = "uuid,name,driver_version,memory.total,memory.free";

    private static final long MEBIBYTE = 1L << 20;
    private static final Pattern GPU_LINE = Pattern.compile("^GPU \\d+: .*\\(UUID: (GPU-[^)]+)\\)");
    private static final Pattern PART_LINE =
            Pattern.compile("^\\s+MIG (\\S+)\\s+Device\\s+\\d+: \\(UUID: (MIG-[^)]+)\\)");
    private static final Pattern PROFILE_MEMORY = Pattern.compile("\\.(\\d+)gb");

    private NvidiaSmiText() {}

    static boolean isUnknownField(String text) {
        return text.contains("is not a valid field to query");
    }

    /** The GPUs of a query; empty where the text is of no such shape. */
    static Optional<List<NvidiaGpu>> gpus(String text) {
        List<NvidiaGpu> gpus = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] values = line.split("\\s*,\\s*", -1);
            if (values.length == FIELDS.split(",").length
                    || values.length == OLD_FIELDS.split(",").length) {
                gpu(values).ifPresent(gpus::add);
            }
        }
        return gpus.isEmpty() ? Optional.empty() : Optional.of(gpus);
    }

    private static Optional<NvidiaGpu> gpu(String[] values) {
        String uuid = values[0].strip();
        if (!uuid.startsWith("GPU-") || values[1].isBlank()) {
            return Optional.empty();
        }
        boolean whole = values.length > 5;
        return Optional.of(
                new NvidiaGpu(
                        values[1].strip(),
                        uuid,
                        DriverVersion.in(values[2]),
                        whole ? ComputeCapability.of(values[5].strip()) : Optional.empty(),
                        mebibytes(values[3]),
                        mebibytes(values[4]),
                        whole && values[6].strip().equals("Enabled")
                                ? Optional.of(List.of())
                                : Optional.empty()));
    }

    /** Empty for {@code [N/A]}, {@code [Insufficient Permissions]} and their like. */
    private static OptionalLong mebibytes(String value) {
        return value.strip().matches("\\d{1,9}")
                ? OptionalLong.of(Long.parseLong(value.strip()) * MEBIBYTE)
                : OptionalLong.empty();
    }

    /** Puts the instances of a listing ({@code nvidia-smi -L}) into the GPUs that have MIG on. */
    static List<NvidiaGpu> withParts(List<NvidiaGpu> gpus, String listing) {
        List<NvidiaGpu> all = new ArrayList<>();
        for (NvidiaGpu gpu : gpus) {
            all.add(gpu.parts().isEmpty() ? gpu : withParts(gpu, listing));
        }
        return all;
    }

    private static NvidiaGpu withParts(NvidiaGpu gpu, String listing) {
        List<MigInstance> parts = new ArrayList<>();
        boolean own = false;
        for (String line : listing.lines().toList()) {
            Matcher card = GPU_LINE.matcher(line);
            Matcher part = PART_LINE.matcher(line);
            if (card.find()) {
                own = card.group(1).equals(gpu.uuid());
            } else if (own && part.find()) {
                parts.add(new MigInstance(part.group(1), part.group(2)));
            }
        }
        return new NvidiaGpu(
                gpu.name(),
                gpu.uuid(),
                gpu.driver(),
                gpu.capability(),
                gpu.totalBytes(),
                gpu.freeBytes(),
                Optional.of(List.copyOf(parts)));
    }

    /** The memory that a MIG profile's name promises. */
    static OptionalLong gigabytesOf(String profile) {
        Matcher memory = PROFILE_MEMORY.matcher(profile);
        return memory.find()
                ? OptionalLong.of(Long.parseLong(memory.group(1)) * 1024 * MEBIBYTE)
                : OptionalLong.empty();
    }

    /** Why there are no GPUs in it. */
    static Obstacle failure(CommandOutput.Ended ended) {
        String text = ended.text().toLowerCase(Locale.ROOT);
        if (text.contains("version mismatch")) {
            return new Obstacle(
                    Obstacle.Kind.DRIVER_MISMATCH,
                    "NVIDIA's driver was updated while it was running",
                    "Restart the machine, so that the new driver is loaded.");
        }
        if (text.contains("insufficient permissions")) {
            return new Obstacle(
                    Obstacle.Kind.PERMISSION,
                    "this user may not use NVIDIA's driver",
                    "Ask for access to /dev/nvidia*, often by the group 'video' or 'render', and log"
                            + " in anew.");
        }
        if (text.contains("no devices were found")) {
            return new Obstacle(
                    Obstacle.Kind.DRIVER_SILENT,
                    "NVIDIA's driver is installed but finds no GPU it can use",
                    "Look into the system's log (dmesg) for what it says of the card; in a container"
                            + " or virtual machine, pass the GPU in.");
        }
        if (text.contains("couldn't communicate with the nvidia driver")) {
            return new Obstacle(
                    Obstacle.Kind.DRIVER_SILENT,
                    "NVIDIA's driver is installed but not running",
                    "Install the driver anew for the running kernel (it is often left behind by a"
                            + " kernel update, or refused by Secure Boot) and restart the machine.");
        }
        return new Obstacle(
                Obstacle.Kind.DRIVER_SILENT,
                "nvidia-smi tells of no GPU (exit code "
                        + ended.exitCode()
                        + ended.text()
                                .lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .findFirst()
                                .map(line -> ": " + shortened(line))
                                .orElse("")
                        + ")",
                "Run nvidia-smi in a terminal; once it lists the GPU, it can be used here.");
    }

    private static String shortened(String line) {
        String plain = line.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 120 ? plain : plain.substring(0, 119) + "…";
    }
}
