package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was set by hand in the rows of the data in use. A row is known by its number and the ids it
 * becomes, so one row may carry several entries: one for each template it was painted under.
 *
 * @param rows a row's number to its entries
 */
public record MaskOverrides(Map<Integer, List<MaskOverride>> rows) {
    /** Nothing set by hand. */
    public static final MaskOverrides NONE = new MaskOverrides(Map.of());

    public MaskOverrides {
        Map<Integer, List<MaskOverride>> copy = new LinkedHashMap<>();
        rows.forEach((row, entries) -> copy.put(row, List.copyOf(entries)));
        rows = Collections.unmodifiableMap(copy);
    }

    public static MaskOverrides of(Collection<MaskOverride> entries) {
        MaskOverrides all = NONE;
        for (MaskOverride entry : entries) {
            all = all.with(entry);
        }
        return all;
    }

    /** All entries. */
    public List<MaskOverride> entries() {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    /** With an entry in place of the one on the same ids; one that sets no token is left out. */
    public MaskOverrides with(MaskOverride entry) {
        List<MaskOverride> kept = new ArrayList<>(rows.getOrDefault(entry.row(), List.of()));
        kept.removeIf(other -> other.idsHash().equals(entry.idsHash()));
        if (!entry.trained().isEmpty()) {
            kept.add(entry);
        }
        Map<Integer, List<MaskOverride>> changed = new LinkedHashMap<>(rows);
        if (kept.isEmpty()) {
            changed.remove(entry.row());
        } else {
            changed.put(entry.row(), kept);
        }
        return new MaskOverrides(changed);
    }

    /** The entry on these ids of a row; empty where nothing was set on them. */
    public Optional<MaskOverride> on(int row, int[] ids) {
        List<MaskOverride> entries = rows.getOrDefault(row, List.of());
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        String hash = MaskOverride.hash(ids);
        return entries.stream().filter(entry -> entry.idsHash().equals(hash)).findFirst();
    }

    /** Whether a row carries entries of which none is on these ids, so that none is applied. */
    public boolean missed(int row, int[] ids) {
        return rows.containsKey(row) && on(row, ids).isEmpty();
    }

    /** The example as the policy says, with what was set by hand on its ids. */
    public AnnotatedExample applied(int row, AnnotatedExample example) {
        return on(row, example.example().inputIds())
                .map(entry -> entry.applied(example))
                .orElse(example);
    }
}
