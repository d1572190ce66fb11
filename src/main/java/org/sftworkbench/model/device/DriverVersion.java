package org.sftworkbench.model.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of NVIDIA's driver, such as {@code 570.124.06}.
 *
 * @param text as the driver writes it
 */
public record DriverVersion(String text) implements Comparable<DriverVersion> {
    private static final Pattern SHAPE =
            Pattern.compile("(?<![\\d.])\\d{2,4}(?:\\.\\d+){1,2}(?![\\d.])");

    /** The first that stands in a text. */
    static Optional<DriverVersion> in(String text) {
        Matcher matcher = SHAPE.matcher(text);
        return matcher.find() ? Optional.of(new DriverVersion(matcher.group())) : Optional.empty();
    }

    @Override
    public int compareTo(DriverVersion other) {
        List<Integer> mine = numbers();
        List<Integer> theirs = other.numbers();
        for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
            int order =
                    Integer.compare(
                            i < mine.size() ? mine.get(i) : 0,
                            i < theirs.size() ? theirs.get(i) : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split("\\.", -1)) {
            numbers.add(Integer.parseInt(part));
        }
        return numbers;
    }

    @Override
    public String toString() {
        return text;
    }
}
