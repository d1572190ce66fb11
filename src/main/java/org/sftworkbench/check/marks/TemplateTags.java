package org.sftworkbench.check.marks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags of a template's source that is known to parse. */
final class TemplateTags {
    private static final Pattern BLOCK =
            Pattern.compile("\\{%[-+]?\\s*(\\w+)(?:\\s+(\\w+)\\s+in\\b)?");

    private final List<OutputTag> outputs = new ArrayList<>();
    private final Map<Integer, String> loops = new TreeMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private boolean marked;

    private TemplateTags() {}

    static TemplateTags of(String source) {
        TemplateTags tags = new TemplateTags();
        int at = 0;
        while (at >= 0 && at < source.length()) {
            at = tags.next(source, at);
        }
        return tags;
    }

    /** All outputs, in order. */
    List<OutputTag> outputs() {
        return outputs;
    }

    /** Whether there are {@code {% generation %}} blocks. */
    boolean marked() {
        return marked;
    }

    /** The variable of the outermost loop around an offset; empty where there is none. */
    String loopVariable(int offset) {
        String variable = "";
        for (Map.Entry<Integer, String> change : loops.entrySet()) {
            if (change.getKey() <= offset) {
                variable = change.getValue();
            }
        }
        return variable;
    }

    private int next(String source, int from) {
        int at = source.indexOf('{', from);
        if (at < 0 || at + 1 >= source.length()) {
            return -1;
        }
        switch (source.charAt(at + 1)) {
            case '#':
                return source.indexOf("#}", at + 2) + 2;
            case '{':
                OutputTag output = OutputTag.at(source, at);
                outputs.add(output);
                return output.end();
            case '%':
                return block(source, at);
            default:
                return at + 1;
        }
    }

    private int block(String source, int at) {
        Matcher block = BLOCK.matcher(source).region(at, source.length());
        String name = block.lookingAt() ? block.group(1) : "";
        int end = at + 2;
        while (!source.startsWith("%}", end)) {
            char c = source.charAt(end);
            end = c == '\'' || c == '"' ? OutputTag.afterString(source, end) : end + 1;
        }
        switch (name) {
            case "generation" -> marked = true;
            case "for" -> {
                open.addLast(block.group(2) == null ? "" : block.group(2));
                loops.put(at, open.getFirst());
            }
            case "endfor" -> {
                open.removeLast();
                loops.put(at, open.isEmpty() ? "" : open.getFirst());
            }
            case "raw" -> {
                Matcher over = Pattern.compile("\\{%[-+]?\\s*endraw").matcher(source);
                return over.find(end) ? over.start() + 2 : -1;
            }
            default -> {}
        }
        return end + 2;
    }
}
