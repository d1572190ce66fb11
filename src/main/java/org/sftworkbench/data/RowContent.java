package org.sftworkbench.data;

import org.sftworkbench.chat.Conversation;

/** What a row says, and with it how it becomes tokens. */
public sealed interface RowContent {
    /** What such a row is called in messages. */
    String kind();

    /** Messages, which a chat template renders and of which a mask policy trains a part. */
    record Chat(Conversation conversation) implements RowContent {
        @Override
        public String kind() {
            return "a conversation";
        }
    }

    /** A document without roles: no template, and every token is trained. */
    record PlainText(String text) implements RowContent {
        @Override
        public String kind() {
            return "plain text";
        }
    }

    /** Token ids that bring their own mask: neither template nor policy apply. */
    record PreTokenized(LabelledExample example) implements RowContent {
        @Override
        public String kind() {
            return "token ids";
        }
    }
}
