package org.sftworkbench.check.marks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.template.TextRange;

/** What a piece of a template wrote, in the turns of each role, and how much of it is trained. */
final class PieceUse {
    private final Map<String, TextRange> trainedByRole = new HashMap<>();
    private String text;

    /** Why a piece's use cannot be said by a block around it. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message);
        }
    }

    /**
     * Adds what was written at once.
     *
     * @param written the text
     * @param literal whether the piece always writes the same
     * @param trained what of it is trained; nothing where start equals end
     */
    void add(String role, String written, boolean literal, TextRange trained) throws Unclear {
        TextRange part = trained;
        if (!literal) {
            boolean none = trained.start() == trained.end();
            if (!none && trained.end() - trained.start() < written.length()) {
                throw new Unclear(
                        "writes text of which only a part is trained, but does not say where that"
                                + " part begins or ends; let it write the part in an expression of"
                                + " its own");
            }
            part = none ? new TextRange(0, 0) : new TextRange(0, Integer.MAX_VALUE);
        } else if (text == null) {
            text = written;
        } else if (!text.equals(written)) {
            throw new Unclear("writes now this, now that");
        }
        TextRange before = trainedByRole.putIfAbsent(role, part);
        if (before != null && !before.equals(part)) {
            throw new Unclear(
                    "is trained in one turn of the role "
                            + (role.isEmpty() ? "(none)" : role)
                            + " and not, or not in the same part, in another; a block around it"
                            + " cannot say that");
        }
    }

    /** What a literal writes. */
    String text() {
        return text;
    }

    /** What of it is trained in turns of a role; empty where nothing is. */
    TextRange trained(String role) {
        return trainedByRole.getOrDefault(role, new TextRange(0, 0));
    }

    /** Whether anything of it is trained in turns of a role. */
    boolean isTrained(String role) {
        return trained(role).end() > 0;
    }

    /** Whether it wrote anything in turns of another role. */
    boolean isUsedOutside(String role) {
        return trainedByRole.keySet().stream().anyMatch(used -> !used.equals(role));
    }

    /** The roles in whose turns anything of it is trained. */
    List<String> trainedRoles() {
        return trainedByRole.keySet().stream().filter(this::isTrained).toList();
    }
}
