package org.sftworkbench.data;

import org.sftworkbench.chat.Conversation;

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
}
