package org.sftworkbench.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 %",
        "2e-8, < 0.01 %",
        "0.000099, < 0.01 %",
        "0.0001, 0.01 %",
        "0.00022, 0.022 %",
        "0.0052, 0.52 %",
        "0.005, 0.5 %",
        "0.01, 1.0 %",
        "0.38332, 38.3 %",
        "0.9994, 99.9 %",
        "0.99951, > 99.9 %",
        "0.9999999, > 99.9 %",
        "1, 100.0 %",
        "NaN, NaN"
    })
    void isSomethingWhereThereIsSomethingAndNotAllWhereSomethingIsMissing(
            double share, String text) {
        assertThat(Percent.text(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "0.5, 50 %", "1, 100 %", "0.001, 0.1 %", "0.000001, 0.0001 %"})
    void atAnAxisNothingIsRoundedAwayNorWrittenWithAnExponent(double share, String text) {
        assertThat(Percent.tick(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"13, 59289, 0.022 %", "0, 59289, 0 %", "0, 0, 0 %", "7, 7, 100.0 %"})
    void isThatOfAPart(long part, long whole, String text) {
        assertThat(Percent.text(part, whole)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"13, 59289, 0.022 %", "4630, 12079, 38 %", "9980, 10000, > 99 %", "7, 7, 100 %"})
    void isBriefWhereRoomIsShort(long part, long whole, String text) {
        assertThat(Percent.brief(part, whole)).isEqualTo(text);
    }
}
