package org.sftworkbench.check.marks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.sftworkbench.template.TemplatePosition;

/**
 * A template in which every operand of an output stands in an output of its own, so that a
 * rendering tells which operand wrote a character.
 */
final class SplitTemplate {
    private final String source;
    private final String split;
    private final Map<Integer, Piece> operands = new HashMap<>();
    private final NavigableMap<Integer, Integer> copied = new TreeMap<>();
    private final int[] lines;

    /**
     * What wrote a stretch of text.
     *
     * @param output index of the output, or -1 for text that stands in the template
     * @param index index of its operand, or where the text stands in the source
     */
    record Piece(int output, int index) {}

    SplitTemplate(String source, List<OutputTag> outputs) {
        this.source = source;
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int o = 0; o < outputs.size(); o++) {
            OutputTag output = outputs.get(o);
            copied.put(text.length(), from);
            text.append(source, from, output.start());
            for (int i = 0; i < output.operands().size(); i++) {
                boolean last = i == output.operands().size() - 1;
                operands.put(text.length(), new Piece(o, i));
                text.append(i == 0 ? output.opening() : "{{")
                        .append(' ')
                        .append(output.operands().get(i))
                        .append(' ')
                        .append(last ? output.closing() : "}}");
            }
            from = output.end();
        }
        copied.put(text.length(), from);
        text.append(source.substring(from));
        split = text.toString();
        lines = starts(split);
    }

    /** The split template. */
    String split() {
        return split;
    }

    /** The original. */
    String source() {
        return source;
    }

    /** What stands at a position of the split template. */
    Piece piece(TemplatePosition position) {
        int at = lines[position.line() - 1] + position.column() - 1;
        Piece operand = operands.get(at);
        if (operand != null) {
            return operand;
        }
        Map.Entry<Integer, Integer> copy = copied.floorEntry(at);
        return new Piece(-1, copy.getValue() + at - copy.getKey());
    }

    private static int[] starts(String text) {
        return java.util.stream.IntStream.concat(
                        java.util.stream.IntStream.of(0),
                        java.util.stream.IntStream.range(0, text.length())
                                .filter(i -> text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
    }
}
