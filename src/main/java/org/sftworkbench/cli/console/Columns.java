package org.sftworkbench.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines whose cells stand below each other, numbers to the right. Immutable.
 *
 * @param titles head of each column
 * @param widths columns of the terminal for each; a wider cell pushes the rest along
 */
public record Columns(List<String> titles, List<Integer> widths) {
    public Columns {
        titles = List.copyOf(titles);
        widths = List.copyOf(widths);
    }

    /** Columns as wide as their titles, or as the least width given. */
    public static Columns of(int least, String... titles) {
        List<Integer> widths = new ArrayList<>();
        for (String title : titles) {
            widths.add(Math.max(least, title.length()));
        }
        return new Columns(List.of(titles), widths);
    }

    public String head() {
        return line(titles.toArray(new String[0]));
    }

    public String line(String... cells) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            padded.add(" ".repeat(Math.max(0, widths.get(i) - TextWidth.of(cells[i]))) + cells[i]);
        }
        return padded.stream().collect(Collectors.joining("  "));
    }
}
