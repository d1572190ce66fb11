package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.chat.Message;

/** One model's conversation with all its branches, and the one that is shown. FX thread only. */
public final class TalkTree {
    private final Branches beginnings = new Branches(null);
    private final ObservableList<Turn> path = FXCollections.observableArrayList();
    private final ObservableList<Turn> shownPath = FXCollections.unmodifiableObservableList(path);

    /** The messages that are shown, from the first to the last. */
    public ObservableList<Turn> path() {
        return shownPath;
    }

    /** Alternatives of the first message. */
    public Branches beginnings() {
        return beginnings;
    }

    /** Adds a message after the last that is shown. */
    void append(Turn turn) {
        Turn last = path.isEmpty() ? null : path.get(path.size() - 1);
        (last == null ? beginnings : last.next()).add(turn);
        refresh();
    }

    /** Adds an alternative to a message, and shows it. */
    void branch(Turn beside, Turn turn) {
        beside.within().add(turn);
        refresh();
    }

    /** Adds what follows a message, and shows it. */
    void follow(Turn after, Turn turn) {
        (after == null ? beginnings : after.next()).add(turn);
        refresh();
    }

    /** Shows another alternative. */
    void show(Branches branches, int index) {
        branches.show(index);
        refresh();
    }

    /**
     * Removes a message with all that follows it; another alternative is shown, if there is one.
     */
    void remove(Turn turn) {
        turn.within().remove(turn);
        refresh();
    }

    void clear() {
        for (Turn turn : beginnings.turns()) {
            beginnings.remove(turn);
        }
        refresh();
    }

    /** The question of a round that is shown, or null. */
    Question questionOf(long round) {
        for (Turn turn : path) {
            if (turn instanceof Question question && question.round() == round) {
                return question;
            }
        }
        return null;
    }

    /**
     * What a model has been asked and has answered before a message, as it is to be reminded of it:
     * its own answers, none of another model that was asked here.
     *
     * @param end the message before which to stop; null for all that is shown
     */
    List<Message> messagesBefore(Turn end, Path model) {
        List<Message> messages = new ArrayList<>();
        for (Turn turn : path) {
            if (turn == end) {
                break;
            }
            if (turn instanceof Reply reply
                    && reply != end
                    && reply.question().kind() == PromptKind.TEMPLATE
                    && reply.model().equals(model)
                    && reply.answer().isSaid()) {
                messages.add(Message.of("user", reply.question().text()));
                messages.add(Message.of("assistant", reply.answer().text()));
            }
        }
        return messages;
    }

    private void refresh() {
        List<Turn> now = new ArrayList<>();
        for (Turn turn = beginnings.shown(); turn != null; turn = turn.next().shown()) {
            now.add(turn);
        }
        if (!now.equals(path)) {
            // In one step, so that nobody sees half of another branch.
            path.setAll(now);
        }
    }
}
