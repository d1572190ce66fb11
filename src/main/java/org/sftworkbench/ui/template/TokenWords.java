package org.sftworkbench.ui.template;

import org.sftworkbench.data.Labels;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Origin;
import org.sftworkbench.ui.common.words.Words;

/** Says in words what is known about a token. */
final class TokenWords {
    private TokenWords() {}

    /** Whether it counts, and its label in the aligned convention. */
    static String label(Words words, TokenView token, int position) {
        if (!token.trained()) {
            return words.say("{0} (does not count)", Labels.IGNORE);
        }
        return position == 0
                ? words.say("{0} (but nothing before it to predict it)", token.id())
                : words.say("{0} (counts, predicted at {1})", token.id(), position - 1);
    }

    /**
     * All of it, in lines.
     *
     * @param painted whether its mask was set by hand
     */
    static String facts(Words words, TokenView token, int position, boolean painted) {
        return String.join(
                "\n",
                line(words.say("Id"), token.id() + "  " + token.token()),
                line(words.say("Position"), Integer.toString(position)),
                line(words.say("Label"), label(words, token, position, painted)),
                line(words.say("Turn"), turn(words, token)),
                line(words.say("Written by"), writer(words, token)));
    }

    private static String line(String name, String value) {
        return name + "  " + value;
    }

    /** The label, and whether it is so by hand. */
    static String label(Words words, TokenView token, int position, boolean painted) {
        String label = label(words, token, position);
        return painted ? label + ", " + words.say("painted by hand") : label;
    }

    /** What stands in the margin of its line: who speaks, or what else wrote it. */
    static String margin(Words words, TokenView token) {
        if (token.message() >= 0) {
            return token.role();
        }
        return switch (document(token)) {
            case TEXT -> words.say("text");
            case IDS -> words.say("ids");
            case NONE -> words.say("template");
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
    static String turn(Words words, TokenView token) {
        if (document(token) != Document.NONE && token.message() < 0) {
            return words.say("none: the row has no messages");
        }
        if (token.message() < 0) {
            return words.say("none: outside the messages");
        }
        String role = token.role().isEmpty() ? words.say("no role") : token.role();
        return words.say("message {0}, {1}", token.message() + 1, role);
    }

    /** Where its first character came from. */
    static String writer(Words words, TokenView token) {
        String line =
                token.node() == null
                        ? ""
                        : words.say(
                                "template line {0}, column {1}",
                                token.node().line(), token.node().column());
        if (token.origin() instanceof Origin.Input input) {
            return line.isEmpty() ? input.path() : words.say("{0} through {1}", input.path(), line);
        }
        return line.isEmpty() ? words.say("the hand-written template") : line;
    }
}
