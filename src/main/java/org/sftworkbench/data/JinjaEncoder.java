package org.sftworkbench.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.template.ChatTemplate;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.RenderRequest;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.Span;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.tokenizer.Encoding;
import org.sftworkbench.tokenizer.SpecialTokens;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Conversation to text by a Jinja template, text to tokens, and the mask carried from characters to
 * tokens.
 */
final class JinjaEncoder implements ConversationEncoder {
    private static final Pattern GENERATION_TAG = Pattern.compile("\\{%[-+]?\\s*generation\\b");

    private final Tokenizer tokenizer;
    private final ChatTemplate template;
    private final MaskPolicy policy;
    private final Map<String, Object> variables;

    JinjaEncoder(Tokenizer tokenizer, TemplateChoice.Jinja choice, EncodingOptions options) {
        if (options.policy() instanceof MaskPolicy.RoleMarks) {
            throw new DataException(
                    "the mask policy role-marks goes with the role-marks template, not with a Jinja template");
        }
        this.tokenizer = tokenizer;
        this.template = ChatTemplate.parse(choice.source());
        this.policy = options.policy();
        this.variables = new LinkedHashMap<>(specialTokens(tokenizer.special()));
        this.variables.putAll(options.variables());
    }

    /** As transformers does: a template sees the special tokens that the tokenizer has, by role. */
    private static Map<String, Object> specialTokens(SpecialTokens special) {
        Map<String, Object> variables = new LinkedHashMap<>();
        special.bos().ifPresent(token -> variables.put("bos_token", token));
        special.eos().ifPresent(token -> variables.put("eos_token", token));
        special.pad().ifPresent(token -> variables.put("pad_token", token));
        special.unk().ifPresent(token -> variables.put("unk_token", token));
        return variables;
    }

    @Override
    public AnnotatedExample encode(
            Conversation conversation, boolean addGenerationPrompt, boolean masked) {
        Rendering rendering = render(conversation, addGenerationPrompt);
        Encoding encoding = tokenizer.encode(rendering.text());
        boolean[] trained =
                masked ? mask(conversation, rendering, encoding) : new boolean[encoding.length()];
        int promptStart =
                addGenerationPrompt
                        ? promptStart(conversation, rendering)
                        : rendering.text().length();
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
    public Optional<Rendering> rendering(Conversation conversation, boolean addGenerationPrompt) {
        return Optional.of(render(conversation, addGenerationPrompt));
    }

    private Rendering render(Conversation conversation, boolean addGenerationPrompt) {
        return template.render(new RenderRequest(conversation, addGenerationPrompt, variables));
    }

    /**
     * Where the opened assistant turn begins: what the same conversation does not render without
     * it.
     */
    private int promptStart(Conversation conversation, Rendering withPrompt) {
        return AssistantTurns.commonPrefix(render(conversation, false).text(), withPrompt.text());
    }

    private boolean[] mask(Conversation conversation, Rendering rendering, Encoding encoding) {
        if (policy instanceof MaskPolicy.All) {
            boolean[] all = new boolean[encoding.length()];
            Arrays.fill(all, true);
            return all;
        }
        if (policy instanceof MaskPolicy.FromLast fromLast) {
            return LastTokenMask.of(tokenizer, encoding.ids(), fromLast.token());
        }
        if (policy instanceof MaskPolicy.Generation) {
            return carried(generationBlocks(rendering), encoding);
        }
        AssistantTurns turns =
                new AssistantTurns(
                        conversation, rendering, this::text, tokenizer.endOfTurnCandidates());
        return carried(
                policy instanceof MaskPolicy.LastAssistant ? turns.last() : turns.all(), encoding);
    }

    private String text(Conversation conversation, boolean addGenerationPrompt) {
        return render(conversation, addGenerationPrompt).text();
    }

    private List<TextRange> generationBlocks(Rendering rendering) {
        if (!GENERATION_TAG.matcher(template.source()).find()) {
            throw new DataException(
                    "the mask policy generation needs a template with {% generation %} blocks; this one has none."
                            + " The policy assistant works on any template");
        }
        return rendering.generation();
    }

    /** A token is trained if its first character lies in a trained stretch. */
    private static boolean[] carried(List<TextRange> ranges, Encoding encoding) {
        boolean[] trained = new boolean[encoding.length()];
        for (int t = 0; t < trained.length; t++) {
            int start = encoding.starts()[t];
            trained[t] = ranges.stream().anyMatch(range -> range.contains(start));
        }
        return trained;
    }
}
