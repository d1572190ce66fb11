package org.sftworkbench.ui.labels;

import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.ui.WordTokenizer;

/** What a model could answer, for pictures and for tests. */
final class Answers {
    private static final float[] PROBABILITIES = {0.62f, 0.2f, 0.1f, 0.03f, 0.01f};

    private Answers() {}

    /** Another NLL at every place, the real next token in the second place. */
    static Event.Inspected varied(Command asked) {
        int[] given = ((Command.Inspect) asked).batch().ids();
        int size = given.length;
        int count = PROBABILITIES.length;
        double[] nll = new double[size];
        int[] ids = new int[count * size];
        float[] probabilities = new float[count * size];
        for (int i = 0; i < size; i++) {
            nll[i] = 7 * Math.abs(Math.sin(1.7 * i + size));
            for (int k = 0; k < count; k++) {
                ids[count * i + k] =
                        k == 1 && i + 1 < size ? given[i + 1] : WordTokenizer.IM_END + k;
                probabilities[count * i + k] = PROBABILITIES[k];
            }
        }
        return new Event.Inspected(nll, new Event.Expectations(count, ids, probabilities));
    }
}
