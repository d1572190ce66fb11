package org.sftworkbench.ui.chat;

import org.sftworkbench.chat.Conversation;

/** What a prompt is made of. */
sealed interface PromptSource {
    /** A conversation that a template writes out, an assistant's turn opened at its end. */
    record Templated(Conversation conversation) implements PromptSource {}

    /** Text that goes to the tokenizer as it stands. */
    record Plain(String text) implements PromptSource {}

    /** What was sent before, and the beginning of an answer. */
    record Ids(int[] ids) implements PromptSource {}
}
