package org.sftworkbench.check.marks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One {@code {{ … }}} of a template's source and the operands that it joins to a text.
 *
 * @param start where it opens
 * @param end one past where it closes
 * @param opening {@code {{} with its white-space control
 * @param closing the same at the end
 * @param operands source of each operand of its top-level {@code +} and {@code ~}; one where it
 *     joins nothing
 * @param joint the operator between them
 */
record OutputTag(
        int start, int end, String opening, String closing, List<String> operands, String joint) {
    private static final Set<String> LOOSER = Set.of("if", "else", "or", "and", "not", "in", "is");

    OutputTag {
        operands = List.copyOf(operands);
    }

    /** Whether white space before it goes. */
    boolean trimsBefore() {
        return opening.endsWith("-");
    }

    /** Whether white space after it goes. */
    boolean trimsAfter() {
        return closing.startsWith("-");
    }

    /** Reads the tag that opens at an offset; the source is known to parse. */
    static OutputTag at(String source, int start) {
        int body = start + 2;
        boolean controlled = source.charAt(body) == '-' || source.charAt(body) == '+';
        String opening = source.substring(start, controlled ? body + 1 : body);
        Cut cut = new Cut(source, start + opening.length());
        cut.run();
        boolean trims = source.charAt(cut.at) == '-';
        int end = cut.at + (trims ? 3 : 2);
        return new OutputTag(
                start, end, opening, source.substring(cut.at, end), cut.operands(), cut.joint);
    }

    /** Whether an operand is one string literal. */
    static boolean isLiteral(String operand) {
        char quote = operand.charAt(0);
        return (quote == '\'' || quote == '"') && afterString(operand, 0) == operand.length();
    }

    /** One past the closing quote of the string that opens at an offset. */
    static int afterString(String source, int open) {
        int at = open + 1;
        while (source.charAt(at) != source.charAt(open)) {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /** Walks through the expression once. */
    private static final class Cut {
        private final String source;
        private final int from;
        private final List<Integer> joints = new ArrayList<>();
        private int at;
        private boolean loose;
        private String joint = "+";

        Cut(String source, int from) {
            this.source = source;
            this.from = from;
            this.at = from;
        }

        void run() {
            int depth = 0;
            while (depth > 0 || !closes()) {
                char c = source.charAt(at);
                if (c == '\'' || c == '"') {
                    at = afterString(source, at);
                } else if (Character.isJavaIdentifierStart(c)) {
                    word(depth);
                } else {
                    depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                    operator(c, depth);
                    at++;
                }
            }
        }

        private boolean closes() {
            return source.startsWith("}}", at) || source.startsWith("-}}", at);
        }

        private void word(int depth) {
            int begin = at;
            while (Character.isJavaIdentifierPart(source.charAt(at))) {
                at++;
            }
            loose |= depth == 0 && LOOSER.contains(source.substring(begin, at));
        }

        private void operator(char c, int depth) {
            if (depth > 0) {
                return;
            }
            if (c == '+' || c == '~') {
                joints.add(at);
                joint = c == '~' ? "~" : joint;
            } else {
                loose |= "<>=!-*/%".indexOf(c) >= 0;
            }
        }

        /** The operands, or the whole where an operator binds more loosely than the joint. */
        List<String> operands() {
            List<String> operands = new ArrayList<>();
            int begin = from;
            for (int cut : loose ? List.<Integer>of() : joints) {
                operands.add(source.substring(begin, cut).strip());
                begin = cut + 1;
            }
            operands.add(source.substring(begin, at).strip());
            return operands.stream().noneMatch(String::isEmpty)
                    ? operands
                    : List.of(source.substring(from, at).strip());
        }
    }
}
