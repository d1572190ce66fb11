package org.sftworkbench.ui.template;

import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Percent;

/**
 * How many tokens there are and how many of them count.
 *
 * @param tokens all
 * @param trained those that count toward the loss
 */
public record Counts(int tokens, int trained) {
    /** Of nothing. */
    public static final Counts NONE = new Counts(0, 0);

    public static Counts of(LabelledExample example) {
        int trained = 0;
        for (boolean counts : example.trained()) {
            trained += counts ? 1 : 0;
        }
        return new Counts(example.length(), trained);
    }

    /** The trained share in percent, such as {@code 23.4 %}. */
    public String share() {
        return Percent.text(trained, tokens);
    }
}
