package org.sftworkbench.engine;

import java.util.OptionalInt;

/**
 * What is left of a run that ended before its last step.
 *
 * @param taken optimizer steps, those before it was continued included
 * @param saved the step of its newest checkpoint; empty for none
 * @param comesAgain whether what ended it would end it again with the same settings and rows
 */
public record KeptSteps(int taken, OptionalInt saved, boolean comesAgain) {
    /** Of one that was ended by something else than its settings and rows. */
    public KeptSteps(int taken, OptionalInt saved) {
        this(taken, saved, false);
    }

    /** How to go on, for the user; empty where there was nothing to lose. */
    public String sentence() {
        if (saved.isEmpty()) {
            return taken == 0 ? "" : "It had saved no checkpoint yet, so it can only begin again.";
        }
        if (comesAgain) {
            return "Continued from its checkpoint of step "
                    + saved.getAsInt()
                    + ", it would break again, unless its data has changed: begin a new run with"
                    + " other settings.";
        }
        String goesOn = "The run can go on from its checkpoint of step " + saved.getAsInt() + ".";
        return taken > 0 && saved.getAsInt() >= taken
                ? "Every step that was taken is saved. " + goesOn
                : goesOn;
    }

    /** A message with the sentence after it. */
    public String after(String message) {
        String sentence = sentence();
        if (sentence.isEmpty()) {
            return message;
        }
        return message + (message.endsWith(".") ? " " : ". ") + sentence;
    }
}
