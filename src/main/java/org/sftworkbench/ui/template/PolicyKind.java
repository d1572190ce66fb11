package org.sftworkbench.ui.template;

import java.util.List;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.ui.common.words.Words;

/** The loss-mask policies as they are offered to the user. */
public enum PolicyKind {
    ASSISTANT(
            "assistant",
            Words.key("what the model must write, every assistant turn through its end")),
    LAST_ASSISTANT("last-assistant", Words.key("the last assistant turn only")),
    COMPLETION(
            "completion",
            Words.key(
                    "everything after the prompt of a prompt/completion row; in other rows all"
                            + " assistant turns after the last message of anybody else")),
    FROM_LAST("from-last", Words.key("from the last occurrence of a token to the end")),
    GENERATION("generation", Words.key("what stands in the template's {% generation %} blocks")),
    GENERATION_OF_COMPLETION(
            "generation,completion",
            Words.key(
                    "what stands in the template's {% generation %} blocks; of a prompt/completion"
                            + " row only after its prompt")),
    AFTER("after", Words.key("from after each occurrence of a text to the end of that turn")),
    ALL("all", Words.key("every token, which is the pretraining objective")),
    ROLE_MARKS(
            "role marks",
            Words.key("content and end of each answer, as the hand-written template says"));

    private final String title;
    private final String explanation;

    PolicyKind(String title, String explanation) {
        this.title = title;
        this.explanation = explanation;
    }

    /** Those that work on any Jinja template. */
    static List<PolicyKind> jinja() {
        return List.of(
                ASSISTANT,
                LAST_ASSISTANT,
                COMPLETION,
                FROM_LAST,
                AFTER,
                GENERATION,
                GENERATION_OF_COMPLETION,
                ALL);
    }

    /** Those that work on the hand-written template. */
    static List<PolicyKind> roleMarks() {
        return List.of(ROLE_MARKS, ALL);
    }

    /** The policy's name, as on the command line. */
    public String title() {
        return title;
    }

    /** What counts under it, in a line. */
    public String explanation() {
        return explanation;
    }

    /**
     * @param token the token that {@link #FROM_LAST} looks for
     * @param marker the text that {@link #AFTER} looks for, as it is typed
     */
    public MaskPolicy policy(String token, String marker) {
        return switch (this) {
            case ASSISTANT -> new MaskPolicy.Assistant();
            case LAST_ASSISTANT -> new MaskPolicy.LastAssistant();
            case COMPLETION -> new MaskPolicy.Completion();
            case FROM_LAST -> new MaskPolicy.FromLast(token);
            case GENERATION -> new MaskPolicy.Generation();
            case GENERATION_OF_COMPLETION -> new MaskPolicy.Generation(true);
            case AFTER -> MaskPolicy.After.typed(marker);
            case ALL -> new MaskPolicy.All();
            case ROLE_MARKS -> new MaskPolicy.RoleMarks();
        };
    }
}
