package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.Event;
import org.sftworkbench.generate.Continuation;
import org.sftworkbench.ui.common.Problem;

/** Conversations and what is being typed outlive the program. */
class TalksTest {
    @TempDir Path directory;

    private Path talks() {
        return directory.resolve("talks");
    }

    /** The conversation as the next program finds it. */
    private ChatDesk resumed(ChatDesk desk) {
        ChatDesk later = new ChatDesk(talks());
        later.view.talks().resume(desk.view.talks().currentProperty().get());
        return later;
    }

    /** The same where the program ends while answers are under way. */
    private ChatDesk interrupted(ChatDesk desk) {
        desk.view.talks().changed();
        return resumed(desk);
    }

    @Test
    void conversationComesBackWithItsBranchesTokensAndSystemPrompt() {
        ChatDesk desk = new ChatDesk(talks());
        desk.view.inputs().systemProperty().set("Be brief");
        desk.exchange("Where", "base one", "tuned one");
        desk.view.actions(desk.view.tuned()).regenerate(desk.reply(desk.view.tuned(), 0));
        desk.answer(2, "tuned again");
        desk.exchange("Why", "base two", "tuned two");
        desk.view.actions(desk.view.base()).edit(desk.reply(desk.view.base(), 1), "by hand");

        ChatDesk later = new ChatDesk(talks());
        assertThat(later.view.talks().kept()).hasSize(1);
        assertThat(later.view.talks().kept().get(0).title()).isEqualTo("Where");
        assertThat(later.view.talks().kept().get(0).messages()).isEqualTo(4);
        later.view.talks().open(later.view.talks().kept().get(0).id());

        assertThat(later.shown(later.view.base())).isEqualTo(desk.shown(desk.view.base()));
        assertThat(later.shown(later.view.tuned()))
                .containsExactly("Where", "tuned again", "Why", "tuned two");
        assertThat(later.view.inputs().systemProperty().get()).isEqualTo("Be brief");
        Reply tuned = later.reply(later.view.tuned(), 0);
        assertThat(tuned.within().count()).isEqualTo(2);
        assertThat(tuned.within().shownIndex()).isEqualTo(1);
        assertThat(tuned.answer().tokens())
                .isEqualTo(desk.reply(desk.view.tuned(), 0).answer().tokens());
        assertThat(tuned.sent().ids()).isEqualTo(desk.reply(desk.view.tuned(), 0).sent().ids());
        assertThat(tuned.sent().system()).isEqualTo("Be brief");
        assertThat(later.reply(later.view.base(), 1).answer().endingProperty().get())
                .isEqualTo(new Ending.Edited());

        later.ask("More");
        assertThat(later.lastPrompt()).contains("tuned again").contains("tuned two");
    }

    @Test
    void aLongQuestionIsCutForTheTitleBetweenCharactersSoThatTheConversationCanBeKept() {
        ChatDesk desk = new ChatDesk(talks());
        desk.exchange("x".repeat(58) + "😀 and more", "a", "b");
        assertThat(desk.view.problemProperty().get()).isNull();

        ChatDesk later = resumed(desk);
        assertThat(later.view.talks().kept().get(0).title()).isEqualTo("x".repeat(58) + "…");
        assertThat(later.shown(later.view.base()))
                .containsExactly("x".repeat(58) + "😀 and more", "a");
    }

    @Test
    void anAnswerThatWasGoneOnWithComesBackWithWhatWasWrittenForItAlone() {
        ChatDesk desk = new ChatDesk(talks());
        desk.exchange("Where", "base one", "tuned one");
        Reply first = desk.reply(desk.view.tuned(), 0);
        desk.view
                .actions(desk.view.tuned())
                .continueFrom(first, 1, first.answer().tokens().get(1).alternatives().get(1));
        desk.answer(2, " way out");
        assertThat(desk.reply(desk.view.tuned(), 0).answer().writtenProperty().get()).isEqualTo(3);

        ChatDesk later = resumed(desk);
        Answer answer = later.reply(later.view.tuned(), 0).answer();
        assertThat(answer.tokens()).hasSize(5);
        assertThat(answer.writtenProperty().get()).isEqualTo(3);
    }

