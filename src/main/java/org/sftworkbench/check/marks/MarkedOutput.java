package org.sftworkbench.check.marks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Source of an output with {@code {% generation %}} blocks around what one role is trained on. */
final class MarkedOutput {
    private final int index;
    private final OutputTag output;
    private final Map<SplitTemplate.Piece, PieceUse> uses;
    private final String role;
    private final String variable;

    /** A part of the output: source of an operand, or of a part of one. */
    private record Atom(String source, Boolean trained) {}

    /**
     * @param index of the output among all
     * @param variable beginning of a name that the template does not use
     */
    MarkedOutput(
            int index,
            OutputTag output,
            Map<SplitTemplate.Piece, PieceUse> uses,
            String role,
            String variable) {
        this.index = index;
        this.output = output;
        this.uses = uses;
        this.role = role;
        this.variable = variable;
    }

    /** Whether what is trained in it is also written in turns of other roles. */
    boolean isForSeveralRoles() {
        for (int i = 0; i < output.operands().size(); i++) {
            if (use(i).filter(u -> u.isTrained(role) && u.isUsedOutside(role)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** What must hold, beside the role, so that its operands can be taken apart. */
    List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < output.operands().size(); i++) {
            if (isDivided(i)) {
                conditions.addAll(divided(i).conditions());
            }
        }
        return conditions;
    }

    /** What to write before it. */
    String preparation() {
        StringBuilder preparation = new StringBuilder();
        for (int i = 0; i < output.operands().size(); i++) {
            preparation.append(isDivided(i) ? divided(i).preparation() : "");
        }
        return preparation.toString();
    }

    /** The source without blocks, after the preparation. */
    String unmarked() {
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < output.operands().size(); i++) {
            operands.add(isDivided(i) ? divided(i).whole() : output.operands().get(i));
        }
        return "{{ " + String.join(" " + output.joint() + " ", operands) + " }}";
    }

    private DividedOperand divided(int operand) {
        return new DividedOperand(
                output.operands().get(operand), part(operand), variable + (1 + operand));
    }

    /** The source, where the conditions hold. */
    String marked() {
        OptionalInt gap = gap();
        return gap.isEmpty()
                ? blocks(false)
                : "{% if "
                        + output.operands().get(gap.getAsInt())
                        + " %}"
                        + blocks(false)
                        + "{% else %}"
                        + blocks(true)
                        + "{% endif %}";
    }

    /** The operand without whose text a token lies across the edge behind it. */
    private OptionalInt gap() {
        for (int i = 1; i < output.operands().size(); i++) {
            if (use(i).filter(u -> u.late(true) != u.late(false)).isPresent()) {
                return OptionalInt.of(i - 1);
            }
        }
        return OptionalInt.empty();
    }

    private String blocks(boolean afterNothing) {
        List<Atom> atoms = known(atoms(afterNothing));
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < atoms.size(); ) {
            int to = from + 1;
            while (to < atoms.size() && atoms.get(to).trained().equals(atoms.get(from).trained())) {
                to++;
            }
            String group =
                    "{{ "
                            + String.join(
                                    " " + output.joint() + " ",
                                    atoms.subList(from, to).stream().map(Atom::source).toList())
                            + " }}";
            parts.add(
                    atoms.get(from).trained()
                            ? MarkedSource.OPEN + group + MarkedSource.CLOSE
                            : group);
            from = to;
        }
        return String.join("", parts);
    }

    private List<Atom> atoms(boolean afterNothing) {
        List<Atom> atoms = new ArrayList<>();
        for (int i = 0; i < output.operands().size(); i++) {
            String operand = output.operands().get(i);
            if (afterNothing && gap().getAsInt() == i) {
                continue;
            }
            if (use(i).isEmpty()) {
                atoms.add(new Atom(operand, null));
            } else if (isDivided(i)) {
                DividedOperand divided = divided(i);
                add(atoms, divided.before(), false);
                atoms.add(new Atom(divided.trained(), true));
                add(atoms, divided.after(), false);
            } else if (use(i).get().text() == null || !part(i).any()) {
                atoms.add(new Atom(operand, part(i).any()));
            } else {
                cut(atoms, use(i).get(), operand, afterNothing);
            }
        }
        return atoms;
    }

    private void cut(List<Atom> atoms, PieceUse use, String operand, boolean afterNothing) {
        TrainedPart part = use.trained(role).without(use.text(), use.late(afterNothing));
        if (part.equals(TrainedPart.WHOLE)) {
            atoms.add(new Atom(operand, true));
            return;
        }
        String text = use.text();
        add(atoms, part.any() ? part.before() : text, false);
        if (part.any()) {
            add(
                    atoms,
                    text.substring(part.before().length(), text.length() - part.after().length()),
                    true);
            add(atoms, part.after(), false);
        }
    }

    private static void add(List<Atom> atoms, String text, boolean trained) {
        if (!text.isEmpty()) {
            atoms.add(new Atom(JinjaText.quoted(text), trained));
        }
    }

    /** An operand that never wrote anything goes with what is trained beside it. */
    private static List<Atom> known(List<Atom> atoms) {
        List<Atom> known = new ArrayList<>();
        for (int i = 0; i < atoms.size(); i++) {
            Atom atom = atoms.get(i);
            boolean before = i > 0 && known.get(i - 1).trained();
            boolean after = i + 1 < atoms.size() && Boolean.TRUE.equals(atoms.get(i + 1).trained());
            known.add(atom.trained() == null ? new Atom(atom.source(), before || after) : atom);
        }
        return known;
    }

    private Optional<PieceUse> use(int operand) {
        return Optional.ofNullable(uses.get(new SplitTemplate.Piece(index, operand)));
    }

    private TrainedPart part(int operand) {
        return use(operand).map(use -> use.trained(role)).orElse(TrainedPart.NONE);
    }

    /** Whether a part of what it computes is trained. */
    private boolean isDivided(int operand) {
        return use(operand).filter(use -> use.text() == null).isPresent()
                && !part(operand).undivided();
    }
}
