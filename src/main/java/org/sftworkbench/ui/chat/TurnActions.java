package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/** What can be done with the messages of one side. FX thread only. */
public final class TurnActions {
    private final ChatViewModel view;
    private final ChatSide side;

    TurnActions(ChatViewModel view, ChatSide side) {
        this.view = view;
        this.side = side;
    }

    /** What a model is called. */
    String nameOf(Path model) {
        return view.models().name(model);
    }

    /** Changes where models may be called otherwise than before. */
    Observable names() {
        return view.models().found();
    }

    /** What sets a question apart from the same one on the other side; empty for nothing. */
    public ObservableValue<String> difference(Question question) {
        return view.compared().difference(side, question);
    }

    /** Asks here, after what was said here, what the other side was asked. */
    public void askToo(Question theirs) {
        Question question = new Question(theirs.text(), theirs.kind(), theirs.round());
        view.asking()
                .ask(
                        new Ask(
                                side,
                                side.request(
                                        system(),
                                        null,
                                        question.text(),
                                        question.kind(),
                                        view.encodingProperty().get()),
                                new QuestionPlace(
                                        side,
                                        question,
                                        system(),
                                        () -> side.talk().append(question),
                                        () -> {})));
    }

    /** Asks again; the answers there are stay, as other branches. A draw is another one. */
    public void answer(Question question) {
        answer(question, new ReplyPlace(side, question, system()));
    }

    private void answer(Question question, Ask.Place place) {
        view.asking()
                .ask(
                        List.of(
                                new Ask(
                                        side,
                                        side.request(
                                                system(),
                                                question,
                                                question.text(),
                                                question.kind(),
                                                view.encodingProperty().get()),
                                        place)),
                        question.next().everAdded());
    }

    /** As {@link #answer}. */
    public void regenerate(Reply reply) {
        answer(reply.question());
    }

    /**
     * Asks again where the program ended before the answer did; what had come of it stays, as
     * another branch.
     */
    public void askAgain(Reply interrupted) {
        Question question = interrupted.question();
        boolean empty = interrupted.answer().tokens().isEmpty();
        ReplyPlace place = new ReplyPlace(side, question, system());
        answer(question, empty ? new InPlaceOf(interrupted, side, place) : place);
    }

    /** What the engine does before it can answer; empty for nothing. */
    ObservableValue<String> waitsFor() {
        return view.waitsForProperty();
    }

    /** Turns to where what is waited for can be seen and stopped; null for no such way. */
    Runnable wayToRun() {
        return view.onOpenTrainingProperty().get();
    }

    private String system() {
        return view.inputs().systemProperty().get();
    }

    /** Begins to change a message, or goes on with it. */
    public void write(Turn turn, String draft) {
        turn.setDraft(draft);
        view.talks().edited();
    }

    /** Leaves a message as it was. */
    public void leave(Turn turn) {
        write(turn, null);
    }

    /** Whether a change cannot be accepted now, as something is under way. */
    public ObservableValue<Boolean> isBusy() {
        return view.stateProperty().map(ChatState::isActive);
    }

    /** Asks otherwise, of every model that is shown and was asked the same; the old stays. */
    public void edit(Question question, String text) {
        if (text.isBlank() || !view.isIdle()) {
            return;
        }
        long round = view.nextRound();
        view.asking()
                .ask(
                        view.asking().shownWith(question, side).stream()
                                .map(
                                        one -> {
                                            Question old = one.talk().questionOf(question.round());
                                            Question now =
                                                    new Question(text, question.kind(), round);
                                            return new Ask(
                                                    one,
                                                    one.request(
                                                            system(),
                                                            old,
                                                            text,
                                                            question.kind(),
                                                            view.encodingProperty().get()),
                                                    new QuestionPlace(
                                                            one,
                                                            now,
                                                            system(),
                                                            () -> {
                                                                accepted(question, one);
                                                                one.talk().branch(old, now);
                                                            },
                                                            () -> recall(question, one, text)));
                                        })
                                .toList());
    }

    /** Nothing is lost before the question has its place. */
    private void accepted(Question question, ChatSide one) {
        if (one == side) {
            question.setDraft(null);
        }
    }

    /** What nobody answered can be changed further. */
    private void recall(Question question, ChatSide one, String text) {
        if (one == side) {
            write(question, text);
        }
    }

    /** Puts words into the model's mouth: the conversation goes on from them; the old stay. */
    public void edit(Reply reply, String text) {
        if (text.isBlank() || !view.isIdle()) {
            return;
        }
        Answer answer = Answer.of(List.of(AnswerToken.writtenByHand(text)), new Ending.Edited());
        reply.setDraft(null);
        side.talk().branch(reply, new Reply(reply.model(), answer, SentPrompt.NONE));
        view.changed();
    }

    /** Removes a message with all that follows it, a question of every model that was asked it. */
    public void delete(Turn turn) {
        if (!view.isIdle()) {
            return;
        }
        if (turn instanceof Question question) {
            for (ChatSide one : view.asking().shownWith(question, side)) {
                one.talk().remove(one.talk().questionOf(question.round()));
            }
        } else {
            side.talk().remove(turn);
        }
        view.changed();
    }

    /** Shows the alternative so many places further on. */
    public void turnTo(Turn turn, int step) {
        if (view.isIdle()) {
            Branches branches = turn.within();
            side.talk().show(branches, branches.shownIndex() + step);
            view.changed();
        }
    }

    /** Goes on from another token in place of one that was written; the old answer stays. */
    public void continueFrom(Reply reply, int index, Alternative other) {
        List<AnswerToken> given = new ArrayList<>();
        for (AnswerToken token : reply.answer().tokens().subList(0, index)) {
            given.add(token.withoutText());
        }
        given.add(reply.answer().tokens().get(index).replaced(other));
        goOn(reply, given, 0);
    }

    /** Writes an answer on that ended before the model ended it; the old answer stays. */
    public void goOn(Reply reply) {
        List<AnswerToken> given =
                reply.answer().tokens().stream().map(AnswerToken::withoutText).toList();
        goOn(reply, given, reply.within().everAdded());
    }

    private void goOn(Reply reply, List<AnswerToken> given, int draw) {
        int[] sent = reply.sent().ids();
        int[] ids = Arrays.copyOf(sent, sent.length + given.size());
        for (int i = 0; i < given.size(); i++) {
            ids[sent.length + i] = given.get(i).id();
        }
        view.asking()
                .ask(
                        List.of(
                                new Ask(
                                        side,
                                        side.request(ids, view.encodingProperty().get()),
                                        given,
                                        new ReplyPlace(side, reply.question(), reply.sent()))),
                        draw);
    }

    /** Whether there is more to come of an answer, from the model that the side has now. */
    ObservableValue<Boolean> isUnfinished(Reply reply) {
        return Bindings.createBooleanBinding(
                () ->
                        canContinue(reply)
                                && !reply.answer().tokens().isEmpty()
                                && reply.answer().endingProperty().get() != null
                                && reply.answer().endingProperty().get().canGoOn(),
                reply.answer().endingProperty(),
                side.directoryProperty());
    }

    /** Whether an answer can be gone on from: its ids are known, and its model is the side's. */
    public boolean canContinue(Reply reply) {
        return reply.sent().isThere() && reply.model().equals(side.directoryProperty().get());
    }

    /** Shows what was really sent for an answer. */
    public void showSent(Reply reply) {
        view.sent().show(side, reply);
    }
}
