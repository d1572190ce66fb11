package org.sftworkbench.ui.chat;

import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What a model says to one prompt, as it grows. FX thread only. */
public final class Answer {
    private final ObservableList<Piece> pieces = FXCollections.observableArrayList();
    private final ObservableList<Piece> shownPieces =
            FXCollections.unmodifiableObservableList(pieces);
    private final ReadOnlyIntegerWrapper tokens = new ReadOnlyIntegerWrapper(this, "tokens");
    private final ReadOnlyDoubleWrapper tokensPerSecond =
            new ReadOnlyDoubleWrapper(this, "tokensPerSecond", Double.NaN);
    private final ReadOnlyObjectWrapper<Ending> ending =
            new ReadOnlyObjectWrapper<>(this, "ending");
    private long firstToken;

    /** The answer so far; neighbouring stretches of words are one. */
    public ObservableList<Piece> pieces() {
        return shownPieces;
    }

    /** Tokens written so far, special ones included. */
    public ReadOnlyIntegerProperty tokensProperty() {
        return tokens.getReadOnlyProperty();
    }

    /** From the first token to the last; NaN before the second. */
    public ReadOnlyDoubleProperty tokensPerSecondProperty() {
        return tokensPerSecond.getReadOnlyProperty();
    }

    /** How it ended; null while it is waited for or written. */
    public ReadOnlyObjectProperty<Ending> endingProperty() {
        return ending.getReadOnlyProperty();
    }

    /** The words without special tokens: what the model has said, for its next prompt. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Words words) {
                text.append(words.text());
            }
        }
        return text.toString();
    }

    /** Whether it can be part of the conversation that the next prompt is made of. */
    boolean isSaid() {
        return ending.get() != null && !(ending.get() instanceof Ending.Failed) && tokens.get() > 0;
    }

    /**
     * Counts a token.
     *
     * @param nanoTime when it was written
     */
    void count(long nanoTime) {
        if (tokens.get() == 0) {
            firstToken = nanoTime;
        } else if (nanoTime > firstToken) {
            tokensPerSecond.set(tokens.get() * 1e9 / (nanoTime - firstToken));
        }
        tokens.set(tokens.get() + 1);
    }

    void append(List<Piece> more) {
        more.forEach(this::append);
    }

    private void append(Piece piece) {
        int last = pieces.size() - 1;
        if (piece instanceof Piece.Words words
                && last >= 0
                && pieces.get(last) instanceof Piece.Words before) {
            pieces.set(last, new Piece.Words(before.text() + words.text()));
        } else {
            pieces.add(piece);
        }
    }

    /** Ends it, unless it has ended before. */
    void end(Ending how) {
        if (ending.get() == null) {
            ending.set(how);
        }
    }
}
