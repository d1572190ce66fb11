package org.sftworkbench.ui.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.data.MaskChange;
import org.sftworkbench.data.PaintedRow;

/**
 * What was painted in the rows, stroke by stroke, so that it can be taken back and done again: on
 * each row, as the tokens it was painted as, for itself. FX thread only.
 */
final class PaintingHistory {
    private static final int MOST_STROKES = 200;
    private static final int MOST_PLACES = 200;

    private final Map<Place, Strokes> places =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Place, Strokes> eldest) {
                    return size() > MOST_PLACES;
                }
            };

    /**
     * What is painted on.
     *
     * @param idsHash tells the tokens that the row became
     */
    record Place(PaintedRow row, String idsHash) {}

    /** A stroke, and what takes it back. */
    private record Stroke(MaskChange done, MaskChange back) {}

    private static final class Strokes {
        private final Deque<Stroke> done = new ArrayDeque<>();
        private final Deque<Stroke> undone = new ArrayDeque<>();
    }

    /** Takes note of a stroke; what had been taken back before it cannot be done again. */
    void made(Place place, MaskChange done, MaskChange back) {
        Strokes strokes = places.computeIfAbsent(place, p -> new Strokes());
        strokes.undone.clear();
        strokes.done.push(new Stroke(done, back));
        if (strokes.done.size() > MOST_STROKES) {
            strokes.done.removeLast();
        }
    }

    /** What takes the last stroke back; empty where none is left. */
    Optional<MaskChange> undo(Place place) {
        Strokes strokes = places.get(place);
        if (strokes == null || strokes.done.isEmpty()) {
            return Optional.empty();
        }
        Stroke last = strokes.done.pop();
        strokes.undone.push(last);
        return Optional.of(last.back());
    }

    /** The stroke that was taken back last; empty where none was. */
    Optional<MaskChange> redo(Place place) {
        Strokes strokes = places.get(place);
        if (strokes == null || strokes.undone.isEmpty()) {
            return Optional.empty();
        }
        Stroke last = strokes.undone.pop();
        strokes.done.push(last);
        return Optional.of(last.done());
    }

    /** Forgets everything. */
    void clear() {
        places.clear();
    }
}
