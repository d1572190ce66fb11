package org.sftworkbench.check;

import org.sftworkbench.template.TemplatePosition;

/**
 * Where a finding was made, as narrow as is known.
 *
 * @param row row of the data file, from 1; 0 where the finding is about the whole setup
 * @param message index of the message in the row, from 0; -1 where it is about none
 * @param firstToken index of the first token meant, from 0; -1 where it is about none
 * @param endToken one past the last token meant; -1 where it is about none
 * @param template the template node meant; null where it is about none
 */
public record Place(int row, int message, int firstToken, int endToken, TemplatePosition template) {
    /** The tokenizer, template and model, whatever the rows. */
    public static final Place SETUP = new Place(0, -1, -1, -1, null);

    /** A whole row. */
    public static Place row(int row) {
        return new Place(row, -1, -1, -1, null);
    }

    /** A message of this place's row. */
    public Place atMessage(int index) {
        return new Place(row, index, firstToken, endToken, template);
    }

    /** Tokens of this place's row. */
    public Place atTokens(int first, int end) {
        return new Place(row, message, first, end, template);
    }

    /** A node of the template. */
    public Place atTemplate(TemplatePosition position) {
        return new Place(row, message, firstToken, endToken, position);
    }

    /** Whether it is about no row, but about what holds for all of them. */
    public boolean isSetup() {
        return row == 0;
    }

    /** Whether there are tokens to show. */
    public boolean hasTokens() {
        return firstToken >= 0;
    }

    /** In the user's words, such as {@code row 3, message 2, tokens 17 to 19}; messages from 1. */
    public String displayed() {
        StringBuilder text = new StringBuilder(row > 0 ? "row " + row : "");
        if (message >= 0) {
            append(text, "message " + (message + 1));
        }
        if (hasTokens()) {
            append(
                    text,
                    endToken - firstToken > 1
                            ? "tokens " + firstToken + " to " + (endToken - 1)
                            : "token " + firstToken);
        }
        if (template != null) {
            append(text, "template line " + template.line() + ", column " + template.column());
        }
        return text.isEmpty() ? "setup" : text.toString();
    }

    private static void append(StringBuilder text, String part) {
        text.append(text.isEmpty() ? "" : ", ").append(part);
    }
}
