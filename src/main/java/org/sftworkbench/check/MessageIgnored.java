package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sftworkbench.chat.Message;
import org.sftworkbench.template.Origin;

/** A message of which the template writes nothing. */
final class MessageIgnored implements RowCheck {
    @Override
    public String name() {
        return "message-ignored";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < row.conversation().messages().size(); i++) {
            Message message = row.conversation().messages().get(i);
            if (saysSomething(message) && !isWritten(row, i)) {
                findings.add(
                        finding(
                                message.role().equals("assistant")
                                        ? Severity.ERROR
                                        : Severity.WARNING,
                                "the template writes nothing of this message (role "
                                        + message.role()
                                        + ")",
                                "choose a template that knows the role and the shape of the content"
                                        + " (text or a list of parts), or drop the message from the"
                                        + " row",
                                row.place().atMessage(i)));
            }
        }
        return findings;
    }

    private static boolean saysSomething(Message message) {
        return !message.text().isBlank()
                || isFilled(message.fields().get("content"))
                || isFilled(message.fields().get("tool_calls"));
    }

    private static boolean isFilled(Object value) {
        return value instanceof List<?> list && !list.isEmpty()
                || value instanceof Map<?, ?> map && !map.isEmpty();
    }

    private static boolean isWritten(RowUnderCheck row, int message) {
        return row.spans().stream()
                .anyMatch(
                        span ->
                                span.origin() instanceof Origin.Input input
                                        && input.isSaidBy(message));
    }
}
