package org.sftworkbench.check.marks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a piece of a template wrote, in the turns of each role, and how much of it is trained. */
final class PieceUse {
    private final Map<String, TrainedPart> trainedByRole = new HashMap<>();
    private final Map<Boolean, Integer> lateByGap = new HashMap<>();
    private String text;

    /** Why a piece's use cannot be said by a block around it. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message);
        }
    }

    /**
     * What was written at once.
     *
     * @param text the text
     * @param literal whether the piece always writes the same
     * @param trained what of it is trained
     * @param late how many characters a token that begins before the trained part takes from it
     * @param afterNothing whether the operand before it has written nothing
     */
    record Written(
            String role,
            String text,
            boolean literal,
            TrainedPart trained,
            int late,
            boolean afterNothing) {}

    /** Adds what was written at once. */
    void add(Written written) throws Unclear {
        if (written.literal()) {
            if (text != null && !text.equals(written.text())) {
                throw new Unclear("writes now this, now that");
            }
            text = written.text();
        }
        TrainedPart before = trainedByRole.putIfAbsent(written.role(), written.trained());
        if (before != null && !before.equals(written.trained())) {
            throw new Unclear(
                    "is trained in one turn of the role "
                            + (written.role().isEmpty() ? "(none)" : written.role())
                            + " and not, or not in the same part, in another; a block around it"
                            + " cannot say that");
        }
        if (written.trained().any()) {
            Integer late = lateByGap.putIfAbsent(written.afterNothing(), written.late());
            if (late != null && late != written.late()) {
                throw new Unclear(
                        "begins in the middle of a token in one turn and not in another; a block"
                                + " around it cannot say that");
            }
        }
    }

    /** What a literal writes. */
    String text() {
        return text;
    }

    /** What of it is trained in turns of a role. */
    TrainedPart trained(String role) {
        return trainedByRole.getOrDefault(role, TrainedPart.NONE);
    }

    /** Whether anything of it is trained in turns of a role. */
    boolean isTrained(String role) {
        return trained(role).any();
    }

    /**
     * How many characters of it a token takes that begins before the trained part.
     *
     * @param afterNothing whether the operand before it writes nothing
     */
    int late(boolean afterNothing) {
        int afterText = lateByGap.getOrDefault(false, 0);
        return afterNothing ? lateByGap.getOrDefault(true, afterText) : afterText;
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
