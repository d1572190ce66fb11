package org.sftworkbench.data;

import org.sftworkbench.chat.Conversation;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Turns conversations into labelled examples: template, tokens and mask in one path. Immutable and
 * thread-safe.
 */
public final class ExampleEncoder {
    /**
     * @throws org.sftworkbench.template.TemplateException where the template does not parse
     */
    public ExampleEncoder(Tokenizer tokenizer, EncodingOptions options) {}

    /**
     * Renders, tokenizes and masks a conversation.
     *
     * @throws org.sftworkbench.template.TemplateException where the template raises
     */
    public AnnotatedExample encode(Conversation conversation) {
        throw new IllegalStateException("stub");
    }

    /**
     * The same with the opening of an assistant turn at the end ({@code add_generation_prompt});
     * for the template pane.
     */
    public AnnotatedExample encodeWithGenerationPrompt(Conversation conversation) {
        throw new IllegalStateException("stub");
    }

    /**
     * Prompt ids for generation: the conversation with the opening of an assistant turn at the end.
     */
    public int[] prompt(Conversation conversation) {
        throw new IllegalStateException("stub");
    }
}
