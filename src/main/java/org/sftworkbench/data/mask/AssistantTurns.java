package org.sftworkbench.data.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.Span;
import org.sftworkbench.template.TextRange;

/**
 * What the model itself must write in each assistant turn of a rendering, found by provenance
 * alone, so that it works on any template.
 *
 * <p>A turn is the text its message's loop turn wrote. It is trained from the end of the generation
 * prompt (see {@link GenerationPrompts} and {@link AnswerStart}) through the first end-of-turn
 * token after the last character that came from the message.
 */
public final class AssistantTurns {
    private final Conversation conversation;
    private final Rendering rendering;
    private final GenerationPrompts prompts;
    private final List<String> turnEnds;
    private final TurnEnding ending;
    private final MaskOptions options;

    /**
     * @param prompts of the same template and variables
     * @param turnEnds tokens that end a turn
     */
    AssistantTurns(
            Conversation conversation,
            Rendering rendering,
            GenerationPrompts prompts,
            List<String> turnEnds,
            MaskOptions options) {
        this.conversation = conversation;
        this.rendering = rendering;
        this.prompts = prompts;
        this.turnEnds = turnEnds;
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

    /**
     * Those of the turns after the last message of anyone else: the completion of a conversation
     * that does not say where its prompt ends.
     */
    List<TextRange> completion() {
        return trained(
                turnsFrom(
                        conversation
                                .trailingFrom(message -> message.role().equals("assistant"))
                                .orElseThrow(AssistantTurns::noCompletion)));
    }

    /** What is wrong with a conversation that does not end with a completion. */
    public static DataException noCompletion() {
        return new DataException(
                "the mask policy completion needs a conversation that ends with an assistant"
                        + " turn");
    }

    private boolean isAssistant(int message) {
        return conversation.messages().get(message).role().equals("assistant");
    }

    private List<Turn> turnsFrom(int first) {
        Turn[] turns = new Turn[conversation.messages().size()];
        for (int i = first; i < turns.length; i++) {
            turns[i] = isAssistant(i) ? new Turn(i) : null;
        }
        for (Span span : rendering.spans()) {
            int message = span.message();
            if (message >= first && turns[message] != null) {
                turns[message].add(span);
            }
        }
        SaidElsewhere others = null;
        for (int i = first; i < turns.length; i++) {
            if (turns[i] != null && !turns[i].isSaid()) {
                others = others == null ? new SaidElsewhere(conversation, rendering) : others;
                turns[i] = elsewhere(turns[i], others.of(i));
            }
        }
        return Arrays.stream(turns).filter(turn -> turn != null && turn.isRendered()).toList();
    }

    /**
     * The answer as another message's loop turn writes it, where its own says nothing. Template
     * text right after it may hold its end.
     */
    private static Turn elsewhere(Turn silent, List<Span> spans) {
        Turn turn = silent;
        boolean others = false;
        for (Span span : spans) {
            Origin.Input input = span.origin() instanceof Origin.Input from ? from : null;
            boolean own = input != null && input.message() == silent.message;
            if (turn == silent) {
                turn = silent.writtenBy(span.message());
            }
            others = !own && (others || input != null && input.message() >= 0);
            if (!others && span.message() == turn.writer) {
                turn.add(span);
            }
        }
        return turn;
    }

    private List<TextRange> trained(List<Turn> turns) {
        if (turns.isEmpty()) {
            throw new DataException("the conversation has no assistant turn to train on");
        }
        List<TextRange> ranges = new ArrayList<>();
        for (Turn turn : turns) {
            for (TextRange own : turn.trained()) {
                ranges.addAll(
                        options.reasoning() ? List.of(own) : new Reasoning(rendering).without(own));
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
        private final int writer;
        private int regionStart = -1;
        private int regionEnd;
        private int firstWritten = -1;
        private int lastWritten = -1;

        /** A turn as its own loop turn writes it. */
        Turn(int message) {
            this(message, message);
        }

        /**
         * @param writer index of the message whose loop turn writes it
         */
        Turn(int message, int writer) {
            this.message = message;
            this.writer = writer;
        }

        /**
         * The same message's turn, nothing of it added yet, as another message's loop turn writes
         * it.
         */
        Turn writtenBy(int other) {
            return new Turn(message, other);
        }

        /** Adds the next span that the writing turn wrote. */
        void add(Span span) {
            regionStart = regionStart < 0 ? span.start() : regionStart;
            regionEnd = span.end();
            if (span.origin() instanceof Origin.Input input && input.isSaidBy(message)) {
                firstWritten = firstWritten < 0 ? span.start() : firstWritten;
                lastWritten = span.end();
            }
        }

        boolean isRendered() {
            return regionStart >= 0;
        }

        boolean isSaid() {
            return firstWritten >= 0;
        }

        List<TextRange> trained() {
            int start = start();
            int last = lastWritten < 0 ? start : lastWritten;
            int end = Math.max(start, ending.after(last, regionEnd, otherwise()));
            return new OthersText(conversation, rendering, turnEnds, message, writer)
                    .without(new TextRange(start, end));
        }

        /** Where the turn ends that no token ends. */
        private int otherwise() {
            return writer == message ? regionEnd : lastWritten;
        }

        private int start() {
            String prompt = prompts.before(conversation, message);
            return new AnswerStart(rendering, message, writer, prompt)
                    .within(regionStart, regionEnd, firstWritten);
        }
    }
}
