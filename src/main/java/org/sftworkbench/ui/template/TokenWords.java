package org.sftworkbench.ui.template;

import org.sftworkbench.data.Labels;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Origin;

/** Says in words what is known about a token. */
final class TokenWords {
    private TokenWords() {}

    /** Whether it counts, and its label in the aligned convention. */
    static String label(TokenView token, int position) {
        if (!token.trained()) {
            return Labels.IGNORE + " (does not count)";
        }
        return position == 0
                ? token.id() + " (but nothing before it to predict it)"
                : token.id() + " (counts, predicted at " + (position - 1) + ")";
    }

    /** What stands in the margin of its line: who speaks, or what else wrote it. */
    static String margin(TokenView token) {
        if (token.message() >= 0) {
            return token.role();
        }
        return switch (document(token)) {
            case TEXT -> "text";
            case IDS -> "ids";
            case NONE -> "template";
        };
    }

    /** What a token of a row without messages came from. */
    private enum Document {
        TEXT,
        IDS,
        NONE
    }

    private static Document document(TokenView token) {
        if (token.node() != null || !(token.origin() instanceof Origin.Input input)) {
            return Document.NONE;
        }
        return input.path().startsWith("input_ids") ? Document.IDS : Document.TEXT;
    }

    /** Whose turn it belongs to. */
    static String turn(TokenView token) {
        if (document(token) != Document.NONE && token.message() < 0) {
            return "none: the row has no messages";
        }
        if (token.message() < 0) {
            return "none: outside the messages";
        }
        String role = token.role().isEmpty() ? "no role" : token.role();
        return "message " + (token.message() + 1) + ", " + role;
    }

    /** Where its first character came from. */
    static String writer(TokenView token) {
        String line =
                token.node() == null
                        ? ""
                        : "template line "
                                + token.node().line()
                                + ", column "
                                + token.node().column();
        if (token.origin() instanceof Origin.Input input) {
            return line.isEmpty() ? input.path() : input.path() + " through " + line;
        }
        return line.isEmpty() ? "the hand-written template" : line;
    }
}
