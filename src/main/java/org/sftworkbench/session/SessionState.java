package org.sftworkbench.session;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How a window was left: what was open in it, and how its panes were set.
 *
 * @param model the model directory, absolute; null for none
 * @param tokenizerOnly whether only its tokenizer was open
 * @param data the data files, absolute
 * @param columns needed column to the files' own, as in {@link org.sftworkbench.data.ColumnMapping}
 * @param row the row that was looked at; null for none
 * @param batch the rows chosen to be drawn with their labels, in order; empty where none were
 * @param settings what differs from the program's defaults, by the setting's name
 * @param recent what was opened last
 */
public record SessionState(
        String model,
        boolean tokenizerOnly,
        List<String> data,
        Map<String, String> columns,
        RowName row,
        List<RowName> batch,
        Map<String, String> settings,
        RecentlyOpened recent) {
    /** Of a window that was never left. */
    public static final SessionState NONE =
            new SessionState(null, false, List.of(), Map.of(), null, List.of(), Map.of(), null);

    public SessionState {
        data = data == null ? List.of() : data.stream().filter(Objects::nonNull).toList();
        batch = batch == null ? List.of() : batch.stream().filter(Objects::nonNull).toList();
        columns = withoutNulls(columns);
        settings = withoutNulls(settings);
        recent = recent == null ? RecentlyOpened.NONE : recent;
    }

    private static Map<String, String> withoutNulls(Map<String, String> map) {
        Map<String, String> kept = new TreeMap<>();
        if (map != null) {
            map.forEach(
                    (name, value) -> {
                        if (value != null) {
                            kept.put(name, value);
                        }
                    });
        }
        return Collections.unmodifiableMap(kept);
    }

    /** The same with what another window has opened. */
    SessionState with(RecentlyOpened others) {
        return new SessionState(
                model, tokenizerOnly, data, columns, row, batch, settings, recent.and(others));
    }
}
