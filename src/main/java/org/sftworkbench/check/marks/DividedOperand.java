package org.sftworkbench.check.marks;

import java.util.ArrayList;
import java.util.List;

/**
 * An operand whose text begins or ends with a fixed text that is not trained. One that computes is
 * computed once, into a variable, as it may do more than to write.
 *
 * @param operand its source
 * @param part what of its text is trained
 * @param variable a name that the template does not use
 */
record DividedOperand(String operand, TrainedPart part, String variable) {
    private static final String PATH = "\\w+(\\.\\w+|\\[('\\w+'|\"\\w+\"|\\d+)])*";

    /** What to write before the output. */
    String preparation() {
        return computes() ? "{% set " + variable + " = " + operand + " %}" : "";
    }

    /** Source of the whole operand, after the preparation. */
    String whole() {
        return computes() ? variable : operand;
    }

    private boolean computes() {
        return !operand.matches(PATH);
    }

    /** What must hold of the operand's text. */
    List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        if (!before().isEmpty()) {
            conditions.add(
                    text() + "[:" + characters(before()) + "] == " + JinjaText.quoted(before()));
        }
        if (!after().isEmpty()) {
            conditions.add(
                    rest() + "[-" + characters(after()) + ":] == " + JinjaText.quoted(after()));
        }
        return conditions;
    }

    String before() {
        return part.before();
    }

    String after() {
        return part.after();
    }

    /** Source of what is trained, where the conditions hold. */
    String trained() {
        return after().isEmpty() ? rest() : rest() + "[:-" + characters(after()) + "]";
    }

    private String rest() {
        return text() + (before().isEmpty() ? "" : "[" + characters(before()) + ":]");
    }

    private String text() {
        return "(" + whole() + " | string)";
    }

    /** As Python counts them. */
    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }
}
