package org.sftworkbench.data.mask;

import org.sftworkbench.data.fault.DataException;

/** Which tokens of a conversation count toward the loss. */
public sealed interface MaskPolicy {
    /** The names {@link #parse} knows, for messages and help texts. */
    String CHOICES =
            "all, assistant, last-assistant, completion, generation, after:TEXT, from-last:TOKEN (such"
                    + " as from-last:<think>), role-marks; assistant, last-assistant, completion and"
                    + " after:TEXT may be followed by ,no-end-of-turn ,trailing-space ,no-reasoning,"
                    + " and generation by ,completion";

    /** The policy's name as written on the command line. */
    String text();

    /** Trains turns of the assistant, of which options say what counts. */
    sealed interface OfTurns extends MaskPolicy {
        MaskOptions options();
    }

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
    record Assistant(MaskOptions options) implements OfTurns {
        /** With the options of a policy that is named without any. */
        public Assistant() {
            this(MaskOptions.STANDARD);
        }

        @Override
        public String text() {
            return "assistant" + options.text();
        }
    }

    /** The same for the last assistant turn only. */
    record LastAssistant(MaskOptions options) implements OfTurns {
        /** With the options of a policy that is named without any. */
        public LastAssistant() {
            this(MaskOptions.STANDARD);
        }

        @Override
        public String text() {
            return "last-assistant" + options.text();
        }
    }

    /**
     * The completion of a prompt. Of a row that was written as a prompt and a completion it is
     * everything after the prompt, tool messages included, as in TRL; with {@code trailing-space}
     * exactly TRL's {@code completion_mask}. Of any other row it is the assistant turns at the end
     * of the conversation, after the last message of anyone else.
     */
    record Completion(MaskOptions options) implements OfTurns {
        /** With the options of a policy that is named without any. */
        public Completion() {
            this(MaskOptions.STANDARD);
        }

        @Override
        public String text() {
            return "completion" + options.text();
        }
    }

    /** From after each occurrence of a text to the next end-of-turn token. */
    record After(String marker, MaskOptions options) implements MaskPolicy {
        /** ChatML's marker as it is typed. */
        public static final String CHATML = "<|im_start|>assistant\\n";

        /**
         * The policy with a marker that is typed on one line, where {@code \n} stands for a line
         * feed. Options after commas are read as {@link #parse} reads them, so that what is
         * recorded is read as what was used; an empty marker leaves no row that can be encoded.
         */
        public static After typed(String line) {
            String marker = line.replace("\\n", "\n");
            return !marker.isEmpty() && parse("after:" + marker) instanceof After after
                    ? after
                    : new After(marker, MaskOptions.STANDARD);
        }

        @Override
        public String text() {
            return "after:" + marker + options.text();
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

    /**
     * Exactly the template's {@code {% generation %}} blocks.
     *
     * @param ofCompletion whether blocks of the prompt do not count in rows of a prompt and a
     *     completion, as in TRL where {@code assistant_only_loss} and {@code completion_only_loss}
     *     are both on
     */
    record Generation(boolean ofCompletion) implements MaskPolicy {
        public Generation() {
            this(false);
        }

        @Override
        public String text() {
            return ofCompletion ? "generation,completion" : "generation";
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
     * Reads a policy's name, with its options after commas.
     *
     * @throws DataException where there is no such policy; lists those there are
     */
    static MaskPolicy parse(String text) {
        return new MaskPolicyParser(text).policy();
    }
}
