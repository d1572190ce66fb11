package org.sftworkbench.model.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which processors multiply float32 in the full width of AVX-512, though they are not Intel's. */
class CpuFamilyTest {
    private static boolean isZen5(RecordedSystem system) {
        return CpuFamily.of(system).filter(CpuFamily::isZen5).isPresent();
    }

    private static RecordedSystem linux(String vendor, String family) {
        return RecordedSystem.linux()
                .file(
                        "/proc/cpuinfo",
                        "processor\t: 0\nvendor_id\t: "
                                + vendor
                                + "\ncpu family\t: "
                                + family
                                + "\nmodel\t\t: 2\n\nprocessor\t: 1\nvendor_id\t: x\n");
    }

    @Test
    void amdsFamilyCountsFromZen5On() {
        assertThat(isZen5(linux("AuthenticAMD", "26"))).isTrue();
        assertThat(isZen5(linux("AuthenticAMD", "27"))).isTrue();
        assertThat(isZen5(linux("AuthenticAMD", "25"))).isFalse();
    }

    @Test
    void othersCountTheirsOtherwise() {
        assertThat(isZen5(linux("GenuineIntel", "26"))).isFalse();
    }

    @Test
    void whatIsNotToldIsNotGuessed() {
        assertThat(isZen5(RecordedSystem.linux())).isFalse();
        assertThat(isZen5(RecordedSystem.windows())).isFalse();
        assertThat(isZen5(linux("AuthenticAMD", "unknown"))).isFalse();
        assertThat(isZen5(RecordedSystem.linux().file("/proc/cpuinfo", "Features : asimd\n")))
                .isFalse();
    }
}
