package org.sftworkbench.data;

/** Which tokens of a rendered conversation count toward the loss. */
public sealed interface MaskPolicy {
    /** Every token: the pretraining objective. */
    record All() implements MaskPolicy {}

    /** What the model itself must write in every assistant turn, through its end-of-turn token. */
    record Assistant() implements MaskPolicy {}

    /** The same for the last assistant turn only. */
    record LastAssistant() implements MaskPolicy {}

    /**
     * From the last occurrence of a token to the end: the notes' Qwen3 rule, with {@code <think>}.
     */
    record FromLast(String token) implements MaskPolicy {}

    /** Exactly the template's {@code {% generation %}} blocks. */
    record Generation() implements MaskPolicy {}

    /** The notes' hand-written template on token ids; it brings its own mask. */
    record RoleMarks() implements MaskPolicy {}
}
