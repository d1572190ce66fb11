package org.sftworkbench.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was set by hand in the rows of the data in use. A row is known by its file, its number there
 * and the ids it becomes, so one row may carry several entries: one for each template it was
 * painted under.
 *
 * @param rows the rows that were painted, to their entries
 */
public record MaskOverrides(Map<PaintedRow, List<MaskOverride>> rows) {
    /** Nothing set by hand. */
    public static final MaskOverrides NONE = new MaskOverrides(Map.of());

    public MaskOverrides {
        Map<PaintedRow, List<MaskOverride>> copy = new LinkedHashMap<>();
        rows.forEach((row, entries) -> copy.put(row, List.copyOf(entries)));
        rows = Collections.unmodifiableMap(copy);
    }

    /**
     * @param file the data file whose rows the entries are of; null for rows of no file
     */
    public static MaskOverrides of(Path file, Collection<MaskOverride> entries) {
        Map<PaintedRow, Map<String, MaskOverride>> all = new LinkedHashMap<>();
        for (MaskOverride entry : entries) {
            Map<String, MaskOverride> ofRow =
                    all.computeIfAbsent(
                            new PaintedRow(file, entry.row()), row -> new LinkedHashMap<>());
            ofRow.remove(entry.idsHash());
            if (!entry.trained().isEmpty()) {
                ofRow.put(entry.idsHash(), entry);
            }
        }
        Map<PaintedRow, List<MaskOverride>> rows = new LinkedHashMap<>();
        all.forEach(
                (row, ofRow) -> {
                    if (!ofRow.isEmpty()) {
                        rows.put(row, List.copyOf(ofRow.values()));
                    }
                });
        return new MaskOverrides(rows);
    }

    /** All entries. */
    public List<MaskOverride> entries() {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    /** With those of the rows of other files. */
    public MaskOverrides and(MaskOverrides others) {
        Map<PaintedRow, List<MaskOverride>> all = new LinkedHashMap<>(rows);
        all.putAll(others.rows);
        return new MaskOverrides(all);
    }

    /**
     * With an entry in place of the one on the same ids; one that sets no token is left out.
     *
     * @param file the data file that the entry's row stands in; null for none
     */
    public MaskOverrides with(Path file, MaskOverride entry) {
        PaintedRow row = new PaintedRow(file, entry.row());
        List<MaskOverride> kept = new ArrayList<>(rows.getOrDefault(row, List.of()));
        kept.removeIf(other -> other.idsHash().equals(entry.idsHash()));
        if (!entry.trained().isEmpty()) {
            kept.add(entry);
        }
        Map<PaintedRow, List<MaskOverride>> changed = new LinkedHashMap<>(rows);
        if (kept.isEmpty()) {
            changed.remove(row);
        } else {
            changed.put(row, kept);
        }
        return new MaskOverrides(changed);
    }

    /**
     * With a change of the entry on the same ids, or a new one where there is none.
     *
     * @param file the data file that the change's row stands in; null for none
     */
    public MaskOverrides with(Path file, MaskChange change) {
        MaskOverride before =
                rows.getOrDefault(new PaintedRow(file, change.row()), List.of()).stream()
                        .filter(entry -> entry.idsHash().equals(change.idsHash()))
                        .findFirst()
                        .orElseGet(
                                () ->
                                        new MaskOverride(
                                                change.row(), change.idsHash(), new TreeMap<>()));
        return with(file, change.applied(before));
    }

    /** Whether anything was set in a row, on whatever ids. */
    boolean holds(DataRow row) {
        return !rows.isEmpty() && rows.containsKey(PaintedRow.of(row));
    }

    /** The entry on these ids of a row; empty where nothing was set on them. */
    public Optional<MaskOverride> on(DataRow row, int[] ids) {
        List<MaskOverride> entries = rows.getOrDefault(PaintedRow.of(row), List.of());
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        String hash = MaskOverride.hash(ids);
        return entries.stream().filter(entry -> entry.idsHash().equals(hash)).findFirst();
    }

    /** Whether a row carries entries of which none is on these ids, so that none is applied. */
    public boolean missed(DataRow row, int[] ids) {
        return holds(row) && on(row, ids).isEmpty();
    }

    /** The example as the policy says, with what was set by hand on its ids. */
    public AnnotatedExample applied(DataRow row, AnnotatedExample example) {
        return on(row, example.example().inputIds())
                .map(entry -> entry.applied(example))
                .orElse(example);
    }
}
