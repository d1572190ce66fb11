package org.sftworkbench.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "812, 812 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "3140, 3.1 kB",
        "48_200, 48 kB",
        "999_700, 1.0 MB",
        "7_840_000, 7.8 MB",
        "9_960_000, 10 MB",
        "487_300_000, 487 MB",
        "999_700_000, 1.0 GB",
        "1_500_000_000, 1.5 GB",
        "20_140_000_000, 20.1 GB",
        "1_250_000_000_000, 1250.0 GB"
    })
    void aNumberOfBytesHasTheDigitsThatTellSomething(String bytes, String text) {
        assertThat(Bytes.text(Long.parseLong(bytes.replace("_", "")))).isEqualTo(text);
    }

    @Test
    void aNumberBesideAGreaterOneHasItsUnit() {
        assertThat(Bytes.text(487_300_000, 8_000_000_000L)).isEqualTo("0.5 GB");
        assertThat(Bytes.part(4_400_000, 7_800_000)).isEqualTo("4.4 / 7.8 MB");
        assertThat(Bytes.part(0, 312_000_000)).isEqualTo("0.0 / 312 MB");
    }
}
