package org.sftworkbench.ui.labels;

/** On which side the rows of a batch are filled up to one length. */
public enum PaddingSide {
    /** As for training. */
    RIGHT("Right (training)"),
    /** As for generation, where all rows have to end at the same position. */
    LEFT("Left (generation)");

    private final String title;

    PaddingSide(String title) {
        this.title = title;
    }

    /** The name the user sees. */
    public String title() {
        return title;
    }
}
