package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.List;

/** Alternatives at one place of a conversation, one of them shown. FX thread only. */
public final class Branches {
    private final Turn after;
    private final List<Turn> turns = new ArrayList<>();
    private int shown = -1;

    /** How many were ever added. */
    private int added;

    /** The one that the newest took the place of; null once something else was shown. */
    private Turn gaveWay;

    /**
     * @param after the message they follow; null at the beginning
     */
    Branches(Turn after) {
        this.after = after;
    }

    Turn after() {
        return after;
    }

    public List<Turn> turns() {
        return List.copyOf(turns);
    }

    /** How many there are. */
    public int count() {
        return turns.size();
    }

    /** How many there were, those that were removed since included. */
    int everAdded() {
        return added;
    }

    /** Index of the one that is shown; -1 where there is none. */
    public int shownIndex() {
        return shown;
    }

    /** The one that is shown, or null. */
    Turn shown() {
        return shown < 0 ? null : turns.get(shown);
    }

    void add(Turn turn) {
        turn.setWithin(this);
        gaveWay = shown();
        turns.add(turn);
        added++;
        shown = turns.size() - 1;
    }

    void show(int index) {
        shown = Math.max(0, Math.min(turns.size() - 1, index));
        gaveWay = null;
    }

    /** Where it was shown, the one is that it took the place of, else one beside it. */
    void remove(Turn turn) {
        int at = turns.indexOf(turn);
        if (at >= 0) {
            turns.remove(at);
            shown = at < shown || shown == turns.size() ? shown - 1 : shown;
            if (at == turns.size() && turns.contains(gaveWay)) {
                shown = turns.indexOf(gaveWay);
            }
            gaveWay = null;
        }
    }
}
