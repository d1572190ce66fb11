package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.Span;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.template.TextRange;

/**
 * What the model itself must write in each assistant turn of a rendering, found by provenance
 * alone, so that it works on any template.
 *
 * <p>A turn is the text its message's loop turn wrote. It is trained from the end of the generation
 * prompt (what rendering the messages before it with {@code add_generation_prompt} adds) through
 * the first end-of-turn token after the last character that came from the message.
 */
final class AssistantTurns {
    private final Conversation conversation;
    private final Rendering rendering;
    private final Renderer renderer;
    private final TurnEnding ending;
    private final MaskOptions options;

    /** Renders a conversation to text. */
    interface Renderer {
        String text(Conversation conversation, boolean addGenerationPrompt);
    }

    /**
     * @param renderer the same template and variables
     * @param turnEnds tokens that end a turn
     */
    AssistantTurns(
            Conversation conversation,
            Rendering rendering,
            Renderer renderer,
            List<String> turnEnds,
            MaskOptions options) {
        this.conversation = conversation;
        this.rendering = rendering;
        this.renderer = renderer;
        this.ending = new TurnEnding(rendering.text(), turnEnds, options);
        this.options = options;
    }

    /** The trained stretches of every assistant turn that was rendered. */
    List<TextRange> all() {
        return trained(turnsFrom(0));
    }

    /** Those of the last turn. */
    List<TextRange> last() {
        List<Turn> turns = turnsFrom(0);
        return trained(turns.subList(Math.max(0, turns.size() - 1), turns.size()));
    }

    /** Those of the turns after the last message of anyone else. */
    List<TextRange> completion() {
        int first = conversation.messages().size();
        while (first > 0 && isAssistant(first - 1)) {
            first--;
        }
        if (first == conversation.messages().size()) {
            throw new DataException(
                    "the mask policy completion needs a conversation that ends with an assistant"
                            + " turn");
        }
        return trained(turnsFrom(first));
    }

    private boolean isAssistant(int message) {
        return conversation.messages().get(message).role().equals("assistant");
    }

    private List<Turn> turnsFrom(int first) {
        List<Turn> turns = new ArrayList<>();
        for (int i = first; i < conversation.messages().size(); i++) {
            Turn turn = isAssistant(i) ? new Turn(i) : null;
            if (turn != null && !turn.spans.isEmpty()) {
                turns.add(turn);
            }
        }
        return turns;
    }

    private List<TextRange> trained(List<Turn> turns) {
        if (turns.isEmpty()) {
            throw new DataException("the conversation has no assistant turn to train on");
        }
        List<TextRange> ranges = new ArrayList<>();
        for (Turn turn : turns) {
            if (options.reasoning()) {
                ranges.add(turn.trained());
            } else {
                ranges.addAll(new Reasoning(rendering).without(turn.trained()));
            }
        }
        return ranges;
    }

    static int commonPrefix(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return i;
            }
        }
        return length;
    }

    /** One assistant message's part of the rendering. */
    private final class Turn {
        private final int message;
        private final List<Span> spans;

        Turn(int message) {
            this.message = message;
            this.spans =
                    rendering.spans().stream().filter(span -> span.message() == message).toList();
        }

        TextRange trained() {
            int start = start();
            return new TextRange(start, Math.max(start, end()));
        }

        private int regionStart() {
            return spans.get(0).start();
        }

        private int regionEnd() {
            return spans.get(spans.size() - 1).end();
        }

        private int start() {
            String region = rendering.text().substring(regionStart(), regionEnd());
            int opening = commonPrefix(region, generationPrompt());
            // Where the turn parts from the generation prompt (a think block that is not there),
            // what the message itself
            // wrote is the model's in any case.
            return Math.min(regionStart() + opening, firstWritten());
        }

        private int end() {
            return ending.after(lastWritten(), regionEnd(), regionEnd());
        }

        /** First character that came from the message, its role aside, or the turn's end. */
        private int firstWritten() {
            return spans.stream()
                    .filter(this::isWritten)
                    .mapToInt(Span::start)
                    .findFirst()
                    .orElse(regionEnd());
        }

        /** One past the last character that came from the message, or the turn's start. */
        private int lastWritten() {
            return spans.stream().filter(this::isWritten).mapToInt(Span::end).max().orElse(start());
        }

        private boolean isWritten(Span span) {
            return span.origin() instanceof Origin.Input input
                    && input.message() == message
                    && !input.path().endsWith(".role");
        }

        private String generationPrompt() {
            Conversation before =
                    new Conversation(
                            conversation.messages().subList(0, message), conversation.tools());
            try {
                String plain = renderer.text(before, false);
                String prompted = renderer.text(before, true);
                return prompted.startsWith(plain) ? prompted.substring(plain.length()) : "";
            } catch (TemplateException e) {
                // A template may refuse a conversation that stops here; then only what the message
                // wrote is known.
                return "";
            }
        }
    }
}
