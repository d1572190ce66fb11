package org.sftworkbench.data;

import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/** What a row says, and with it how it becomes tokens. */
public sealed interface RowContent {
    /** What such a row is called in messages. */
    String kind();

    /** Roughly how much it says, in characters or tokens. */
    long size();

    /**
     * Messages, which a chat template renders and of which a mask policy trains a part.
     *
     * @param ofTexts whether they were written as a prompt and a completion that are texts
     */
    record Chat(Conversation conversation, boolean ofTexts) implements RowContent {
        public Chat(Conversation conversation) {
            this(conversation, false);
        }

        @Override
        public String kind() {
            return "a conversation";
        }

        @Override
        public long size() {
            long size = 0;
            for (Message message : conversation.messages()) {
                for (Object value : message.fields().values()) {
                    size += value instanceof String text ? text.length() : 64;
                }
            }
            return size;
        }
    }

    /** A document without roles: no template, and every token is trained. */
    record PlainText(String text) implements RowContent {
        @Override
        public String kind() {
            return "plain text";
        }

        @Override
        public long size() {
            return text.length();
        }
    }

    /** Token ids that bring their own mask: neither template nor policy apply. */
    record PreTokenized(LabelledExample example) implements RowContent {
        @Override
        public String kind() {
            return "token ids";
        }

        @Override
        public long size() {
            return example.length();
        }
    }
}
