package org.sftworkbench.data;

import java.util.Optional;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.template.Rendering;

/** One way from a conversation to ids and mask. */
interface ConversationEncoder {
    /**
     * @param addGenerationPrompt whether to open an assistant turn at the end
     * @param masked whether the policy is applied; otherwise nothing is trained
     */
    AnnotatedExample encode(Conversation conversation, boolean addGenerationPrompt, boolean masked);

    /** The text with its origins, before it is tokenized; empty where no Jinja template is used. */
    default Optional<Rendering> rendering(Conversation conversation, boolean addGenerationPrompt) {
        return Optional.empty();
    }
}
