package org.sftworkbench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Origin;

/** Counts over a dataset add up. */
class DatasetSummaryTest {
    @Test
    void rowsAreCountedOnceForEachCheckAndFindingsEach() {
        DatasetSummary summary = new DatasetSummary();
        summary.addSetup(List.of(finding("pad-is-eos", Severity.WARNING)));
        summary.addRow(
                row(
                        10,
                        4,
                        finding("two-bos", Severity.ERROR),
                        finding("unknown-role", Severity.WARNING),
                        finding("unknown-role", Severity.WARNING)));
        summary.addRow(row(30, 6, finding("unknown-role", Severity.NOTE)));
        summary.addRow(
                new RowFindings(
                        List.of(finding("template-error", Severity.ERROR)), Optional.empty()));

        assertThat(summary.rows()).isEqualTo(3);
        assertThat(summary.failingRows()).isEqualTo(2);
        assertThat(summary.findings(Severity.ERROR)).isEqualTo(2);
        assertThat(summary.findings(Severity.WARNING)).isEqualTo(3);
        assertThat(summary.findings(Severity.NOTE)).isEqualTo(1);
        assertThat(summary.notes()).containsExactly(Map.entry("unknown-role", 1));
        assertThat(summary.checks())
                .containsExactly(
                        new DatasetSummary.Count("template-error", Severity.ERROR, 1),
                        new DatasetSummary.Count("two-bos", Severity.ERROR, 1),
                        new DatasetSummary.Count("unknown-role", Severity.WARNING, 2),
                        new DatasetSummary.Count("pad-is-eos", Severity.WARNING, 0));
        assertThat(summary.tokens()).isEqualTo(40);
        assertThat(summary.trainedTokens()).isEqualTo(10);
    }

    @Test
    void lengthsAreCountedBetweenPowersOfTwo() {
        LengthHistogram lengths = LengthHistogram.of(new int[] {200, 17, 16, 20, 40, 129});

        assertThat(lengths.shortest()).isEqualTo(16);
        assertThat(lengths.median()).isEqualTo(20);
        assertThat(lengths.longest()).isEqualTo(200);
        assertThat(lengths.bins())
                .containsExactly(
                        new LengthHistogram.Bin(0, 16, 1),
                        new LengthHistogram.Bin(17, 32, 2),
                        new LengthHistogram.Bin(33, 64, 1),
                        new LengthHistogram.Bin(65, 128, 0),
                        new LengthHistogram.Bin(129, 256, 2));
        assertThat(LengthHistogram.of(new int[0]).bins()).isEmpty();
    }

    @Test
    void manyRowsAreAllCounted() {
        DatasetSummary summary = new DatasetSummary();
        RowFindings row = row(5, 1);
        for (int i = 0; i < 3000; i++) {
            summary.addRow(row);
        }
        assertThat(summary.lengths().bins()).containsExactly(new LengthHistogram.Bin(0, 16, 3000));
    }

    private static Finding finding(String check, Severity severity) {
        return new Finding(severity, check, "message", "remedy", Place.row(1));
    }

    private static RowFindings row(int tokens, int trained, Finding... findings) {
        boolean[] mask = new boolean[tokens];
        Arrays.fill(mask, 0, trained, true);
        List<TokenView> views =
                IntStream.range(0, tokens)
                        .mapToObj(
                                t ->
                                        new TokenView(
                                                0,
                                                "a",
                                                "a",
                                                t,
                                                t + 1,
                                                mask[t],
                                                false,
                                                -1,
                                                "",
                                                null,
                                                new Origin.TemplateText()))
                        .toList();
        return new RowFindings(
                List.of(findings),
                Optional.of(
                        new AnnotatedExample(
                                new LabelledExample(new int[tokens], mask),
                                "a".repeat(tokens),
                                views)));
    }
}