    @Test
    void anAnswerWhoseThoughtThePromptOpenedComesBackAsAThought() {
        ChatDesk desk = new ChatDesk(talks());
        desk.view.encodingProperty().set(ChatDesk.encoding(ChatDesk.TEMPLATE + "<think>"));
        desk.exchange("Where", "base one", "tuned one");
        assertThat(desk.reply(desk.view.base(), 0).sent().thinks()).isTrue();
        ChatDesk later = resumed(desk);
        assertThat(later.reply(later.view.base(), 0).sent().thinks()).isTrue();
    }

    @Test
    void aNewChatKeepsTheOldOneAndBothAreListedTheLatestFirst() throws Exception {
        ChatDesk desk = new ChatDesk(talks());
        desk.exchange("First", "a", "b");
        desk.view.clear();
        Thread.sleep(3);
        desk.exchange("Second", "c", "d");
        assertThat(desk.view.talks().kept())
                .extracting(talk -> talk.title())
                .containsExactly("Second", "First");
    }

    @Test
    void aConversationThatAnotherWindowHasChangedIsKeptBesideIt() {
        ChatDesk here = new ChatDesk(talks());
        here.exchange("First", "a", "b");
        String id = here.view.talks().currentProperty().get();
        ChatDesk there = new ChatDesk(talks());
        there.view.talks().open(id);
        there.exchange("There", "c", "d");
        assertThat(there.view.talks().currentProperty().get()).isEqualTo(id);
        here.view.talks().rename(id, "Both");

        here.exchange("Here", "e", "f");
        String other = here.view.talks().currentProperty().get();
        assertThat(other).isNotEqualTo(id);
        assertThat(here.view.problemProperty().get().summary())
                .startsWith("The conversation “Both” was changed in another window meanwhile.");
        here.view.problemProperty().set(null);
        here.exchange("More", "g", "h");
        assertThat(here.view.talks().currentProperty().get()).isEqualTo(other);
        assertThat(here.view.problemProperty().get()).isNull();

        ChatDesk later = new ChatDesk(talks());
        assertThat(later.view.talks().kept()).hasSize(2);
        later.view.talks().open(id);
        assertThat(later.shown(later.view.tuned())).containsExactly("First", "b", "There", "d");
        later.view.talks().open(other);
        assertThat(later.shown(later.view.tuned()))
                .containsExactly("First", "b", "Here", "f", "More", "h");
    }

    @Test
    void renamedAndDeletedConversationsStaySo() {
        ChatDesk desk = new ChatDesk(talks());
        desk.exchange("First", "a", "b");
        String id = desk.view.talks().currentProperty().get();
        desk.view.talks().rename(id, " Cities ");
        desk.exchange("More", "c", "d");
        assertThat(new ChatDesk(talks()).view.talks().kept())
                .extracting(talk -> talk.title())
                .containsExactly("Cities");

        desk.view.talks().delete(id);
        assertThat(desk.view.base().talk().path()).isEmpty();
        assertThat(new ChatDesk(talks()).view.talks().kept()).isEmpty();
    }

    @Test
    void brokenFileIsReportedAndLeftAsItIs() throws IOException {
        ChatDesk desk = new ChatDesk(talks());
        desk.exchange("First", "a", "b");
        Path broken = talks().resolve("20250101-000000-000.json");
        Files.writeString(broken, "{\"format\":1,\n\"id\":\"x\", oops");

        ChatDesk later = new ChatDesk(talks());
        assertThat(later.view.talks().kept()).hasSize(1);
        assertThat(later.view.problemProperty().get().details())
                .contains(broken.toString())
                .contains("line 2")
                .contains("left as it is");
        later.exchange("Second", "c", "d");
        assertThat(broken).hasContent("{\"format\":1,\n\"id\":\"x\", oops");
    }

