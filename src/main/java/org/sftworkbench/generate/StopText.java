package org.sftworkbench.generate;

import java.util.List;
import java.util.Optional;

/**
 * Watches a growing text for strings that end it, across the borders of its pieces, and holds back
 * what may become one of them until it is clear that it does not.
 */
public final class StopText {
    private final List<String> stopStrings;
    private final StringBuilder held = new StringBuilder();
    private String found;

    /**
     * @param stopStrings none empty; none at all lets everything pass
     */
    public StopText(List<String> stopStrings) {
        this.stopStrings = List.copyOf(stopStrings);
    }

    /**
     * Takes the next piece of text.
     *
     * @return what is certainly to be kept, in the order it came; nothing after a stop string was
     *     found
     */
    public String push(String piece) {
        if (found != null) {
            return "";
        }
        held.append(piece);
        int first = held.length();
        for (String stop : stopStrings) {
            int at = held.indexOf(stop);
            // Of several that begin at one place, the longer one says better what ended it.
            if (at >= 0
                    && (at < first
                            || at == first && found != null && stop.length() > found.length())) {
                first = at;
                found = stop;
            }
        }
        int free = found != null ? first : held.length() - heldBack();
        String kept = held.substring(0, free);
        held.delete(0, found != null ? held.length() : free);
        return kept;
    }

    /** What was held back, now that nothing more comes. */
    public String finish() {
        String rest = held.toString();
        held.setLength(0);
        return rest;
    }

    /** The stop string that was found. */
    public Optional<String> found() {
        return Optional.ofNullable(found);
    }

    /** Length of the longest end of the text that begins a stop string. */
    private int heldBack() {
        int most = 0;
        for (String stop : stopStrings) {
            for (int n = Math.min(stop.length() - 1, held.length()); n > most; n--) {
                if (stop.startsWith(held.substring(held.length() - n))) {
                    most = n;
                }
            }
        }
        return most;
    }
}
