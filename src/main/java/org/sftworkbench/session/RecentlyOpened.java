package org.sftworkbench.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was opened last, the newest first; never more than can be looked over at a glance.
 *
 * @param models model directories
 * @param data data files
 */
public record RecentlyOpened(List<Opened> models, List<Opened> data) {
    /** Nothing yet. */
    public static final RecentlyOpened NONE = new RecentlyOpened(List.of(), List.of());

    private static final int MOST = 10;

    public RecentlyOpened {
        models = models == null ? List.of() : newest(models.stream());
        data = data == null ? List.of() : newest(data.stream());
    }

    private static List<Opened> newest(Stream<Opened> all) {
        Map<List<String>, Opened> each = new LinkedHashMap<>();
        List<Opened> sorted =
                new ArrayList<>(all.filter(o -> o != null && !o.paths().isEmpty()).toList());
        sorted.sort(Comparator.comparingLong(Opened::at).reversed());
        sorted.forEach(opened -> each.putIfAbsent(opened.paths(), opened));
        return each.values().stream().limit(MOST).toList();
    }

    /** These and those of another window. */
    public RecentlyOpened and(RecentlyOpened other) {
        return new RecentlyOpened(
                Stream.concat(models.stream(), other.models.stream()).toList(),
                Stream.concat(data.stream(), other.data.stream()).toList());
    }

    public RecentlyOpened withModel(Opened opened) {
        return and(new RecentlyOpened(List.of(opened), List.of()));
    }

    public RecentlyOpened withData(Opened opened) {
        return and(new RecentlyOpened(List.of(), List.of(opened)));
    }
}
