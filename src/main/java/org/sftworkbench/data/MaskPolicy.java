package org.sftworkbench.data;

/** Which tokens of a conversation count toward the loss. */
public sealed interface MaskPolicy {
    /** The names {@link #parse} knows, for messages and help texts. */
    String CHOICES =
            "all, assistant, last-assistant, generation, from-last:TOKEN (such as from-last:<think>), role-marks";

    /** The policy's name as written on the command line. */
    String text();

    /** Every token: the pretraining objective. */
    record All() implements MaskPolicy {
        @Override
        public String text() {
            return "all";
        }
    }

    /**
     * What the model itself must write in every assistant turn: from the end of what {@code
     * add_generation_prompt} would print through the end-of-turn token.
     */
    record Assistant() implements MaskPolicy {
        @Override
        public String text() {
            return "assistant";
        }
    }

    /** The same for the last assistant turn only. */
    record LastAssistant() implements MaskPolicy {
        @Override
        public String text() {
            return "last-assistant";
        }
    }

    /**
     * From the last occurrence of a token to the end: the notes' Qwen3 rule, with {@code <think>}.
     */
    record FromLast(String token) implements MaskPolicy {
        @Override
        public String text() {
            return "from-last:" + token;
        }
    }

    /** Exactly the template's {@code {% generation %}} blocks. */
    record Generation() implements MaskPolicy {
        @Override
        public String text() {
            return "generation";
        }
    }

    /**
     * The notes' hand-written template on token ids, which brings its own mask: answers and their
     * EOS.
     */
    record RoleMarks() implements MaskPolicy {
        @Override
        public String text() {
            return "role-marks";
        }
    }

    /**
     * Reads a policy's name.
     *
     * @throws DataException where there is no such policy; lists those there are
     */
    static MaskPolicy parse(String text) {
        String fromLast = "from-last:";
        if (text.startsWith(fromLast) && text.length() > fromLast.length()) {
            return new FromLast(text.substring(fromLast.length()));
        }
        return switch (text) {
            case "all" -> new All();
            case "assistant" -> new Assistant();
            case "last-assistant" -> new LastAssistant();
            case "generation" -> new Generation();
            case "role-marks" -> new RoleMarks();
            default ->
                    throw new DataException(
                            "there is no mask policy \"" + text + "\"; choose one of " + CHOICES);
        };
    }
}
