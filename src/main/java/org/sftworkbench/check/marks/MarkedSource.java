package org.sftworkbench.check.marks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a template anew with {@code {% generation %}} blocks around what one role is trained on.
 *
 * <p>A block's tag takes away the white space before it on its line, and the line's end after it,
 * which the output in its place did not. A plus sign keeps them; but transformers and TRL look for
 * the opening tag without one, so that an output of nothing keeps them there.
 */
final class MarkedSource {
    static final String OPEN = "{% generation %}";
    static final String CLOSE = "{% endgeneration %}";
    private static final String NOTHING = "{{ '' }}";

    private final SplitTemplate template;
    private final TemplateTags tags;
    private final Map<SplitTemplate.Piece, PieceUse> uses;
    private final String role;

    MarkedSource(
            SplitTemplate template,
            TemplateTags tags,
            Map<SplitTemplate.Piece, PieceUse> uses,
            String role) {
        this.template = template;
        this.tags = tags;
        this.uses = uses;
        this.role = role;
    }

    /**
     * @throws PieceUses.UnclearPiece where a condition on the role is needed but no loop variable
     *     is there to ask
     */
    String write() throws PieceUses.UnclearPiece {
        Map<Integer, String> replaced = new TreeMap<>();
        Map<Integer, Integer> ends = new TreeMap<>();
        for (Map.Entry<SplitTemplate.Piece, PieceUse> use : uses.entrySet()) {
            SplitTemplate.Piece piece = use.getKey();
            if (!use.getValue().isTrained(role)) {
                continue;
            }
            if (piece.output() >= 0) {
                OutputTag output = tags.outputs().get(piece.output());
                replaced.putIfAbsent(output.start(), output(piece.output(), output));
                ends.put(output.start(), output.end());
            } else {
                replaced.put(piece.index(), text(piece, use.getValue()));
                ends.put(piece.index(), piece.index() + use.getValue().text().length());
            }
        }
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Map.Entry<Integer, String> change : replaced.entrySet()) {
            text.append(template.source(), from, change.getKey()).append(change.getValue());
            from = ends.get(change.getKey());
        }
        return text.append(template.source().substring(from)).toString();
    }

    /** Text that stands in the template. */
    private String text(SplitTemplate.Piece piece, PieceUse use) throws PieceUses.UnclearPiece {
        String text = use.text();
        if (!use.isUsedOutside(role)) {
            return marked(use, before(piece.index()), after(piece.index() + text.length()));
        }
        return "{%+ if "
                + condition(piece, piece.index())
                + " +%}"
                + marked(use, "%}", "{%")
                + "{%+ else +%}"
                + text
                + "{%+ endif +%}";
    }

    private String marked(PieceUse use, String before, String after) {
        TrainedPart trained = use.trained(role).without(use.text(), use.late(false));
        String first = trained.before();
        String rest = trained.after();
        String own = use.text().substring(first.length(), use.text().length() - rest.length());
        return first
                + (endsInBlankLine(before + first) ? NOTHING : "")
                + OPEN
                + (beginsWithLineEnd(own) ? NOTHING : "")
                + own
                + (endsInBlankLine(own) ? "{%+" : "{%")
                + " endgeneration "
                + (beginsWithLineEnd(rest + after) ? "+%}" : "%}")
                + rest;
    }

    private String output(int index, OutputTag output) throws PieceUses.UnclearPiece {
        MarkedOutput written = new MarkedOutput(index, output, uses, role, variable());
        List<String> conditions = new ArrayList<>(written.conditions());
        if (written.isForSeveralRoles()) {
            conditions.add(0, condition(new SplitTemplate.Piece(index, 0), output.start()));
        }
        String marked = written.marked();
        if (!conditions.isEmpty()) {
            marked =
                    "{% if "
                            + String.join(" and ", conditions)
                            + " %}"
                            + marked
                            + "{% else %}"
                            + written.unmarked()
                            + "{% endif %}";
        }
        return outer(written.preparation() + marked, output);
    }

    private String variable() {
        String name = "said";
        while (template.source().contains(name)) {
            name += "_";
        }
        return name;
    }

    /** Gives the first and the last tag the white-space control of the original. */
    private String outer(String marked, OutputTag output) {
        boolean kept = marked.startsWith("{%") && endsInBlankLine(before(output.start()));
        String sign = output.trimsBefore() ? "-" : kept && !marked.startsWith(OPEN) ? "+" : "";
        String nothing = kept && marked.startsWith(OPEN) && !output.trimsBefore() ? NOTHING : "";
        String begun = marked.substring(0, 2) + sign + marked.substring(2);
        String end = begun.substring(begun.length() - 2);
        boolean lineEnds = end.equals("%}") && beginsWithLineEnd(after(output.end()));
        String endSign = output.trimsAfter() ? "-" : lineEnds ? "+" : "";
        return nothing + begun.substring(0, begun.length() - 2) + endSign + end;
    }

    private String before(int offset) {
        return template.source().substring(0, offset);
    }

    private String after(int offset) {
        return template.source().substring(offset);
    }

    /** Whether a block's tag after this text would take the white space at its end away. */
    private static boolean endsInBlankLine(String text) {
        int line = text.lastIndexOf('\n') + 1;
        return text.substring(line).isBlank() && line < text.length();
    }

    /** Whether a block's tag before this text would take its first character away. */
    private static boolean beginsWithLineEnd(String text) {
        return text.startsWith("\n") || text.startsWith("\r");
    }

    private String condition(SplitTemplate.Piece piece, int offset) throws PieceUses.UnclearPiece {
        String variable = tags.loopVariable(offset);
        if (variable.isEmpty()) {
            throw new PieceUses.UnclearPiece(
                    piece, "writes for several roles outside a loop over the messages");
        }
        return variable + "['role'] == " + JinjaText.quoted(role);
    }
}
