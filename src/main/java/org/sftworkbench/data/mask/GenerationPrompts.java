package org.sftworkbench.data.mask;

import java.util.Map;
import java.util.Optional;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.template.ChatTemplate;
import org.sftworkbench.template.GenerationPrompt;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.RenderRequest;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.Span;
import org.sftworkbench.template.TemplateException;

/**
 * What a template writes before the model's own words in an assistant turn. Immutable and
 * thread-safe.
 */
final class GenerationPrompts {
    private static final Conversation SIMPLEST =
            Conversation.of(Message.of("user", "Hello"), Message.of("assistant", "Hi"));
    private static final int ANSWER = 1;

    private final ChatTemplate template;
    private final Map<String, Object> variables;
    private final Optional<GenerationPrompt> constant;
    private final String roleMark;

    GenerationPrompts(ChatTemplate template, Map<String, Object> variables) {
        this.template = template;
        this.variables = variables;
        this.constant = template.generationPrompt(variables);
        this.roleMark = roleMark();
    }

    /**
     * What {@code add_generation_prompt} prints after the messages before a message, and for a
     * conversation's first message what it prints there or else after a question; where it prints
     * nothing, the mark that opens an answer, which nobody expects a model to write.
     */
    String before(Conversation conversation, int message) {
        String prompt =
                constant.map(GenerationPrompt::text)
                        .orElseGet(() -> printed(conversation, message));
        return prompt.isEmpty() ? roleMark : prompt;
    }

    /**
     * Where an opened assistant turn begins: what the same conversation does not render without it.
     */
    int start(Conversation conversation, String withPrompt) {
        boolean known =
                constant.isPresent()
                        && !(constant.get().needsMessages() && conversation.messages().isEmpty())
                        && withPrompt.endsWith(constant.get().text());
        return known
                ? withPrompt.length() - constant.get().text().length()
                : AssistantTurns.commonPrefix(text(conversation, false), withPrompt);
    }

    private String printed(Conversation conversation, int message) {
        String printed = printedAfter(conversation.before(message));
        // Many templates look at the first message, or write the prompt only after one.
        return printed.isEmpty() && message == 0
                ? printedAfter(new Conversation(SIMPLEST.messages().subList(0, ANSWER)))
                : printed;
    }

    private String printedAfter(Conversation before) {
        try {
            String plain = text(before, false);
            String prompted = text(before, true);
            return prompted.startsWith(plain) ? prompted.substring(plain.length()) : "";
        } catch (TemplateException e) {
            // A template may refuse a conversation that stops here.
            return "";
        }
    }

    private String text(Conversation conversation, boolean addGenerationPrompt) {
        return template.render(new RenderRequest(conversation, addGenerationPrompt, variables))
                .text();
    }

    /**
     * How the answer of the simplest conversation is opened, up to a block of reasoning and to what
     * the template leaves to the model. White space alone is no mark: the model writes it.
     */
    private String roleMark() {
        Rendering rendering;
        try {
            rendering = template.render(new RenderRequest(SIMPLEST, false, variables));
        } catch (TemplateException e) {
            return "";
        }
        int start = -1;
        for (Span span : rendering.spans()) {
            if (span.message() == ANSWER) {
                start = start < 0 ? span.start() : start;
                if (span.origin() instanceof Origin.Input input && input.isSaidBy(ANSWER)) {
                    String opening =
                            rendering
                                    .text()
                                    .substring(start, opened(rendering, start, span.start()));
                    String mark = opening.substring(0, ReasoningMarks.opening(opening));
                    return mark.isBlank() ? "" : mark;
                }
            }
        }
        return "";
    }

    /**
     * Where the opening of an answer ends: before the answer, or where the question's own rendering
     * ends, which may have opened one unasked.
     */
    private int opened(Rendering whole, int start, int answer) {
        String question;
        try {
            question = text(new Conversation(SIMPLEST.messages().subList(0, ANSWER)), true);
        } catch (TemplateException e) {
            return answer;
        }
        boolean opens = question.length() > start && question.length() < answer;
        return opens && whole.text().startsWith(question) ? question.length() : answer;
    }
}
