package org.sftworkbench.model.device;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the operating system says of the CPU. */
final class ProcessorReader {
    /** Features that multiply bfloat16: of x86-64, and of Arm. */
    static final List<String> BF16 = List.of("amx_bf16", "avx512_bf16", "bf16", "svebf16");

    private static final List<String> TOLD =
            List.of(
                    "avx2",
                    "fma",
                    "avx512f",
                    "avx512_vnni",
                    "avx512_bf16",
                    "avx512_fp16",
                    "amx_tile",
                    "amx_bf16",
                    "asimd",
                    "sve",
                    "bf16",
                    "svebf16");

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Pattern REGISTRY_VALUE = Pattern.compile("REG_SZ\\s+(.+)");

    private final SystemProbe system;
    private final Host host;

    ProcessorReader(SystemProbe system, Host host) {
        this.system = system;
        this.host = host;
    }

    Processor read() {
        Memory memory = new MemoryReader(system).read();
        int cores = system.processors();
        return switch (host.family()) {
            case LINUX -> {
                String info = system.read("/proc/cpuinfo").orElse("");
                yield new Processor(linuxModel(info), cores, memory, linuxFeatures(info));
            }
            case MACOS ->
                    new Processor(
                            sysctl("machdep.cpu.brand_string").orElse(host.architecture()),
                            cores,
                            memory,
                            sysctl("hw.optional.arm.FEAT_BF16").filter("1"::equals).isPresent()
                                    ? List.of("bf16")
                                    : List.of());
            case WINDOWS -> new Processor(windowsModel(), cores, memory, List.of());
            case OTHER -> new Processor(host.architecture(), cores, memory, List.of());
        };
    }

    private String linuxModel(String info) {
        // Arm's kernel names no model.
        return field(info, "model name")
                .or(() -> field(info, "Model"))
                .or(() -> system.read("/proc/device-tree/model").map(m -> m.replace("\0", "")))
                .orElse(host.architecture());
    }

    private static List<String> linuxFeatures(String info) {
        List<String> flags =
                field(info, "flags")
                        .or(() -> field(info, "Features"))
                        .map(line -> Arrays.asList(line.toLowerCase(Locale.ROOT).split("\\s+")))
                        .orElse(List.of());
        return TOLD.stream().filter(flags::contains).toList();
    }

    /** What the first processor's entry in {@code /proc/cpuinfo} says. */
    static Optional<String> field(String info, String name) {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(name) + "\\s*:\\s*(\\S.*)$").matcher(info);
        return line.find() ? Optional.of(line.group(1).strip()) : Optional.empty();
    }

    private Optional<String> sysctl(String name) {
        return output("/usr/sbin/sysctl", "-n", name);
    }

    private String windowsModel() {
        return output(
                        "reg",
                        "query",
                        "HKLM\\HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\0",
                        "/v",
                        "ProcessorNameString")
                .map(REGISTRY_VALUE::matcher)
                .filter(Matcher::find)
                .map(value -> value.group(1).strip())
                .or(() -> system.environment("PROCESSOR_IDENTIFIER"))
                .orElse(host.architecture());
    }

    private Optional<String> output(String... command) {
        return system.run(LIMIT, command) instanceof CommandOutput.Ended ended
                        && ended.exitCode() == 0
                        && !ended.text().isBlank()
                ? Optional.of(ended.text().strip())
                : Optional.empty();
    }
}
