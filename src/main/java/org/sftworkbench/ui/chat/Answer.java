package org.sftworkbench.ui.chat;

import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.generate.AnswerDecoder.Fragment;

/** What a model says to one prompt, as it grows. FX thread only. */
public final class Answer {
    private final ObservableList<AnswerToken> tokens = FXCollections.observableArrayList();
    private final ObservableList<AnswerToken> shownTokens =
            FXCollections.unmodifiableObservableList(tokens);
    private final ReadOnlyIntegerWrapper written = new ReadOnlyIntegerWrapper(this, "written");
    private final ReadOnlyDoubleWrapper tokensPerSecond =
            new ReadOnlyDoubleWrapper(this, "tokensPerSecond", Double.NaN);
    private final ReadOnlyObjectWrapper<Ending> ending =
            new ReadOnlyObjectWrapper<>(this, "ending");
    private long firstToken;

    /** An answer that is over: read from a file, or put there by the user. */
    static Answer of(List<AnswerToken> tokens, Ending ending) {
        return of(tokens, tokens.size(), ending);
    }

    /**
     * The same of which only a part was written, after what it was given.
     *
     * @param written how many of the tokens the model wrote
     */
    static Answer of(List<AnswerToken> tokens, int written, Ending ending) {
        Answer answer = new Answer();
        answer.tokens.setAll(tokens);
        answer.written.set(written);
        answer.ending.set(ending);
        return answer;
    }

    /** The answer so far, token by token. */
    public ObservableList<AnswerToken> tokens() {
        return shownTokens;
    }

    /** Tokens the model has written so far, special ones included, those given to it not. */
    public ReadOnlyIntegerProperty writtenProperty() {
        return written.getReadOnlyProperty();
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
        return tokens.stream()
                .filter(token -> !token.special())
                .map(AnswerToken::text)
                .collect(Collectors.joining());
    }

    /** Whether it can be part of the conversation that the next prompt is made of. */
    boolean isSaid() {
        return ending.get() != null
                && !(ending.get() instanceof Ending.Failed)
                && !tokens.isEmpty();
    }

    /**
     * Counts a token that was written.
     *
     * @param nanoTime when
     */
    void count(long nanoTime) {
        if (written.get() == 0) {
            firstToken = nanoTime;
        } else if (nanoTime > firstToken) {
            tokensPerSecond.set(written.get() * 1e9 / (nanoTime - firstToken));
        }
        written.set(written.get() + 1);
    }

    /** Adds a token whose text is yet to come. */
    void add(AnswerToken token) {
        tokens.add(token);
    }

    /** Adds text to the tokens it belongs to. */
    void add(List<Fragment> fragments) {
        for (Fragment fragment : fragments) {
            int at = fragment.token();
            tokens.set(at, tokens.get(at).with(fragment.text()));
        }
    }

    /** Ends it, unless it has ended before. */
    void end(Ending how) {
        if (ending.get() == null) {
            ending.set(how);
        }
    }
}
