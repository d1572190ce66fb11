package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.chat.Message;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.Span;

/** Reasoning that a row has but that the template does not write. */
final class ReasoningLost implements RowCheck {
    @Override
    public String name() {
        return "reasoning-dropped";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        List<Message> messages = row.conversation().messages();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Optional<Reasoning> reasoning = Reasoning.of(messages.get(i));
            if (reasoning.isPresent() && !isWritten(row, i, reasoning.get())) {
                boolean later = hasQuestionAfter(messages, i);
                findings.add(
                        finding(
                                later ? Severity.NOTE : Severity.WARNING,
                                "the template drops the reasoning of this message"
                                        + (later ? ", as a question follows" : ""),
                                later
                                        ? "split the conversation into a row for each answer where"
                                                + " its reasoning is to be learned"
                                        : "choose a template that writes the field "
                                                + reasoning.get().field(),
                                row.place().atMessage(i)));
            }
        }
        return findings;
    }

    private static boolean hasQuestionAfter(List<Message> messages, int index) {
        return messages.stream().skip(index + 1L).anyMatch(m -> m.role().equals("user"));
    }

    private static boolean isWritten(RowUnderCheck row, int message, Reasoning reasoning) {
        String path = "messages[" + message + "]." + reasoning.field();
        return row.spans().stream().anyMatch(span -> overlaps(span, path, reasoning));
    }

    private static boolean overlaps(Span span, String path, Reasoning reasoning) {
        return span.origin() instanceof Origin.Input input
                && input.path().equals(path)
                && (input.offset() < 0
                        || input.offset() < reasoning.end()
                                && input.offset() + span.end() - span.start() > reasoning.start());
    }
}
