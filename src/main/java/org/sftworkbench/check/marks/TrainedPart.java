package org.sftworkbench.check.marks;

/**
 * What of a written text is trained: all but a beginning and an end, which are the same each time.
 *
 * @param any whether anything of it is
 * @param before the beginning that is not
 * @param after the end that is not
 */
record TrainedPart(boolean any, String before, String after) {
    /** Nothing is trained. */
    static final TrainedPart NONE = new TrainedPart(false, "", "");

    /** All of it is trained. */
    static final TrainedPart WHOLE = new TrainedPart(true, "", "");

    /** The part between two characters. */
    static TrainedPart of(String written, int from, int to) {
        return from == to
                ? NONE
                : new TrainedPart(true, written.substring(0, from), written.substring(to));
    }

    /** Whether all or nothing is trained. */
    boolean undivided() {
        return before.isEmpty() && after.isEmpty();
    }

    /** The same with more of the beginning left out. */
    TrainedPart without(String written, int characters) {
        return of(written, before.length() + characters, written.length() - after.length());
    }
}
