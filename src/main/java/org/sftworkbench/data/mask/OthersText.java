package org.sftworkbench.data.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.Span;
import org.sftworkbench.template.TextRange;

/**
 * Takes out of an assistant's turn what others say in it: results of tools, which some templates
 * print among the answer that called them.
 */
final class OthersText {
    private static final Pattern CLOSING =
            Pattern.compile(
                    "</[^<>\\s]{1,64}>|<[^<>|\\s]{1,64}\\|>|\\[/[A-Z_]{1,64}]"
                            + "|<[|｜][^<>\\n]{0,64}(?:end|END)[^<>\\n]{0,64}[|｜]>");

    private final Conversation conversation;
    private final Rendering rendering;
    private final List<String> turnEnds;
    private final int message;
    private final int writer;

    /**
     * @param turnEnds tokens that end a turn
     * @param message index of the assistant message
     * @param writer index of the message whose loop turn writes it: its own but for few templates
     */
    OthersText(
            Conversation conversation,
            Rendering rendering,
            List<String> turnEnds,
            int message,
            int writer) {
        this.conversation = conversation;
        this.rendering = rendering;
        this.turnEnds = turnEnds;
        this.message = message;
        this.writer = writer;
    }

    /** What is left of the turn's trained stretch. */
    List<TextRange> without(TextRange trained) {
        List<TextRange> left = new ArrayList<>(List.of(trained));
        int own = trained.start();
        int resumed = trained.start();
        List<Span> spans = rendering.spansWithin(trained);
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            if (isOthersTurn(span)) {
                cut(left, span.start(), span.end());
            } else if (isOwn(span)) {
                own = span.end();
            } else if (isOthers(span) && span.end() > resumed) {
                int from = Math.max(resumed, opening(own, Math.max(own, span.start())));
                resumed = resuming(spans, i, trained.end());
                cut(left, from, resumed);
            }
        }
        return left;
    }

    /** Cuts come in order, so that only the last stretch can have them. */
    private static void cut(List<TextRange> ranges, int start, int end) {
        if (start < end && !ranges.isEmpty()) {
            TextRange last = ranges.remove(ranges.size() - 1);
            ranges.addAll(last.without(new TextRange(start, end)));
        }
    }

    private boolean isOwn(Span span) {
        return span.origin() instanceof Origin.Input input && input.message() == message;
    }

    private boolean isOthersTurn(Span span) {
        return span.message() != writer && isOther(span.message());
    }

    private boolean isOthers(Span span) {
        return span.origin() instanceof Origin.Input input
                && isOther(input.message())
                && input.isSaidBy(input.message());
    }

    private boolean isOther(int index) {
        return index >= 0
                && index != message
                && !conversation.messages().get(index).role().equals("assistant");
    }

    /**
     * Where the template turns to what another says: after the last mark that closes what was said
     * before, else at the first mark.
     */
    private int opening(int own, int others) {
        String between = rendering.text().substring(own, others);
        int closed = -1;
        for (Matcher marks = CLOSING.matcher(between); marks.find(); ) {
            closed = marks.end();
        }
        if (closed >= 0) {
            return own + closed;
        }
        Matcher marks = PromptParting.MARK.matcher(between);
        return marks.find() ? own + marks.start() : own;
    }

    /** Where the turn is the model's again: at its next words, or what ends it. */
    private int resuming(List<Span> spans, int span, int end) {
        for (int i = span + 1; i < spans.size(); i++) {
            if (isOwn(spans.get(i)) && !isOthersTurn(spans.get(i))) {
                return spans.get(i).start();
            }
        }
        // What is said may hold a token that ends turns, and the stretch end with it.
        int said = Math.min(spans.get(span).end(), end);
        String rest = rendering.text().substring(said, end);
        return turnEnds.stream()
                .mapToInt(rest::lastIndexOf)
                .filter(at -> at >= 0)
                .map(at -> said + at)
                .min()
                .orElse(end);
    }
}
