package org.sftworkbench.data;

import java.util.Optional;
import java.util.function.Supplier;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.fault.UnreadableTextException;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.tokenizer.TokenizerException;

/**
 * Turns conversations into labelled examples: template, tokens and mask in one path, so that what
 * is drawn is what is trained. Immutable and thread-safe.
 */
public final class ExampleEncoder {
    private final ConversationEncoder encoder;
    private final DocumentEncoder documents;
    private final MaskOverrides overrides;

    /**
     * @throws org.sftworkbench.template.TemplateException where the template does not parse; of a
     *     model's several, where none that a conversation may need does
     * @throws DataException where template, policy and tokenizer do not go together
     */
    public ExampleEncoder(Tokenizer tokenizer, EncodingOptions options) {
        this.documents = new DocumentEncoder(tokenizer);
        this.overrides = options.overrides();
        this.encoder = encoder(tokenizer, options);
    }

    private static ConversationEncoder encoder(Tokenizer tokenizer, EncodingOptions options) {
        if (options.template() instanceof TemplateChoice.Jinja jinja) {
            return new JinjaEncoder(tokenizer, jinja.source(), options);
        }
        return options.template() instanceof TemplateChoice.Named named
                ? new NamedTemplatesEncoder(tokenizer, named, options)
                : new RoleMarksEncoder(tokenizer, options.policy());
    }

    private ExampleEncoder(
            ConversationEncoder encoder, DocumentEncoder documents, MaskOverrides overrides) {
        this.encoder = encoder;
        this.documents = documents;
        this.overrides = overrides;
    }

    /** The same with what was set by hand in the rows of a file. */
    public ExampleEncoder with(MaskOverrides painted) {
        return new ExampleEncoder(encoder, documents, painted);
    }

    /**
     * Renders, tokenizes and masks a conversation as the policy says.
     *
     * @throws org.sftworkbench.template.TemplateException where the template raises
     * @throws DataException where the policy does not apply to this conversation, or the tokenizer
     *     cannot read its text
     */
    public AnnotatedExample encode(Conversation conversation) {
        return read(() -> encoder.encode(conversation, false, true));
    }

    /**
     * Turns a row of any kind into an example: a conversation as {@link #encode(Conversation)}
     * does; plain text trained whole, and token ids with their own mask, whatever the template and
     * policy; and then as was set by hand on these very ids.
     *
     * @throws org.sftworkbench.template.TemplateException where the template raises
     * @throws DataException where the policy does not apply to this conversation, the tokenizer
     *     cannot read its text, or an id is not in the vocabulary
     */
    public AnnotatedExample encode(DataRow row) {
        return overrides.applied(row, byPolicy(row));
    }

    private AnnotatedExample byPolicy(DataRow row) {
        if (row.content() instanceof RowContent.PlainText text) {
            return read(() -> documents.encode(text));
        }
        return row.content() instanceof RowContent.PreTokenized ids
                ? read(() -> documents.encode(ids))
                : encode(row.conversation());
    }

    /** The ids and mask of {@link #encode(DataRow)} alone: faster, for whole datasets. */
    public LabelledExample label(DataRow row) {
        boolean painted = overrides.holds(row);
        return !painted && row.content() instanceof RowContent.Chat chat
                ? read(() -> encoder.label(chat.conversation()))
                : encode(row).example();
    }

    /**
     * The same with the opening of an assistant turn at the end ({@code add_generation_prompt}),
     * which is never trained; for the template pane.
     *
     * @throws org.sftworkbench.template.TemplateException where the template raises
     * @throws DataException as {@link #encode(Conversation)}
     */
    public AnnotatedExample encodeWithGenerationPrompt(Conversation conversation) {
        return read(() -> encoder.encode(conversation, true, true));
    }

    /**
     * Prompt ids for generation: the conversation with the opening of an assistant turn at the end.
     *
     * @throws org.sftworkbench.template.TemplateException where the template raises
     * @throws DataException where the tokenizer cannot read its text
     */
    public int[] prompt(Conversation conversation) {
        return unmasked(conversation, true).example().inputIds();
    }

    /**
     * Text and tokens with nothing trained, also of conversations a policy does not apply to.
     *
     * @throws org.sftworkbench.template.TemplateException where the template raises
     * @throws DataException where the tokenizer cannot read its text
     */
    public AnnotatedExample unmasked(Conversation conversation, boolean addGenerationPrompt) {
        return read(() -> encoder.encode(conversation, addGenerationPrompt, false));
    }

    /** What the tokenizer refuses here is the row's, not the tokenizer's own fault. */
    private static <T> T read(Supplier<T> encoding) {
        try {
            return encoding.get();
        } catch (TokenizerException e) {
            throw new UnreadableTextException(e);
        }
    }

    /**
     * The rendered text with the origin of each character; empty where no Jinja template is used.
     *
     * @throws org.sftworkbench.template.TemplateException where the template raises
     */
    public Optional<Rendering> rendering(Conversation conversation, boolean addGenerationPrompt) {
        return encoder.rendering(conversation, addGenerationPrompt);
    }

    /**
     * What the template of a conversation is called: of a model with several, each takes its own;
     * empty where there is but one.
     */
    public Optional<String> templateName(Conversation conversation) {
        return encoder.templateName(conversation);
    }

    /**
     * Why the template of a conversation does not parse: of a model with several, one may be broken
     * and the others serve; empty where it does.
     */
    public Optional<TemplateException> unreadable(Conversation conversation) {
        return encoder.unreadable(conversation);
    }
}
