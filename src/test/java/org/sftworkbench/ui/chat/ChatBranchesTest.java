package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.beans.value.ObservableValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages are changed, asked again, gone on from and deleted, and nothing else is lost by it. */
class ChatBranchesTest {
    @TempDir Path talks;

    private ChatDesk desk;
    private ChatViewModel view;

    @BeforeEach
    void haveAConversation() {
        desk = new ChatDesk(talks);
        view = desk.view;
        desk.exchange("Where", "base one", "tuned one");
        desk.exchange("Why", "base two", "tuned two");
    }

    @Test
    void regeneratingAsksThatModelAloneAndKeepsTheAnswerThereWas() {
        view.actions(view.tuned()).regenerate(desk.reply(view.tuned(), 1));
        assertThat(desk.engine.commands()).hasSize(5);
        assertThat(desk.last().model()).isEqualTo(ChatDesk.TUNED);
        assertThat(desk.lastPrompt())
                .endsWith(
                        "assistant tuned one<|im_end|><|im_start|>user Why<|im_end|>"
                                + "<|im_start|>assistant ");
        desk.answer(4, "tuned three");

        assertThat(desk.shown(view.tuned()))
                .containsExactly("Where", "tuned one", "Why", "tuned three");
        assertThat(desk.reply(view.tuned(), 1).within().count()).isEqualTo(2);
        view.actions(view.tuned()).turnTo(desk.reply(view.tuned(), 1), -1);
        assertThat(desk.shown(view.tuned()))
                .containsExactly("Where", "tuned one", "Why", "tuned two");
    }

    @Test
    void everyAnswerIsADrawOfItsOwnAlsoWhereOneWasDeleted() {
        view.sampling().greedyProperty().set(false);
        view.actions(view.tuned()).regenerate(desk.reply(view.tuned(), 1));
        desk.answer(4, "tuned three");
        long second = desk.last().settings().sampling().seed();
        view.actions(view.tuned()).turnTo(desk.reply(view.tuned(), 1), -1);
        view.actions(view.tuned()).delete(desk.reply(view.tuned(), 1));
        view.actions(view.tuned()).regenerate(desk.reply(view.tuned(), 1));
        assertThat(desk.last().settings().sampling().seed()).isNotEqualTo(second);
    }

    @Test
    void whatIsStoppedBeforeItsFirstWordGivesTheAlternativeBackThatWasShown() {
        for (int command = 4; command < 6; command++) {
            view.actions(view.tuned()).regenerate(desk.reply(view.tuned(), 1));
            desk.answer(command, "tuned " + command);
        }
        view.actions(view.tuned()).turnTo(desk.reply(view.tuned(), 1), -2);
        view.actions(view.tuned()).regenerate(desk.reply(view.tuned(), 1));
        view.stop();
        desk.cancelled(6);
        assertThat(desk.shown(view.tuned())).endsWith("Why", "tuned two");
        assertThat(desk.reply(view.tuned(), 1).within().count()).isEqualTo(3);
    }

    @Test
    void regeneratingInTheMiddleHidesWhatFollowedUntilOneTurnsBack() {
        view.actions(view.base()).regenerate(desk.reply(view.base(), 0));
        assertThat(desk.lastPrompt()).doesNotContain("Why").doesNotContain("base one");
        desk.answer(4, "base other");
        assertThat(desk.shown(view.base())).containsExactly("Where", "base other");

        view.actions(view.base()).turnTo(desk.reply(view.base(), 0), -1);
        assertThat(desk.shown(view.base())).containsExactly("Where", "base one", "Why", "base two");
    }

    @Test
    void questionAskedOtherwiseIsAskedOfBothAndBranchesThere() {
        view.actions(view.base()).edit(desk.question(view.base(), 1), "When");
        assertThat(desk.engine.commands()).hasSize(6);
        desk.answer(4, "base when");
        desk.answer(5, "tuned when");

        assertThat(desk.shown(view.base()))
                .containsExactly("Where", "base one", "When", "base when");
        assertThat(desk.shown(view.tuned()))
                .containsExactly("Where", "tuned one", "When", "tuned when");
        assertThat(desk.question(view.tuned(), 1).within().count()).isEqualTo(2);
    }

