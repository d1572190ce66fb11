package org.sftworkbench.ui.chat.saved;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation with one or two models as it is kept in a file.
 *
 * @param format of the file
 * @param id names the file
 * @param title what the user sees it by
 * @param named whether the user gave it its title
 * @param changed milliseconds since 1970
 * @param messages that are shown, of the longer side; with all before it, what a list needs
 * @param system instructions at its start; empty for none
 * @param sides one per model
 */
@JsonPropertyOrder({"format", "id", "title", "named", "changed", "messages", "system", "sides"})
public record SavedTalk(
        int format,
        String id,
        String title,
        boolean named,
        long changed,
        int messages,
        String system,
        List<Side> sides) {
    /** The format that is written. */
    public static final int FORMAT = 1;

    public SavedTalk {
        sides = sides == null ? List.of() : List.copyOf(sides);
        system = system == null ? "" : system;
    }

    /** The same under another title, given by the user. */
    public SavedTalk titled(String other) {
        return new SavedTalk(format, id, other, true, changed, messages, system, sides);
    }

    /** The same in a file of another name. */
    SavedTalk kept(String other) {
        return new SavedTalk(format, other, title, named, changed, messages, system, sides);
    }

    /**
     * One model's messages.
     *
     * @param model its directory; null for none
     * @param turns every message of every branch, each after the one it follows
     */
    public record Side(String model, List<Turn> turns) {
        public Side {
            turns = turns == null ? List.of() : List.copyOf(turns);
        }

        /** The messages that are shown, in order. */
        public List<Turn> path() {
            List<Turn> path = new ArrayList<>();
            for (int at = shownAfter(-1); at >= 0; at = shownAfter(at)) {
                path.add(turns.get(at));
            }
            return path;
        }

        private int shownAfter(int turn) {
            for (int i = turn + 1; i < turns.size(); i++) {
                if (turns.get(i).after() == turn && turns.get(i).shown()) {
                    return i;
                }
            }
            return -1;
        }
    }

    /**
     * A message.
     *
     * @param after index of the message it follows; -1 for a first one
     * @param shown whether it is the one of its alternatives that is shown
     * @param role {@code user} or {@code assistant}
     * @param text what it says, without special tokens
     * @param kind how a question was put: {@code template} or {@code plain}
     * @param round the same for what several models were asked at once
     * @param model the directory of the model that answered
     * @param ending how the answer ended
     * @param tokens of the answer
     * @param sent ids that were sent for it
     * @param system the system prompt they were made with
     * @param thinks whether they end in an open thought; null for no
     * @param written how many of the tokens the model wrote for this answer; null for all
     * @param draft what it was being changed to; null where nobody changed it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties("user") // said by the role
    public record Turn(
            int after,
            boolean shown,
            String role,
            String text,
            String kind,
            Long round,
            String model,
            Ending ending,
            List<Token> tokens,
            int[] sent,
            String system,
            Boolean thinks,
            Integer written,
            String draft) {
        public Turn {
            text = text == null ? "" : text;
            tokens = tokens == null ? null : List.copyOf(tokens);
        }

        public boolean isUser() {
            return "user".equals(role);
        }
    }

    /**
     * How an answer ended.
     *
     * @param how {@code stopped}, {@code stop_string}, {@code cut}, {@code full}, {@code by_user},
     *     {@code edited}, {@code failed} or {@code interrupted}
     * @param text of the token or string that ended it
     * @param tokens written
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ending(String how, String text, Integer tokens) {}

    /**
     * A token of an answer.
     *
     * @param p its probability; null where it was not measured
     * @param given whether the user put it there
     * @param instead the likeliest in its place
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Token(
            int id,
            String name,
            String text,
            Boolean special,
            Double p,
            Boolean given,
            List<Other> instead) {
        public Token {
            instead = instead == null ? null : List.copyOf(instead);
        }
    }

    /**
     * A token that might have been.
     *
     * @param p its probability
     */
    public record Other(int id, String name, double p) {
        public Other {
            name = name == null ? "" : name;
        }
    }
}
