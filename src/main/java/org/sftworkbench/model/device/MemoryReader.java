package org.sftworkbench.model.device;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds how much memory this process can still have: the kernel's own estimate, within every
 * control group it is in. Where neither is told, what Java knows.
 */
final class MemoryReader {
    private final SystemProbe system;

    /** Where a version of control groups writes its numbers. */
    private record Version(
            String root, String limit, String usage, String reclaimable, Pattern membership) {}

    private static final List<Version> VERSIONS =
            List.of(
                    new Version(
                            "/sys/fs/cgroup",
                            "memory.max",
                            "memory.current",
                            "inactive_file",
                            Pattern.compile("(?m)^0::(/.*)$")),
                    new Version(
                            "/sys/fs/cgroup/memory",
                            "memory.limit_in_bytes",
                            "memory.usage_in_bytes",
                            "total_inactive_file",
                            Pattern.compile("(?m)^\\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(/.*)$")));

    MemoryReader(SystemProbe system) {
        this.system = system;
    }

    Memory read() {
        Memory memory = system.memory();
        String info = system.read("/proc/meminfo").orElse("");
        OptionalLong total = kilobytes(info, "MemTotal");
        OptionalLong available = kilobytes(info, "MemAvailable");
        if (total.isPresent() && available.isPresent()) {
            memory = new Memory(total.getAsLong(), available.getAsLong());
        }
        String groups = system.read("/proc/self/cgroup").orElse("");
        for (Version version : VERSIONS) {
            Matcher member = version.membership().matcher(groups);
            // Inside a container the path is the host's and the limit stands at the root.
            memory = within(memory, version, member.find() ? member.group(1) : "/");
        }
        return memory;
    }

    private Memory within(Memory memory, Version version, String group) {
        Memory least = memory;
        for (String path = group; ; path = path.substring(0, path.lastIndexOf('/'))) {
            String directory = version.root() + (path.equals("/") ? "" : path);
            Optional<Memory> limit = limit(version, directory);
            if (limit.isPresent()) {
                least = least.within(limit.get());
            }
            if (path.isEmpty() || path.equals("/")) {
                return least;
            }
        }
    }

    private Optional<Memory> limit(Version version, String directory) {
        OptionalLong limit = number(system.read(directory + "/" + version.limit()));
        OptionalLong usage = number(system.read(directory + "/" + version.usage()));
        if (limit.isEmpty() || usage.isEmpty()) {
            return Optional.empty();
        }
        // Cached files count as usage, but the kernel drops them before it refuses memory.
        OptionalLong cached =
                first(
                        Pattern.compile("(?m)^" + version.reclaimable() + " (\\d+)$"),
                        system.read(directory + "/memory.stat").orElse(""));
        long used = Math.max(0, usage.getAsLong() - cached.orElse(0));
        return Optional.of(new Memory(limit.getAsLong(), limit.getAsLong() - used));
    }

    /** Empty where it says {@code max}, or a number no long holds. */
    private static OptionalLong number(Optional<String> text) {
        return first(Pattern.compile("^(\\d{1,18})$"), text.map(String::strip).orElse(""));
    }

    private static OptionalLong kilobytes(String info, String name) {
        OptionalLong number = first(Pattern.compile("(?m)^" + name + ":\\s*(\\d+) kB$"), info);
        return number.isPresent()
                ? OptionalLong.of(number.getAsLong() * 1024)
                : OptionalLong.empty();
    }

    private static OptionalLong first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? OptionalLong.of(Long.parseLong(matcher.group(1)))
                : OptionalLong.empty();
    }
}
