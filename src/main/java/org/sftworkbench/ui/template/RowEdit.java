package org.sftworkbench.ui.template;

import java.util.Map;
import org.sftworkbench.data.RowContent;

/**
 * A row as it is edited.
 *
 * @param content what it says now
 * @param unread texts of boxes for JSON that are no JSON yet, by the box; what was there before
 *     still holds in the content
 */
public record RowEdit(RowContent content, Map<String, String> unread) {
    public RowEdit {
        unread = Map.copyOf(unread);
    }

    /** A row whose boxes can all be read. */
    static RowEdit of(RowContent content) {
        return new RowEdit(content, Map.of());
    }
}
