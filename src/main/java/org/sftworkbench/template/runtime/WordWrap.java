package org.sftworkbench.template.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.PythonSpace;
import org.sftworkbench.template.value.Text;

/** Breaks a line of text into lines of a width, as Python's {@code textwrap} does. */
final class WordWrap {
    private static final String SPACE = "[\\t\\n\\x0b\\f\\r ]";
    private static final String WORD = "[\\w!\"'&.,?]";
    private static final String LETTER = "[^\\d\\W]";

    /** White space; dashes between words; a word, perhaps up to a hyphen in it. */
    private static final Pattern CHUNK =
            Pattern.compile(
                    SPACE
                            + "+|(?<="
                            + WORD
                            + ")-{2,}(?=\\w)|[^\\t\\n\\x0b\\f\\r ]+?(?:-(?:(?<="
                            + LETTER
                            + "{2}-)|(?<="
                            + LETTER
                            + "-"
                            + WORD
                            + "-))(?="
                            + LETTER
                            + "-?"
                            + LETTER
                            + ")|(?="
                            + SPACE
                            + "|\\z)|(?<="
                            + WORD
                            + ")(?=-{2,}\\w))",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern SIMPLE_CHUNK = Pattern.compile(SPACE + "+|[^\\t\\n\\x0b\\f\\r ]+");

    private final Python python;
    private final long width;
    private final boolean breaksWords;
    private final boolean breaksAtHyphens;

    WordWrap(Python python, long width, boolean breaksWords, boolean breaksAtHyphens) {
        this.python = python;
        this.width = width;
        this.breaksWords = breaksWords;
        this.breaksAtHyphens = breaksAtHyphens;
    }

    /**
     * @throws EvaluationException for a width that nothing fits into
     */
    List<Text> lines(Text text) {
        if (width <= 0) {
            throw new EvaluationException("invalid width " + width + " (must be > 0)");
        }
        Deque<Text> chunks = chunks(text);
        List<Text> lines = new ArrayList<>();
        while (!chunks.isEmpty()) {
            if (blank(chunks.peek()) && !lines.isEmpty()) {
                chunks.pop();
            }
            List<Text> line = line(chunks);
            if (!line.isEmpty() && blank(line.get(line.size() - 1))) {
                line.remove(line.size() - 1);
            }
            if (!line.isEmpty()) {
                lines.add(python.pieces().join(Text.EMPTY, line));
            }
        }
        return lines;
    }

    private Deque<Text> chunks(Text text) {
        Deque<Text> chunks = new ArrayDeque<>();
        Matcher matcher =
                (breaksAtHyphens ? CHUNK : SIMPLE_CHUNK)
                        .matcher(new CountedCharacters(text.string(), python.budget()));
        while (matcher.find()) {
            python.budget().objects(2);
            chunks.add(text.slice(matcher.start(), matcher.end()));
        }
        return chunks;
    }

    private List<Text> line(Deque<Text> chunks) {
        List<Text> line = new ArrayList<>();
        long length = 0;
        while (!chunks.isEmpty() && length + length(chunks.peek()) <= width) {
            length += length(chunks.peek());
            line.add(chunks.pop());
        }
        if (!chunks.isEmpty() && length(chunks.peek()) > width) {
            if (breaksWords) {
                breakWord(chunks, line, (int) (width - length));
            } else if (line.isEmpty()) {
                line.add(chunks.pop());
            }
        }
        return line;
    }

    private void breakWord(Deque<Text> chunks, List<Text> line, int room) {
        Text word = chunks.pop();
        String string = word.string();
        int end = string.offsetByCodePoints(0, room);
        int hyphen = breaksAtHyphens && end > 0 ? string.lastIndexOf('-', end - 1) : -1;
        if (hyphen > 0 && !string.substring(0, hyphen).chars().allMatch(c -> c == '-')) {
            end = hyphen + 1;
        }
        // Even nothing is a piece of the line: the white space before it then stays.
        line.add(word.slice(0, end));
        chunks.push(word.slice(end, word.length()));
        python.budget().copying(word.length());
    }

    private static boolean blank(Text chunk) {
        return PythonSpace.strip(chunk.string()).isEmpty();
    }

    private static int length(Text chunk) {
        return chunk.string().codePointCount(0, chunk.length());
    }
}