    @Test
    void firstQuestionCanBeAskedOtherwiseToo() {
        view.actions(view.tuned()).edit(desk.question(view.tuned(), 0), "Who");
        desk.answer(4, "base who");
        desk.answer(5, "tuned who");
        assertThat(desk.shown(view.base())).containsExactly("Who", "base who");
        assertThat(view.base().talk().beginnings().count()).isEqualTo(2);
    }

    @Test
    void answerWrittenByTheUserIsWhatTheModelIsRemindedOf() {
        view.actions(view.tuned()).edit(desk.reply(view.tuned(), 1), "my words");
        assertThat(desk.reply(view.tuned(), 1).answer().endingProperty().get())
                .isEqualTo(new Ending.Edited());
        assertThat(desk.engine.commands()).hasSize(4);

        desk.ask("More");
        assertThat(desk.lastPrompt())
                .contains("assistant my words<|im_end|>")
                .doesNotContain("tuned two");
    }

    @Test
    void oneGoesOnFromAnotherTokenWithTheSamePromptAndABranch() {
        Reply reply = desk.reply(view.tuned(), 1);
        AnswerToken second = reply.answer().tokens().get(1);
        assertThat(second.name()).isEqualTo("␣two");
        assertThat(second.probability()).isEqualTo(0.6);
        Alternative other = second.alternatives().get(1);
        assertThat(other.name()).isEqualTo("␣other");

        view.actions(view.tuned()).continueFrom(reply, 1, other);
        assertThat(desk.last().model()).isEqualTo(ChatDesk.TUNED);
        assertThat(desk.last().prompts().get(0))
                .isEqualTo(
                        ChatDesk.join(
                                reply.sent().ids(),
                                reply.answer().tokens().get(0).id(),
                                other.id()));
        desk.answer(4, " way out");

        Reply now = desk.reply(view.tuned(), 1);
        assertThat(now.answer().text()).isEqualTo("tuned other way out");
        assertThat(now.sent().ids()).isEqualTo(reply.sent().ids());
        assertThat(now.answer().tokens().get(1).given()).isTrue();
        assertThat(now.answer().tokens().get(1).probability()).isEqualTo(0.3);
        assertThat(now.answer().tokens().get(0).given()).isFalse();
        assertThat(now.answer().writtenProperty().get()).isEqualTo(3);
        assertThat(now.within().count()).isEqualTo(2);
    }

    @Test
    void whatWasGoneOnFromCanBeGoneOnFromAgain() {
        Reply reply = desk.reply(view.tuned(), 1);
        view.actions(view.tuned())
                .continueFrom(reply, 0, reply.answer().tokens().get(0).alternatives().get(1));
        desk.answer(4, " way");
        Reply again = desk.reply(view.tuned(), 1);
        Alternative other = again.answer().tokens().get(1).alternatives().get(1);
        view.actions(view.tuned()).continueFrom(again, 1, other);
        assertThat(desk.last().prompts().get(0))
                .isEqualTo(
                        ChatDesk.join(
                                reply.sent().ids(),
                                again.answer().tokens().get(0).id(),
                                other.id()));
    }

    @Test
    void anAnswerThatWasStoppedIsWrittenOnInABranch() {
        desk.ask("More");
        desk.answer(4, "base more");
        desk.say(5, "half");
        view.stop();
        desk.cancelled(5);
        Reply half = desk.reply(view.tuned(), 2);
        TurnActions actions = view.actions(view.tuned());
        assertThat(actions.isUnfinished(half).getValue()).isTrue();
        assertThat(actions.isUnfinished(desk.reply(view.tuned(), 1)).getValue())
                .as("ended by itself")
                .isFalse();

        actions.goOn(half);
        assertThat(desk.last().prompts().get(0))
                .isEqualTo(ChatDesk.join(half.sent().ids(), desk.words.id("half")));
        desk.answer(6, " of it");

        Reply whole = desk.reply(view.tuned(), 2);
        assertThat(whole.answer().text()).isEqualTo("half of it");
        assertThat(whole.answer().writtenProperty().get()).isEqualTo(3);
        assertThat(whole.within().count()).isEqualTo(2);
        assertThat(actions.isUnfinished(whole).getValue()).isFalse();
        assertThat(half.answer().text()).isEqualTo("half");
    }

