package org.sftworkbench.data;

import java.util.Optional;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.TemplateException;

/** One way from a conversation to ids and mask. */
interface ConversationEncoder {
    /**
     * @param addGenerationPrompt whether to open an assistant turn at the end
     * @param masked whether the policy is applied; otherwise nothing is trained
     */
    AnnotatedExample encode(Conversation conversation, boolean addGenerationPrompt, boolean masked);

    /** The ids and mask of {@link #encode} alone, for whole datasets, where views cost too much. */
    default LabelledExample label(Conversation conversation) {
        return encode(conversation, false, true).example();
    }

    /** The text with its origins, before it is tokenized; empty where no Jinja template is used. */
    default Optional<Rendering> rendering(Conversation conversation, boolean addGenerationPrompt) {
        return Optional.empty();
    }

    /** What the template of a conversation is called, where there are several by name. */
    default Optional<String> templateName(Conversation conversation) {
        return Optional.empty();
    }

    /** Why the template of a conversation cannot be read, of several; empty where it can. */
    default Optional<TemplateException> unreadable(Conversation conversation) {
        return Optional.empty();
    }
}
