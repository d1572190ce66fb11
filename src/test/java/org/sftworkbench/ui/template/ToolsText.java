package org.sftworkbench.ui.template;

import javafx.beans.property.StringProperty;

/** Lets tests of other packages type into the box of a conversation's tools. */
public final class ToolsText {
    private ToolsText() {}

    public static StringProperty of(ConversationDraft conversation) {
        return conversation.toolsProperty().get().textProperty();
    }
}
