package org.sftworkbench.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.file.JsonText;

/** Turns a row's columns of ids and masks into an example. */
final class IdColumns {
    private static final List<String> MASKS = List.of("assistant_masks", "completion_mask");

    private IdColumns() {}

    /**
     * Ids and their labels: aligned, each the id at its own position or {@link Labels#IGNORE}.
     * Without labels every position is trained.
     */
    static LabelledExample example(Map<?, ?> columns) throws MalformedRowException {
        int[] ids = ids(columns);
        return new LabelledExample(ids, labelled(columns, ids));
    }

    /**
     * As {@link #example}, and also minding a mask ({@code assistant_masks} or {@code
     * completion_mask}: 1 where a token is trained) and {@code attention_mask}: padding, where it
     * is 0, is taken off.
     */
    static LabelledExample maskedExample(Map<?, ?> columns) throws MalformedRowException {
        int[] ids = ids(columns);
        boolean[] trained = labelled(columns, ids);
        for (String column : MASKS) {
            if (columns.get(column) != null) {
                boolean[] mask = mask(column, columns.get(column), ids.length);
                for (int t = 0; t < ids.length; t++) {
                    trained[t] &= mask[t];
                }
            }
        }
        return columns.get("attention_mask") == null
                ? new LabelledExample(ids, trained)
                : unpadded(ids, trained, columns.get("attention_mask"));
    }

    private static int[] ids(Map<?, ?> columns) throws MalformedRowException {
        int[] ids = integers("input_ids", columns.get("input_ids"));
        if (ids.length == 0) {
            throw new MalformedRowException("input_ids is empty; expected at least one id");
        }
        for (int t = 0; t < ids.length; t++) {
            if (ids[t] < 0) {
                throw new MalformedRowException(
                        "input_ids[" + t + "] is " + ids[t] + "; ids are 0 or more");
            }
        }
        return ids;
    }

    private static boolean[] labelled(Map<?, ?> columns, int[] ids) throws MalformedRowException {
        if (columns.get("labels") == null) {
            boolean[] all = new boolean[ids.length];
            Arrays.fill(all, true);
            return all;
        }
        int[] labels = integers("labels", columns.get("labels"));
        checkAligned(ids, labels);
        return LabelledExample.ofAlignedLabels(ids, labels).trained();
    }

    private static void checkAligned(int[] ids, int[] labels) throws MalformedRowException {
        if (labels.length != ids.length) {
            throw new MalformedRowException(
                    ids.length + " input_ids but " + labels.length + " labels; expected one each");
        }
        for (int t = 0; t < labels.length; t++) {
            if (labels[t] < 0 && labels[t] != Labels.IGNORE) {
                throw new MalformedRowException(
                        String.format(
                                Locale.ROOT,
                                "labels[%d] is %d; a label is an id or %d",
                                t,
                                labels[t],
                                Labels.IGNORE));
            }
            if (labels[t] != Labels.IGNORE && labels[t] != ids[t]) {
                throw new MalformedRowException(
                        String.format(
                                Locale.ROOT,
                                "labels[%d] is %d but input_ids[%d] is %d; labels must be aligned"
                                        + " (each the id at its own position, or %d), not shifted",
                                t,
                                labels[t],
                                t,
                                ids[t],
                                Labels.IGNORE));
            }
        }
    }

    private static LabelledExample unpadded(int[] ids, boolean[] trained, Object value)
            throws MalformedRowException {
        boolean[] attended = mask("attention_mask", value, ids.length);
        int from = 0;
        while (from < ids.length && !attended[from]) {
            from++;
        }
        int to = ids.length;
        while (to > from && !attended[to - 1]) {
            to--;
        }
        if (from == to) {
            throw new MalformedRowException("attention_mask is 0 everywhere: the row is empty");
        }
        for (int t = from; t < to; t++) {
            if (!attended[t]) {
                throw new MalformedRowException(
                        "attention_mask["
                                + t
                                + "] is 0 between tokens; expected padding at the ends only");
            }
        }
        return new LabelledExample(
                Arrays.copyOfRange(ids, from, to), Arrays.copyOfRange(trained, from, to));
    }

    private static boolean[] mask(String column, Object value, int length)
            throws MalformedRowException {
        int[] numbers = integers(column, value);
        if (numbers.length != length) {
            throw new MalformedRowException(
                    length
                            + " input_ids but "
                            + numbers.length
                            + " entries of "
                            + column
                            + "; expected one each");
        }
        boolean[] mask = new boolean[length];
        for (int t = 0; t < length; t++) {
            if (numbers[t] != 0 && numbers[t] != 1) {
                throw new MalformedRowException(
                        column + "[" + t + "] is " + numbers[t] + "; expected 0 or 1");
            }
            mask[t] = numbers[t] == 1;
        }
        return mask;
    }

    private static int[] integers(String column, Object value) throws MalformedRowException {
        if (value == null) {
            throw new MalformedRowException(
                    column + " is missing; expected a list of whole numbers");
        }
        if (!(value instanceof List<?> list)) {
            throw new MalformedRowException(
                    column + " is " + JsonText.kind(value) + "; expected a list of whole numbers");
        }
        int[] integers = new int[list.size()];
        for (int t = 0; t < integers.length; t++) {
            Object entry = list.get(t);
            boolean fits =
                    entry instanceof Integer
                            || (entry instanceof Long wide && wide.intValue() == wide);
            if (!fits) {
                throw new MalformedRowException(
                        column
                                + "["
                                + t
                                + "] is "
                                + (entry instanceof Number number
                                        ? number.toString()
                                        : JsonText.kind(entry))
                                + "; expected a whole number below 2147483648");
            }
            integers[t] = ((Number) entry).intValue();
        }
        return integers;
    }
}
