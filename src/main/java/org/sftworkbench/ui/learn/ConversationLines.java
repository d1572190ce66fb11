package org.sftworkbench.ui.learn;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/** Reads conversations written as {@code role: text} lines, with a blank line between them. */
final class ConversationLines {
    private ConversationLines() {}

    static List<Conversation> read(String body) {
        List<Conversation> conversations = new ArrayList<>();
        List<Message> messages = new ArrayList<>();
        for (String line : body.strip().split("\n", -1)) {
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                conversations.add(new Conversation(messages));
                messages = new ArrayList<>();
            } else if (colon < 0) {
                throw new IllegalArgumentException("no role before \"" + line + "\"");
            } else {
                messages.add(
                        Message.of(line.substring(0, colon), line.substring(colon + 1).strip()));
            }
        }
        conversations.add(new Conversation(messages));
        return conversations;
    }
}
