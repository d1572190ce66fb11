package org.sftworkbench.model.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The CPU, and the memory this process can have, as the operating system tells. */
class ProcessorReaderTest {
    private static final long GB = 1_000_000_000L;
    private static final String MEMINFO =
            "MemTotal:       24684084 kB\nMemFree:        1000 kB\nMemAvailable:   20000000 kB\n";

    private static Processor read(RecordedSystem system) {
        return new ProcessorReader(system, Host.of(system)).read();
    }

    @Test
    void x86NamesItsModelAndVectorUnits() {
        Processor processor =
                read(
                        RecordedSystem.linux()
                                .file(
                                        "/proc/cpuinfo",
                                        "processor\t: 0\nmodel\t\t: 143\nmodel name\t: Intel(R) Xeon(R)"
                                                + " Platinum 8481C\nflags\t\t: fpu avx avx2 avx512f"
                                                + " avx512_bf16 amx_bf16\n\nprocessor\t: 1\nmodel"
                                                + " name\t: other\n"));
        assertThat(processor.model()).isEqualTo("Intel(R) Xeon(R) Platinum 8481C");
        assertThat(processor.features())
                .containsExactly("avx2", "avx512f", "avx512_bf16", "amx_bf16");
        assertThat(processor.multipliesBf16()).isTrue();
    }

    @Test
    void withoutItsInstructionsBf16IsNotMultipliedInHardware() {
        Processor processor =
                read(
                        RecordedSystem.linux()
                                .file("/proc/cpuinfo", "model name : i5\nflags : avx avx2 fma\n"));
        assertThat(processor.features()).containsExactly("avx2", "fma");
        assertThat(processor.multipliesBf16()).isFalse();
    }

    @Test
    void armTellsFeaturesAndPerhapsAModel() {
        RecordedSystem system =
                RecordedSystem.linux()
                        .property("os.arch", "aarch64")
                        .file("/proc/cpuinfo", "processor\t: 0\nFeatures\t: fp asimd sve bf16\n");
        assertThat(read(system).model()).isEqualTo("aarch64");
        assertThat(read(system).multipliesBf16()).isTrue();
        system.file("/proc/device-tree/model", "Raspberry Pi 5 Model B\0");
        assertThat(read(system).model()).isEqualTo("Raspberry Pi 5 Model B");
    }

    @Test
    void windowsNamesItInTheRegistry() {
        RecordedSystem system =
                RecordedSystem.windows().environment("PROCESSOR_IDENTIFIER", "Intel64 Family 6");
        assertThat(read(system).model()).isEqualTo("Intel64 Family 6");
        system.output(
                "reg query",
                new CommandOutput.Ended(
                        0,
                        "\r\nHKEY_LOCAL_MACHINE\\HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\0\r\n"
                                + "    ProcessorNameString    REG_SZ    AMD Ryzen 7 7840U  \r\n\r\n"));
        assertThat(read(system).model()).isEqualTo("AMD Ryzen 7 7840U");
    }

    @Test
    void theKernelsEstimateCountsAndNotWhatLiesFree() {
        Memory memory = read(RecordedSystem.linux().file("/proc/meminfo", MEMINFO)).memory();
        assertThat(memory).isEqualTo(new Memory(24684084L * 1024, 20000000L * 1024));
    }

    @Test
    void elsewhereWhatJavaKnowsCounts() {
        assertThat(read(RecordedSystem.windows().memory(32 * GB, 12 * GB)).memory())
                .isEqualTo(new Memory(32 * GB, 12 * GB));
    }

    @Test
    void theNarrowestControlGroupLimitsItWithoutItsCachedFiles() {
        String outer = "/sys/fs/cgroup/user.slice";
        String inner = outer + "/job.scope";
        RecordedSystem system =
                RecordedSystem.linux()
                        .file("/proc/meminfo", MEMINFO)
                        .file("/proc/self/cgroup", "0::/user.slice/job.scope\n")
                        .file(outer + "/memory.max", 8 * GB + "\n")
                        .file(outer + "/memory.current", 7 * GB + "\n")
                        .file(outer + "/memory.stat", "anon 5\ninactive_file " + 4 * GB + "\n")
                        .file(inner + "/memory.max", "max\n")
                        .file(inner + "/memory.current", 2 * GB + "\n");
        assertThat(read(system).memory()).isEqualTo(new Memory(8 * GB, 5 * GB));
    }

    @Test
    void inAContainerTheLimitStandsAtTheRoot() {
        RecordedSystem system =
                RecordedSystem.linux()
                        .file("/proc/meminfo", MEMINFO)
                        .file("/proc/self/cgroup", "0::/\n")
                        .file("/sys/fs/cgroup/memory.max", 4 * GB + "\n")
                        .file("/sys/fs/cgroup/memory.current", GB + "\n");
        assertThat(read(system).memory()).isEqualTo(new Memory(4 * GB, 3 * GB));
    }

    @Test
    void theFirstVersionOfControlGroupsIsReadToo() {
        String root = "/sys/fs/cgroup/memory/";
        RecordedSystem system =
                RecordedSystem.linux()
                        .file("/proc/meminfo", MEMINFO)
                        .file("/proc/self/cgroup", "5:cpu,cpuacct:/x\n4:memory:/docker/abc\n0::/\n")
                        .file(root + "memory.limit_in_bytes", 6 * GB + "\n")
                        .file(root + "memory.usage_in_bytes", 7 * GB + "\n")
                        .file(root + "memory.stat", "total_inactive_file " + 2 * GB + "\n");
        assertThat(read(system).memory()).isEqualTo(new Memory(6 * GB, GB));
    }

    @Test
    void noLimitIsNoLimit() {
        RecordedSystem system =
                RecordedSystem.linux()
                        .file("/proc/meminfo", MEMINFO)
                        .file(
                                "/sys/fs/cgroup/memory/memory.limit_in_bytes",
                                "9223372036854771712\n")
                        .file("/sys/fs/cgroup/memory/memory.usage_in_bytes", GB + "\n");
        assertThat(read(system).memory().available()).isEqualTo(20000000L * 1024);
    }
}