    @Test
    void fileThatEndsInTheMiddleIsReported() throws IOException {
        ChatDesk desk = new ChatDesk(talks());
        desk.exchange("First", "a", "b");
        Path file = talks().resolve(desk.view.talks().currentProperty().get() + ".json");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));

        ChatDesk later = new ChatDesk(talks());
        assertThat(later.view.talks().kept()).isEmpty();
        assertThat(later.view.problemProperty().get().details())
                .contains(file.toString())
                .contains("ends in the middle");
    }

    @Test
    void conversationWhoseMessagesDoNotFollowOneAnotherIsReported() throws IOException {
        Files.createDirectories(talks());
        Files.writeString(
                talks().resolve("x.json"),
                "{\"format\":1,\"id\":\"x\",\"title\":\"T\",\"sides\":[{\"turns\":[{\"after\":7,"
                        + "\"role\":\"user\",\"text\":\"q\",\"shown\":true}]}]}");
        ChatDesk desk = new ChatDesk(talks());
        desk.view.talks().open("x");
        assertThat(desk.view.problemProperty().get().summary()).contains("“T” is broken");
        assertThat(desk.view.base().talk().path()).isEmpty();
    }

    @Test
    void nothingHalfWrittenIsLeftBehind() throws IOException {
        ChatDesk desk = new ChatDesk(talks());
        desk.exchange("First", "a", "b");
        try (Stream<Path> files = Files.list(talks())) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .allMatch(name -> name.endsWith(".json"));
        }
    }

    @Test
    void theConversationOfTheLastTimeIsResumedAndWhatIsTypedStays() {
        ChatDesk desk = new ChatDesk(talks());
        desk.exchange("First", "a", "b");
        String id = desk.view.talks().currentProperty().get();
        ChatDesk later = new ChatDesk(talks());
        later.view.inputs().questionProperty().set("Half a quest");
        later.view.inputs().modeProperty().set(ChatMode.BATCH);
        later.view.talks().resume(id);
        assertThat(later.view.talks().currentProperty().get()).isEqualTo(id);
        assertThat(((Question) later.view.base().talk().path().get(0)).text()).isEqualTo("First");
        assertThat(later.view.inputs().questionProperty().get()).isEqualTo("Half a quest");
        assertThat(later.view.inputs().modeProperty().get()).isEqualTo(ChatMode.BATCH);
    }

    /** What is written in the editor of a message, as the pane writes it. */
    private static void write(ChatDesk desk, ChatSide side, Turn turn, String text) {
        desk.view.actions(side).write(turn, text);
    }

    @Test
    void messagesThatAreBeingChangedComeBackAsFarAsTheyWereWritten() {
        ChatDesk desk = new ChatDesk(talks());
        desk.exchange("Where", "base one", "tuned one");
        desk.exchange("Why", "base two", "tuned two");
        String id = desk.view.talks().currentProperty().get();
        write(desk, desk.view.base(), desk.question(desk.view.base(), 1), "When and");
        write(desk, desk.view.tuned(), desk.reply(desk.view.tuned(), 0), "");
        desk.view.talks().keepEdits();

        ChatDesk later = new ChatDesk(talks());
        later.view.talks().resume(id);
        assertThat(later.shown(later.view.base())).isEqualTo(desk.shown(desk.view.base()));
        assertThat(later.question(later.view.base(), 1).draftProperty().get())
                .isEqualTo("When and");
        assertThat(later.reply(later.view.tuned(), 0).draftProperty().get()).isEmpty();
        assertThat(later.question(later.view.tuned(), 1).draftProperty().get()).isNull();
        assertThat(later.reply(later.view.base(), 1).draftProperty().get()).isNull();
    }

    @Test
    void whatIsBeingChangedOutlivesAnotherConversationAndTheEndOfTheProgram() {
        ChatDesk desk = new ChatDesk(talks());
        desk.exchange("First", "a", "b");
        String first = desk.view.talks().currentProperty().get();
        write(desk, desk.view.base(), desk.question(desk.view.base(), 0), "First of");
        desk.view.clear();
        desk.view.talks().open(first);
        assertThat(desk.question(desk.view.base(), 0).draftProperty().get()).isEqualTo("First of");

        write(desk, desk.view.base(), desk.question(desk.view.base(), 0), "First of all");
        desk.view.talks().leaving().run();
        ChatDesk later = new ChatDesk(talks());
        later.view.talks().open(first);
        assertThat(later.question(later.view.base(), 0).draftProperty().get())
                .isEqualTo("First of all");
        later.view.talks().delete(first);
        later.view.talks().leaving().run();
        assertThat(new ChatDesk(talks()).view.talks().kept()).isEmpty();
    }

    @Test
    void anAcceptedOrAbandonedChangeIsNotKept() {
        ChatDesk desk = new ChatDesk(talks());
        desk.exchange("Where", "base one", "tuned one");
        Question question = desk.question(desk.view.base(), 0);
        write(desk, desk.view.base(), question, "When");
        desk.view.actions(desk.view.base()).edit(question, "When");
        desk.answer(2, "base when");
        desk.answer(3, "tuned when");
        assertThat(question.draftProperty().get()).isNull();
        Reply reply = desk.reply(desk.view.tuned(), 0);
        write(desk, desk.view.tuned(), reply, "my");
        desk.view.actions(desk.view.tuned()).edit(reply, "my words");
        assertThat(reply.draftProperty().get()).isNull();
        Reply other = desk.reply(desk.view.base(), 0);
        write(desk, desk.view.base(), other, "no");
        desk.view.actions(desk.view.base()).leave(other);
        desk.view.talks().keepEdits();

        ChatDesk later = new ChatDesk(talks());
        later.view.talks().open(later.view.talks().kept().get(0).id());
        assertThat(later.view.base().talk().path())
                .allMatch(turn -> turn.draftProperty().get() == null);
        assertThat(later.view.tuned().talk().path())
                .allMatch(turn -> turn.draftProperty().get() == null);
    }

    @Test
    void aQuestionAskedOtherwiseThatNobodyAnswersIsBackInItsEditor() {
        ChatDesk desk = new ChatDesk(talks());
        desk.exchange("Where", "base one", "tuned one");
        Question question = desk.question(desk.view.base(), 0);
        write(desk, desk.view.base(), question, "When");
        desk.view.actions(desk.view.base()).edit(question, "When");
        desk.engine.task(2).tell(new Event.Failed("no memory"));
        desk.engine.task(3).tell(new Event.Failed("no memory"));
        assertThat(desk.shown(desk.view.base())).containsExactly("Where", "base one");
        assertThat(question.draftProperty().get()).isEqualTo("When");
        assertThat(desk.question(desk.view.tuned(), 0).draftProperty().get()).isNull();
    }

    @Test
    void aConversationThatIsGoneIsNotResumedAndNothingIsSaidOfIt() {
        ChatDesk desk = new ChatDesk(talks());
        desk.view.talks().resume("20200101-000000-000");
        assertThat(desk.view.problemProperty().get()).isNull();
        assertThat(desk.view.talks().currentProperty().get()).isEmpty();
    }

    @Test
    void aQuestionWhoseAnswerIsUnderWayCanBeKept() {
        ChatDesk desk = new ChatDesk(talks());
        desk.ask("Under way");
        ChatDesk later = interrupted(desk);
        assertThat(((Question) later.view.base().talk().path().get(0)).text())
                .isEqualTo("Under way");
    }

    @Test
    void whatTheProgramEndedBeforeSaysSoAndIsAskedAgainInItsPlace() {
        ChatDesk desk = new ChatDesk(talks());
        desk.ask("Under way");
        ChatDesk later = interrupted(desk);
        Reply waited = later.reply(later.view.base(), 0);
        assertThat(waited.answer().endingProperty().get()).isEqualTo(new Ending.Interrupted());

        later.view.actions(later.view.base()).askAgain(waited);
        assertThat(later.lastPrompt()).contains("Under way");
        later.answer(0, "now");
        assertThat(later.shown(later.view.base())).containsExactly("Under way", "now");
        assertThat(later.reply(later.view.base(), 0).within().count()).isEqualTo(1);
    }

    @Test
    void anEmptyAnswerThatIsAskedAgainAndStoppedIsBackAsItWas() {
        ChatDesk desk = new ChatDesk(talks());
        desk.ask("Under way");
        ChatDesk later = interrupted(desk);
        Reply waited = later.reply(later.view.base(), 0);
        later.view.actions(later.view.base()).askAgain(waited);
        later.view.stop();
        assertThat(later.reply(later.view.base(), 0)).isSameAs(waited);
        assertThat(waited.within().count()).isEqualTo(1);
    }

    @Test
    void halfAnAnswerStaysBesideTheOneThatIsAskedFor() {
        ChatDesk desk = new ChatDesk(talks());
        desk.ask("Under way");
        desk.say(0, "half");
        ChatDesk later = interrupted(desk);
        Reply half = later.reply(later.view.base(), 0);
        assertThat(half.answer().text()).isEqualTo("half");
        assertThat(half.answer().endingProperty().get()).isEqualTo(new Ending.Interrupted());
        later.view.actions(later.view.base()).askAgain(half);
        later.answer(0, "whole");
        assertThat(later.reply(later.view.base(), 0).within().count()).isEqualTo(2);
        assertThat(later.reply(later.view.base(), 0).answer().text()).isEqualTo("whole");
    }

    @Test
    void anAnswerThatTheUserStoppedStaysOneAfterTheProgram() {
        ChatDesk desk = new ChatDesk(talks());
        desk.ask("Stopped");
        for (int task = 0; task < 2; task++) {
            desk.say(task, "half");
        }
        desk.view.stop();
        desk.cancelled(0);
        desk.cancelled(1);
        ChatDesk later = resumed(desk);
        assertThat(later.reply(later.view.base(), 0).answer().endingProperty().get())
                .isEqualTo(new Ending.ByUser());
    }

    @Test
    void exportedRowIsWhatIsShown() throws IOException {
        ChatDesk desk = new ChatDesk(talks());
        desk.view.inputs().systemProperty().set("Be brief");
        desk.exchange("Where", "base one", "tuned one");
        desk.view.actions(desk.view.tuned()).edit(desk.reply(desk.view.tuned(), 0), "Oslo \"o\"");
        Path file = directory.resolve("rows.jsonl");
        desk.view.talks().export(desk.view.tuned(), file);

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1);
        JsonNode messages = new ObjectMapper().readTree(lines.get(0)).get("messages");
        assertThat(messages).hasSize(3);
        assertThat(messages.get(0).get("role").asText()).isEqualTo("system");
        assertThat(messages.get(2).get("content").asText()).isEqualTo("Oslo \"o\"");

        desk.view.talks().exportAll(file);
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void answersThatWereCutOffAreToldOfWhenTheyAreExported() {
        ChatDesk desk = new ChatDesk(talks());
        desk.ask("Where");
        desk.answer(0, "base one");
        int id = desk.words.id("tuned");
        desk.engine.task(1).tell(new Event.Tokens(new int[] {id}));
        desk.engine
                .task(1)
                .tell(
                        new Event.Generated(
                                List.of(
                                        new Event.GeneratedRow(
                                                new int[] {id}, Continuation.Stop.LENGTH, -1)),
                                1));
        Path file = directory.resolve("rows.jsonl");
        desk.view.talks().export(desk.view.base(), file);
        assertThat(desk.view.problemProperty().get().severity()).isEqualTo(Problem.Severity.INFO);
        desk.view.talks().export(desk.view.tuned(), file);
        assertThat(desk.view.problemProperty().get().summary())
                .contains("Answers that were cut off: 1.");
        desk.view.talks().exportAll(file);
        assertThat(desk.view.problemProperty().get().summary())
                .contains("Answers that were cut off: 1.");
    }

    @Test
    void anAnswerThatWasInterruptedIsToldOfWhenItIsExported() {
        ChatDesk desk = new ChatDesk(talks());
        desk.ask("Where");
        desk.answer(0, "base one");
        desk.say(1, "half");
        ChatDesk later = interrupted(desk);
        later.view.talks().export(later.view.tuned(), directory.resolve("rows.jsonl"));
        assertThat(later.view.problemProperty().get().summary())
                .contains("Answers that were cut off: 1.");
    }

    @Test
    void plainTextThatWasContinuedIsNotExportedAsAConversation() throws IOException {
        ChatDesk desk = new ChatDesk(talks());
        desk.view.inputs().kindProperty().set(PromptKind.PLAIN);
        desk.exchange("Once upon", " a", " time");
        Path file = directory.resolve("rows.jsonl");
        desk.view.talks().export(desk.view.base(), file);
        assertThat(file).doesNotExist();
        assertThat(desk.view.problemProperty().get().summary()).startsWith("Nothing to export");

        desk.view.inputs().kindProperty().set(PromptKind.TEMPLATE);
        desk.exchange("Where", "base one", "tuned one");
        desk.view.talks().export(desk.view.base(), file);
        assertThat(Files.readString(file))
                .isEqualTo(
                        """
                        {"messages":[{"role":"user","content":"Where"},\
                        {"role":"assistant","content":"base one"}]}
                        """);
    }

    @Test
    void theSystemPromptOfARowIsTheOneItsAnswersWereGivenUnder() throws IOException {
        ChatDesk desk = new ChatDesk(talks());
        desk.view.inputs().systemProperty().set("Be brief");
        desk.exchange("Where", "base one", "tuned one");
        desk.view.inputs().systemProperty().set("For what comes next");
        Path file = directory.resolve("rows.jsonl");
        desk.view.talks().export(desk.view.base(), file);
        assertThat(Files.readString(file)).contains("Be brief").doesNotContain("comes next");
    }
}
