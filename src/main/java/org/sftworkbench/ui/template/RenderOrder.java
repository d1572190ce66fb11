package org.sftworkbench.ui.template;

import java.util.Map;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.MaskOverrides;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * A snapshot of all that a rendering is made from.
 *
 * @param row the row of the data that the content began as; null for none
 * @param original what it says there; null for none
 * @param content as edited
 * @param opened whether the opening of an assistant turn is added to a conversation
 */
record RenderOrder(
        Tokenizer tokenizer,
        EncodingOptions options,
        DataRow row,
        RowContent original,
        RowContent content,
        boolean opened) {
    /** The same with another template or policy. */
    RenderOrder with(EncodingOptions other) {
        return new RenderOrder(tokenizer, other, row, original, content, opened);
    }

    /** The same with the policy that trains every answer. */
    RenderOrder trainingAnswers() {
        return with(
                new EncodingOptions(
                        options.template(),
                        new MaskPolicy.Assistant(),
                        options.variables(),
                        options.overrides(),
                        options.renderedAt()));
    }

    /**
     * @throws org.sftworkbench.template.TemplateException where the template does not parse
     * @throws org.sftworkbench.data.fault.DataException where template, policy and tokenizer do not
     *     go together
     */
    ExampleEncoder encoder() {
        return new ExampleEncoder(tokenizer, options);
    }

    /**
     * @throws org.sftworkbench.template.TemplateException where the conversation's own template, of
     *     a model's several, does not parse
     */
    void requireReadable(ExampleEncoder encoder) {
        if (isConversation()) {
            encoder.unreadable(conversation())
                    .ifPresent(
                            broken -> {
                                throw broken;
                            });
        }
    }

    /** As the policy says, nothing painted. */
    AnnotatedExample encode(ExampleEncoder encoder) {
        return opened && content instanceof RowContent.Chat chat
                ? encoder.encodeWithGenerationPrompt(chat.conversation())
                : encoder.with(MaskOverrides.NONE).encode(edited());
    }

    /** As it is trained: with what was painted on these very tokens, where the row is as it was. */
    AnnotatedExample encodePainted(ExampleEncoder encoder) {
        AnnotatedExample asPolicySays = encode(encoder);
        return isRow() ? options.overrides().applied(row, asPolicySays) : asPolicySays;
    }

    /** Whether the content is the row's own, so that what is painted on it is trained. */
    boolean isRow() {
        return row != null
                && content.equals(original)
                && !(opened && content instanceof RowContent.Chat);
    }

    /** The row's number in its file, from 1; 1 for what is in no file. */
    int number() {
        return row == null ? 1 : row.number();
    }

    /** Whether template and mask policy say something about the content. */
    boolean isConversation() {
        return content instanceof RowContent.Chat;
    }

    /** The conversation; none where the content is none. */
    Conversation conversation() {
        return edited().conversation();
    }

    /** The row as edited; still known as the row of its file. */
    DataRow edited() {
        return row == null ? new DataRow(1, 1, content, Map.of()) : row.saying(content);
    }
}
