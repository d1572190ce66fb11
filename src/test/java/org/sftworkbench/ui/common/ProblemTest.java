package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void anExpectedErrorIsItsMessage() {
        Problem problem = Problem.of(new IllegalArgumentException("row 3: no content"));
        assertThat(problem.summary()).isEqualTo("row 3: no content");
        assertThat(problem.details()).isEmpty();
    }

    @Test
    void anUnexpectedErrorKeepsItsReportOutOfTheSummary() {
        Problem problem = Problem.unexpected(new IllegalStateException("boom"));
        assertThat(problem.summary()).doesNotContain("boom").doesNotContain("Exception");
        assertThat(problem.details()).contains("IllegalStateException: boom");
    }

    @Test
    void anErrorWithoutAMessageCountsAsUnexpected() {
        assertThat(Problem.of(new IllegalStateException()).details())
                .contains("IllegalStateException");
    }
}
