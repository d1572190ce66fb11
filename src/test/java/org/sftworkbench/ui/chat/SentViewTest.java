package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.ui.common.TemplateCaption;
import org.sftworkbench.ui.common.words.Words;

/** What was sent is compared with a training row of the same conversation. */
class SentViewTest {
    private static final String TEMPLATE =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
                    + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
    private static final String DEFAULT_SYSTEM =
            "{% if messages[0].role != 'system' %}<|im_start|>system\nHelp<|im_end|>\n{% endif %}";

    @TempDir Path directory;

    private ChatDesk desk;
    private ChatViewModel view;

    @BeforeEach
    void open() {
        desk = new ChatDesk(directory.resolve("talks"));
        view = desk.view;
        view.encodingProperty().set(ChatDesk.encoding(TEMPLATE));
    }

    @Test
    void whatIsSentAsItIsTrainedIsSaidSo() {
        desk.exchange("Where", "base one", "tuned one");
        SentComparison found = sent(desk.reply(view.tuned(), 0));
        assertThat(found.isSame()).isTrue();
        assertThat(found.sent()).hasSize(desk.reply(view.tuned(), 0).sent().ids().length);
        assertThat(found.row().size()).isGreaterThan(found.sent().size());
        assertThat(found.sentence(Words.english())).contains("from the very next token");
    }

    @Test
    void theTemplateOfTheRowItIsComparedWithIsNamed() {
        view.captionProperty().set(TemplateCaption.alone("ChatML", true));
        desk.exchange("Where", "base one", "tuned one");
        assertThat(sent(desk.reply(view.tuned(), 0)).rows(Words.english()))
                .isEqualTo(
                        "a training row, by the template “ChatML (edited)” and the policy of"
                                + " the Template pane");
    }

    /** Where the prompt ends in a space, the row's first word swallows it. */
    @Test
    void borderBetweenPromptAndAnswerIsFoundToDiffer() {
        view.encodingProperty().set(ChatDesk.encoding(ChatDesk.TEMPLATE));
        desk.exchange("Where", "base one", "tuned one");
        SentComparison found = sent(desk.reply(view.tuned(), 0));
        assertThat(found.difference()).isEqualTo(found.sent().size() - 1);
        assertThat(found.sentence(Words.english()))
                .contains("chat sends ‘␣’ where the row has ‘␣tuned’");
    }

    @Test
    void firstDifferingTokenIsNamedWhereTheRunHadAnotherTemplate() throws IOException {
        Path checkpoint = run(DEFAULT_SYSTEM + TEMPLATE);
        view.tuned().choose(checkpoint);
        desk.exchange("Where", "base one", "tuned one");
        SentComparison found = sent(desk.reply(view.tuned(), 0));

        assertThat(found.run()).isEqualTo("Cities");
        assertThat(found.difference()).isEqualTo(1);
        assertThat(found.sentence(Words.english()))
                .isEqualTo(
                        "Token 2 is the first that differs: chat sends ‘user’ where the row has"
                                + " ‘system’, which the template writes. Framed are all tokens that"
                                + " the other lacks. The run was trained with another template than"
                                + " is used here.");
        assertThat(found.sent())
                .as("all that was sent stands in the row too")
                .noneMatch(SentComparison.SentToken::differs);
        assertThat(found.row().stream().filter(SentComparison.SentToken::differs))
                .as("the system message, from its second token to the first of the next")
                .hasSize(6)
                .extracting(SentComparison.SentToken::name)
                .contains("system", "Help");
    }

    /** A template that tells the day told the rows another day than it tells chat. */
    @Test
    void theRowIsOfTheDayAndTheMaskOfItsRun() throws IOException {
        String dated = "{{ strftime_now('%Y') }} " + TEMPLATE;
        view.encodingProperty().set(ChatDesk.encoding(dated));
        Path checkpoint =
                run(dated, Map.of("mask", "all", "rendered_at", "1999-12-31T12:00:00+01:00"));
        view.tuned().choose(checkpoint);
        desk.exchange("Where", "base one", "tuned one");
        SentComparison found = sent(desk.reply(view.tuned(), 0));
        assertThat(found.row().get(0).name()).isEqualTo("1999");
        assertThat(found.difference()).isZero();
        assertThat(found.rowTrained()).as("under the run's own mask").containsOnly(true);
    }

    /** Neither another system prompt of now nor another model is what it was sent with. */
    @Test
    void comparedIsTheConversationAsItWasThen() {
        view.inputs().systemProperty().set("Be brief");
        desk.exchange("Where", "base one", "tuned one");
        desk.exchange("Why", "base two", "tuned two");
        Reply reply = desk.reply(view.tuned(), 1);
        view.inputs().systemProperty().set("Be long");
        view.tuned().choose(Path.of("runs", "newer"));
        assertThat(sent(reply).isSame()).isTrue();
    }

    @Test
    void plainTextIsNotWhatRowsLookLike() {
        view.inputs().kindProperty().set(PromptKind.PLAIN);
        desk.exchange("Where does", "base", "tuned");
        SentComparison found = sent(desk.reply(view.tuned(), 0));
        assertThat(found.difference()).isZero();
        assertThat(found.sentence(Words.english()))
                .startsWith("Token 1 is the first that differs: chat sends ‘Where’");
    }

    @Test
    void theBatchAndTheComparisonTakeTurns() {
        desk.exchange("Where", "base one", "tuned one");
        view.batchShownProperty().set(true);
        sent(desk.reply(view.tuned(), 0));
        assertThat(view.batchShownProperty().get()).isFalse();
        view.batchShownProperty().set(true);
        assertThat(view.sent().shownProperty().get()).isNull();
    }

    private SentComparison sent(Reply reply) {
        view.actions(view.tuned()).showSent(reply);
        assertThat(view.problemProperty().get()).isNull();
        return view.sent().shownProperty().get();
    }

    private Path run(String template) throws IOException {
        return run(template, Map.of());
    }

    private Path run(String template, Map<String, String> policy) throws IOException {
        Path run = directory.resolve("run-1");
        Path checkpoint = run.resolve("checkpoints").resolve("step-00000120");
        Files.createDirectories(checkpoint);
        new ObjectMapper()
                .writeValue(
                        run.resolve("run.json").toFile(),
                        Map.of(
                                "format",
                                1,
                                "name",
                                "Cities",
                                "policy",
                                policy,
                                "template",
                                Map.of("name", "own", "text", template)));
        assertThat(new ModelName(Words.english()).of(checkpoint, Optional.empty()))
                .isEqualTo("run-1 · step 120");
        return checkpoint;
    }
}
