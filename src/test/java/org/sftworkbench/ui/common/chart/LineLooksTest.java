package org.sftworkbench.ui.common.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.runs.RunOverlays;

/** Runs laid over each other are told apart without their colours, and the legend shows how. */
class LineLooksTest {
    private final String css = css();

    @Test
    void everyRunHasDashesAndMarksOfItsOwn() {
        Map<String, String> dashes = values("\\.metric-chart \\.dataset", "-fx-line-dash-array");
        assertThat(dashes).hasSize(RunOverlays.MOST);
        assertThat(dashes.values()).doesNotHaveDuplicates().doesNotContain(dashesOfEvaluations());
        assertThat(values("\\.metric-chart \\.dataset", "-fx-marker-type").values())
                .hasSize(RunOverlays.MOST)
                .doesNotHaveDuplicates()
                .doesNotContain("\"circle\"");
    }

    @Test
    void theLegendDrawsALineAsTheChartDoes() {
        assertThat(values("\\.metric-swatch", "-fx-border-color"))
                .isEqualTo(values("\\.metric-chart \\.dataset", "-fx-line-color"));
        Map<String, String> segments = values("\\.metric-swatch", "-fx-border-style");
        segments.replaceAll((run, style) -> style.replaceAll("segments\\(|\\)|,", ""));
        assertThat(segments).isEqualTo(values("\\.metric-chart \\.dataset", "-fx-line-dash-array"));
        assertThat(values("\\.metric-mark", "-fx-shape").keySet()).isEqualTo(segments.keySet());
    }

    private String dashesOfEvaluations() {
        Matcher rule =
                Pattern.compile("\\.dataset\\.raw\\.sparse \\{[^}]*?-fx-line-dash-array: ([^;]+);")
                        .matcher(css);
        assertThat(rule.find()).isTrue();
        return rule.group(1);
    }

    /** What the rules of a kind say of one property, for each of the looks of runs. */
    private Map<String, String> values(String selector, String property) {
        Map<String, String> values = new TreeMap<>();
        Matcher rule = Pattern.compile(selector + "\\.(run-\\d) \\{([^}]*)}").matcher(css);
        while (rule.find()) {
            Matcher line = Pattern.compile(property + ": ([^;]+);").matcher(rule.group(2));
            assertThat(line.find()).as(rule.group()).isTrue();
            values.put(rule.group(1), line.group(1));
        }
        return values;
    }

    private static String css() {
        try (InputStream in = MetricChart.class.getResourceAsStream("MetricChart.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