    @Test
    void onlyTheModelThatWroteAnAnswerWritesItOn() {
        desk.ask("More");
        desk.answer(4, "base more");
        desk.say(5, "half");
        view.stop();
        desk.cancelled(5);
        ObservableValue<Boolean> unfinished =
                view.actions(view.tuned()).isUnfinished(desk.reply(view.tuned(), 2));
        view.tuned().choose(Path.of("runs", "other"));
        assertThat(unfinished.getValue()).isFalse();
        view.tuned().choose(ChatDesk.TUNED);
        assertThat(unfinished.getValue()).isTrue();
    }

    @Test
    void deletingAnAnswerShowsTheAlternativeAndLeavesTheOtherSide() {
        view.actions(view.base()).regenerate(desk.reply(view.base(), 1));
        desk.answer(4, "base three");
        view.actions(view.base()).delete(desk.reply(view.base(), 1));
        assertThat(desk.shown(view.base())).containsExactly("Where", "base one", "Why", "base two");
        view.actions(view.base()).delete(desk.reply(view.base(), 1));
        assertThat(desk.shown(view.base())).containsExactly("Where", "base one", "Why");
        assertThat(desk.shown(view.tuned())).hasSize(4);
    }

    @Test
    void questionWithoutAnAnswerIsAnsweredOnRequest() {
        view.actions(view.base()).delete(desk.reply(view.base(), 1));
        view.actions(view.base()).answer(desk.question(view.base(), 1));
        desk.answer(4, "base again");
        assertThat(desk.shown(view.base()))
                .containsExactly("Where", "base one", "Why", "base again");
    }

    @Test
    void answeringAgainDrawsAnotherAnswerAndTheSameOneEachTime() {
        view.sampling().greedyProperty().set(false);
        view.actions(view.base()).regenerate(desk.reply(view.base(), 1));
        assertThat(desk.last().settings().sampling().seed()).isEqualTo(43);
        desk.answer(4, "base three");
        view.actions(view.base()).regenerate(desk.reply(view.base(), 1));
        assertThat(desk.last().settings().sampling().seed()).isEqualTo(44);
    }

    @Test
    void deletingAQuestionDeletesItForBoth() {
        view.actions(view.base()).delete(desk.question(view.base(), 1));
        assertThat(desk.shown(view.base())).containsExactly("Where", "base one");
        assertThat(desk.shown(view.tuned())).containsExactly("Where", "tuned one");
        desk.ask("Next");
        assertThat(desk.lastPrompt()).doesNotContain("Why");
    }

    @Test
    void failedRegenerationLeavesTheAnswerThereWas() {
        view.actions(view.tuned()).regenerate(desk.reply(view.tuned(), 1));
        desk.engine.task(4).tell(new org.sftworkbench.engine.Event.Failed("no"));
        assertThat(desk.shown(view.tuned()))
                .containsExactly("Where", "tuned one", "Why", "tuned two");
        assertThat(desk.reply(view.tuned(), 1).within().count()).isEqualTo(1);
    }

    @Test
    void nothingIsChangedWhileAnAnswerIsWritten() {
        desk.ask("Wait");
        int before = desk.engine.commands().size();
        view.actions(view.base()).regenerate(desk.reply(view.base(), 0));
        view.actions(view.base()).edit(desk.question(view.base(), 0), "x");
        view.actions(view.base()).delete(desk.question(view.base(), 0));
        assertThat(desk.engine.commands()).hasSize(before);
        assertThat(desk.shown(view.base())).startsWith("Where", "base one", "Why", "base two");
    }
}
