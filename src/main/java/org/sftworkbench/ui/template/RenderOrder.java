package org.sftworkbench.ui.template;

import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * A snapshot of all that a rendering is made from.
 *
 * @param row the row of the data that the conversation began as; null for none
 * @param conversation as edited
 * @param opened whether the opening of an assistant turn is added
 */
record RenderOrder(
        Tokenizer tokenizer,
        EncodingOptions options,
        DataRow row,
        Conversation conversation,
        boolean opened) {
    /** The same with another template or policy. */
    RenderOrder with(EncodingOptions other) {
        return new RenderOrder(tokenizer, other, row, conversation, opened);
    }

    /**
     * @throws org.sftworkbench.template.TemplateException where the template does not parse
     * @throws org.sftworkbench.data.DataException where template, policy and tokenizer do not go
     *     together
     */
    ExampleEncoder encoder() {
        return new ExampleEncoder(tokenizer, options);
    }

    /** As the policy says, nothing painted. */
    AnnotatedExample encode(ExampleEncoder encoder) {
        return opened
                ? encoder.encodeWithGenerationPrompt(conversation)
                : encoder.encode(conversation);
    }

    /** Whether the conversation is the row's own, so that what is painted on it is trained. */
    boolean isRow() {
        return row != null && !opened && conversation.equals(row.conversation());
    }
}
