package org.sftworkbench.data.mask;

import java.util.Arrays;
import java.util.List;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.Span;

/**
 * Where the loop turns of other messages write what answers say: some templates write the answer
 * with the question. All of a rendering is looked through once, however many answers there are.
 */
final class SaidElsewhere {
    private final List<Span> spans;
    private final int[] first;
    private final int[] last;

    SaidElsewhere(Conversation conversation, Rendering rendering) {
        spans = rendering.spans();
        first = new int[conversation.messages().size()];
        last = new int[first.length];
        Arrays.fill(first, -1);
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            if (span.origin() instanceof Origin.Input input && input.message() >= 0) {
                int message = input.message();
                last[message] = i;
                boolean anothers = span.message() >= 0 && !isAnswer(conversation, span.message());
                if (first[message] < 0 && anothers && answers(input)) {
                    first[message] = i;
                }
            }
        }
    }

    private static boolean isAnswer(Conversation conversation, int message) {
        return conversation.messages().get(message).role().equals("assistant");
    }

    private static boolean answers(Origin.Input input) {
        return input.field().startsWith("content") || Reasoning.isSource(input);
    }

    /**
     * From the first span that says a message's words in the turn of one that is no answer, through
     * the template's own text after the last span that is of the message; none where there is no
     * such span.
     */
    List<Span> of(int message) {
        if (first[message] < 0) {
            return List.of();
        }
        int end = last[message] + 1;
        while (end < spans.size() && !isOfAMessage(spans.get(end))) {
            end++;
        }
        return spans.subList(first[message], end);
    }

    private static boolean isOfAMessage(Span span) {
        return span.origin() instanceof Origin.Input input && input.message() >= 0;
    }
}
