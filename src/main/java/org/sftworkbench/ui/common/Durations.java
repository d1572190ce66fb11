package org.sftworkbench.ui.common;

import org.sftworkbench.ui.common.words.Words;

/** Says how long something takes, as coarse as one reads it. */
public final class Durations {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private Durations() {}

    /**
     * 42 s, 1 min 5 s, 2 h 3 min, in the language of now.
     *
     * @param seconds below 0 is 0
     */
    public static String say(Words words, double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        if (whole < MINUTE) {
            return words.say("{0} s", whole);
        }
        return whole < HOUR
                ? words.say("{0} min {1} s", whole / MINUTE, whole % MINUTE)
                : words.say("{0} h {1} min", whole / HOUR, whole % HOUR / MINUTE);
    }
}
