package org.sftworkbench.check;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sftworkbench.data.TokenView;

/** Counts over the rows of a dataset, added one after another. Not thread-safe. */
public final class DatasetSummary {
    private final Map<String, Count> checks = new HashMap<>();
    private final Map<Severity, Integer> findings = new EnumMap<>(Severity.class);
    private final Map<String, Integer> noting = new HashMap<>();
    private int rows;
    private int failing;
    private long tokens;
    private long trained;
    private int[] lengths = new int[1024];
    private int encoded;

    /**
     * @param check a check's name
     * @param severity the worst it had to say
     * @param rows rows it had something to say about; 0 where it was about the setup
     */
    public record Count(String check, Severity severity, int rows) {}

    /** Adds what is said of the setup. */
    public void addSetup(List<Finding> said) {
        said.forEach(f -> count(f, 0));
    }

    /** Adds a row. */
    public void addRow(RowFindings row) {
        rows++;
        Map<String, Severity> worst = new LinkedHashMap<>();
        for (Finding finding : row.findings()) {
            findings.merge(finding.severity(), 1, Integer::sum);
            worst.merge(finding.check(), finding.severity(), DatasetSummary::worse);
        }
        worst.forEach((check, severity) -> count(check, severity, 1));
        row.findings().stream()
                .filter(finding -> finding.severity() == Severity.NOTE)
                .map(Finding::check)
                .distinct()
                .forEach(check -> noting.merge(check, 1, Integer::sum));
        if (worst.containsValue(Severity.ERROR)) {
            failing++;
        }
        row.example()
                .ifPresent(
                        example -> {
                            tokens += example.tokens().size();
                            trained += example.tokens().stream().filter(TokenView::trained).count();
                            length(example.tokens().size());
                        });
    }

    private void count(Finding finding, int rowsAffected) {
        findings.merge(finding.severity(), 1, Integer::sum);
        if (finding.severity() == Severity.NOTE) {
            noting.merge(finding.check(), rowsAffected, Integer::sum);
        }
        count(finding.check(), finding.severity(), rowsAffected);
    }

    private void count(String check, Severity severity, int rowsAffected) {
        checks.merge(
                check,
                new Count(check, severity, rowsAffected),
                (a, b) -> new Count(check, worse(a.severity(), b.severity()), a.rows() + b.rows()));
    }

    private static Severity worse(Severity a, Severity b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private void length(int length) {
        if (encoded == lengths.length) {
            lengths = Arrays.copyOf(lengths, 2 * encoded);
        }
        lengths[encoded++] = length;
    }

    /** Rows added, those that cannot be used included. */
    public int rows() {
        return rows;
    }

    /** Rows with an error. */
    public int failingRows() {
        return failing;
    }

    /** Findings of a severity. */
    public int findings(Severity severity) {
        return findings.getOrDefault(severity, 0);
    }

    /** Every check that had something to say, worst first. */
    public List<Count> checks() {
        return checks.values().stream()
                .sorted(
                        Comparator.comparing(Count::severity)
                                .thenComparing(Comparator.comparing(Count::rows).reversed())
                                .thenComparing(Count::check))
                .collect(Collectors.toList());
    }

    /**
     * Every check that had a note, were it beside something worse, and the rows it noted something
     * about; 0 where it was about the setup.
     */
    public Map<String, Integer> notes() {
        return Map.copyOf(noting);
    }

    /** Rows that a check had something to say about. */
    public int rowsOf(String check) {
        return checks.containsKey(check) ? checks.get(check).rows() : 0;
    }

    /** Tokens of all rows that can be encoded. */
    public long tokens() {
        return tokens;
    }

    /** Those of them that count toward the loss. */
    public long trainedTokens() {
        return trained;
    }

    /** Lengths of the rows that can be encoded. */
    public LengthHistogram lengths() {
        return LengthHistogram.of(Arrays.copyOf(lengths, encoded));
    }

    /** What a limit would do to rows longer than it. */
    public Limit limit() {
        int noAnswer = rowsOf(Truncation.REMOVES_ANSWER);
        int noEnd = rowsOf(Truncation.REMOVES_END);
        return new Limit(noAnswer + noEnd + rowsOf(Truncation.TOO_LONG), noAnswer, noEnd);
    }

    /**
     * @param longer rows longer than the limit: left out by this program
     * @param losingAnswer those of which cutting would leave no trained token
     * @param losingEnd those of which cutting would leave an answer without its end
     */
    public record Limit(int longer, int losingAnswer, int losingEnd) {}
}
