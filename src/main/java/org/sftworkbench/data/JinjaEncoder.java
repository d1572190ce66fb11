package org.sftworkbench.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.mask.BlockTokens;
import org.sftworkbench.data.mask.CompletionMask;
import org.sftworkbench.data.mask.LastTokenMask;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.data.mask.TextMask;
import org.sftworkbench.template.ChatTemplate;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.Span;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.tokenizer.Encoding;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Conversation to text by a Jinja template, text to tokens, and the mask carried from characters to
 * tokens.
 */
final class JinjaEncoder implements ConversationEncoder {
    private final Tokenizer tokenizer;
    private final MaskPolicy policy;
    private final TextMask textMask;

    /**
     * @throws org.sftworkbench.template.TemplateException where the source does not parse; names
     *     the file it is of, where it is the model's
     */
    JinjaEncoder(Tokenizer tokenizer, String source, EncodingOptions options) {
        this.tokenizer = tokenizer;
        this.policy = options.policy();
        this.textMask =
                new TextMask(
                        template(tokenizer, source, options),
                        policy,
                        options.variables(tokenizer),
                        tokenizer.endOfTurnCandidates());
    }

    private static ChatTemplate template(
            Tokenizer tokenizer, String source, EncodingOptions options) {
        try {
            return options.timed(ChatTemplate.parse(source));
        } catch (TemplateException e) {
            throw e.of(tokenizer.chatTemplates().placeOf(source).orElse(""));
        }
    }

    @Override
    public AnnotatedExample encode(
            Conversation conversation, boolean addGenerationPrompt, boolean masked) {
        Rendering rendering = textMask.render(conversation, addGenerationPrompt);
        Encoding encoding = tokenizer.encode(rendering.text());
        int promptStart =
                addGenerationPrompt && masked
                        ? textMask.promptStart(conversation, rendering)
                        : rendering.text().length();
        boolean[] trained =
                masked
                        ? mask(conversation, rendering, encoding, promptStart)
                        : new boolean[encoding.length()];
        ExampleBuilder example = new ExampleBuilder();
        List<Span> spans = rendering.spans();
        int at = 0;
        for (int t = 0; t < encoding.length(); t++) {
            int start = encoding.starts()[t];
            int end = encoding.ends()[t];
            while (at + 1 < spans.size() && spans.get(at).end() <= start) {
                at++;
            }
            Span span = spans.get(at);
            int id = encoding.ids()[t];
            example.append(
                    new TokenView(
                            id,
                            tokenizer.tokenOf(id).orElse(""),
                            rendering.text().substring(start, end),
                            start,
                            end,
                            trained[t] && start < promptStart,
                            tokenizer.isSpecial(id),
                            span.message(),
                            span.message() < 0
                                    ? ""
                                    : conversation.messages().get(span.message()).role(),
                            span.node(),
                            at(span, start)));
        }
        return example.build(rendering.text());
    }

    /** Where a character within a span came from. */
    private static Origin at(Span span, int position) {
        return span.origin() instanceof Origin.Input input
                        && input.offset() >= 0
                        && position > span.start()
                ? new Origin.Input(
                        input.path(), input.message(), input.offset() + position - span.start())
                : span.origin();
    }

    @Override
    public LabelledExample label(Conversation conversation) {
        Rendering rendering = textMask.render(conversation, false);
        Encoding encoding = tokenizer.encode(rendering.text());
        return new LabelledExample(
                encoding.ids(), mask(conversation, rendering, encoding, rendering.text().length()));
    }

    @Override
    public Optional<Rendering> rendering(Conversation conversation, boolean addGenerationPrompt) {
        return Optional.of(textMask.render(conversation, addGenerationPrompt));
    }

    /**
     * @param end one past the last character of the messages; what follows opens another answer
     */
    private boolean[] mask(
            Conversation conversation, Rendering rendering, Encoding encoding, int end) {
        if (policy instanceof MaskPolicy.Completion completion
                && conversation.promptMessages().isPresent()) {
            int prompt = promptTokens(conversation, conversation.promptMessages().getAsInt());
            return new CompletionMask(
                            rendering, tokenizer.endOfTurnCandidates(), completion.options())
                    .of(encoding, prompt, end);
        }
        if (policy instanceof MaskPolicy.FromLast fromLast) {
            return LastTokenMask.of(tokenizer, encoding.ids(), fromLast.token());
        }
        if (policy instanceof MaskPolicy.All) {
            boolean[] all = new boolean[encoding.length()];
            Arrays.fill(all, true);
            return all;
        }
        if (policy instanceof MaskPolicy.Generation generation) {
            boolean[] blocks =
                    new BlockTokens(encoding).within(textMask.generationBlocks(rendering));
            if (generation.ofCompletion() && conversation.promptMessages().isPresent()) {
                int prompt = promptTokens(conversation, conversation.promptMessages().getAsInt());
                Arrays.fill(blocks, 0, Math.min(prompt, blocks.length), false);
            }
            return blocks;
        }
        return carried(textMask.trained(conversation, rendering, false), encoding);
    }

    /** How many tokens a prompt has with an answer opened to it. */
    private int promptTokens(Conversation conversation, int messages) {
        Rendering prompt = textMask.render(conversation.before(messages), true);
        return tokenizer.encode(prompt.text()).length();
    }

    /** A token is trained if its first character lies in a trained stretch. */
    private static boolean[] carried(List<TextRange> ranges, Encoding encoding) {
        boolean[] trained = new boolean[encoding.length()];
        int next = 0;
        for (int t = 0; t < trained.length; t++) {
            int start = encoding.starts()[t];
            while (next < ranges.size() && ranges.get(next).end() <= start) {
                next++;
            }
            trained[t] = next < ranges.size() && ranges.get(next).contains(start);
        }
        return trained;
    }
}
