package org.sftworkbench.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sftworkbench.chat.Conversation;

/**
 * One row of a dataset.
 *
 * @param number from 1, counting rows of the file, those that could not be read included
 * @param line line of the file the row starts at, from 1
 * @param conversation what it says
 * @param extras the columns that are no part of the conversation, as JSON-like values in the row's
 *     order; such as {@code answer} in held-out data
 */
public record DataRow(int number, int line, Conversation conversation, Map<String, Object> extras) {
    public DataRow {
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    public DataRow(int number, int line, Conversation conversation) {
        this(number, line, conversation, Map.of());
    }
}
