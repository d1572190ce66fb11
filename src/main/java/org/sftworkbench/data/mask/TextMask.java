package org.sftworkbench.data.mask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.ChatTemplate;
import org.sftworkbench.template.RenderRequest;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.TextRange;

/** Decides which characters of a rendered conversation a mask policy trains. */
public final class TextMask {
    /** Kept at once, of rows with variables of their own; most datasets have a handful. */
    private static final int MOST_KEPT = 64;

    private static final Pattern GENERATION_TAG = Pattern.compile("\\{%[-+]?\\s*generation\\b");

    private final ChatTemplate template;
    private final MaskPolicy policy;
    private final Map<String, Object> variables;
    private final List<String> turnEnds;
    private final GenerationPrompts prompts;
    private final Map<Map<String, Object>, GenerationPrompts> ofOwnVariables =
            new ConcurrentHashMap<>();

    /**
     * @param turnEnds texts of the tokens that end a turn
     * @throws DataException where the policy does not go with Jinja templates
     */
    public TextMask(
            ChatTemplate template,
            MaskPolicy policy,
            Map<String, Object> variables,
            List<String> turnEnds) {
        if (policy instanceof MaskPolicy.RoleMarks) {
            throw new DataException(
                    "the mask policy role-marks goes with the role-marks template, not with a Jinja template");
        }
        this.template = template;
        this.policy = policy;
        this.variables = variables;
        this.turnEnds = List.copyOf(turnEnds);
        this.prompts = new GenerationPrompts(template, variables);
    }

    /** The conversation as the template renders it. */
    public Rendering render(Conversation conversation, boolean addGenerationPrompt) {
        return template.render(new RenderRequest(conversation, addGenerationPrompt, variables));
    }

    /**
     * The trained stretches in order, none empty, no two touching; an assistant turn that is only
     * opened is never trained.
     *
     * @param rendering what {@link #render} gave for the same conversation
     * @throws DataException where the policy finds nothing that it applies to
     */
    public List<TextRange> trained(
            Conversation conversation, Rendering rendering, boolean addGenerationPrompt) {
        int end =
                addGenerationPrompt
                        ? promptStart(conversation, rendering)
                        : rendering.text().length();
        return joined(stretches(conversation, rendering), end);
    }

    /**
     * Where an opened assistant turn begins: what the same conversation does not render without it.
     */
    public int promptStart(Conversation conversation, Rendering withPrompt) {
        return prompts(conversation).start(conversation, withPrompt.text());
    }

    /** What opens an answer may depend on variables that are the conversation's own. */
    private GenerationPrompts prompts(Conversation conversation) {
        Map<String, Object> own = conversation.variables();
        if (own.isEmpty()) {
            return prompts;
        }
        GenerationPrompts kept = ofOwnVariables.get(own);
        if (kept != null) {
            return kept;
        }
        Map<String, Object> all = new LinkedHashMap<>(variables);
        all.putAll(own);
        GenerationPrompts made = new GenerationPrompts(template, all);
        if (ofOwnVariables.size() < MOST_KEPT) {
            ofOwnVariables.put(own, made);
        }
        return made;
    }

    private List<TextRange> stretches(Conversation conversation, Rendering rendering) {
        String text = rendering.text();
        if (policy instanceof MaskPolicy.All) {
            return List.of(new TextRange(0, text.length()));
        }
        if (policy instanceof MaskPolicy.Generation) {
            return generationBlocks(rendering);
        }
        if (policy instanceof MaskPolicy.FromLast fromLast) {
            int start = text.lastIndexOf(fromLast.token());
            if (start < 0) {
                throw new DataException(
                        "the mask policy "
                                + policy.text()
                                + ": the rendered conversation has no "
                                + fromLast.token());
            }
            return List.of(new TextRange(start, text.length()));
        }
        if (policy instanceof MaskPolicy.After after) {
            return new MarkedAnswers(rendering, after, turnEnds).all();
        }
        if (policy instanceof MaskPolicy.OfTurns ofTurns) {
            return turns(conversation, rendering, ofTurns.options());
        }
        throw new IllegalStateException("not refused: " + policy.text());
    }

    private List<TextRange> turns(
            Conversation conversation, Rendering rendering, MaskOptions options) {
        AssistantTurns turns =
                new AssistantTurns(
                        conversation, rendering, prompts(conversation), turnEnds, options);
        if (policy instanceof MaskPolicy.LastAssistant) {
            return turns.last();
        }
        return policy instanceof MaskPolicy.Completion ? turns.completion() : turns.all();
    }

    /**
     * The template's own blocks as they are: some may be empty, some may touch.
     *
     * @throws DataException where the template marks none
     */
    public List<TextRange> generationBlocks(Rendering rendering) {
        if (!GENERATION_TAG.matcher(template.source()).find()) {
            throw new DataException(
                    "the mask policy generation needs a template with {% generation %} blocks; this one has none."
                            + " Insert generation marks writes them around the answers; the policy"
                            + " assistant works on any template");
        }
        return rendering.generation();
    }

    private static List<TextRange> joined(List<TextRange> ranges, int end) {
        List<TextRange> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingInt(TextRange::start));
        List<TextRange> joined = new ArrayList<>();
        for (TextRange range : sorted) {
            TextRange cut = new TextRange(range.start(), Math.min(range.end(), end));
            int last = joined.size() - 1;
            if (cut.start() >= cut.end()) {
                continue;
            }
            if (last >= 0 && cut.start() <= joined.get(last).end()) {
                TextRange before = joined.get(last);
                joined.set(last, new TextRange(before.start(), Math.max(before.end(), cut.end())));
            } else {
                joined.add(cut);
            }
        }
        return joined;
    }
}
