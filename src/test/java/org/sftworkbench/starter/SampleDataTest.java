package org.sftworkbench.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.chat.Message;

class SampleDataTest {
    private final World world = World.of(StarterRecipe.standard().seed());
    private final SampleData.Rows rows =
            new SampleData(world, StarterRecipe.standard().seed()).draw();

    @TempDir Path directory;

    @Test
    void thereAreAboutFourHundredRows() {
        assertThat(all()).hasSizeBetween(350, 450);
    }

    @Test
    void theThreeFieldsAreSometimesAllFilled() {
        assertThat(rows.alpaca()).filteredOn(row -> !row.input().isEmpty()).hasSizeGreaterThan(15);
    }

    @Test
    void someConversationsHaveSystemPromptsSeveralTurnsAndThoughts() {
        assertThat(rows.messages())
                .anyMatch(row -> row.messages().get(0).role().equals("system"))
                .anyMatch(row -> row.messages().size() > 3)
                .anyMatch(row -> row.answer().startsWith("<think>"))
                .anyMatch(row -> last(row).fields().containsKey("reasoning_content"));
    }

    @Test
    void noHeldOutSubjectStandsInATrainingRow() {
        List<String> heldOutNames =
                world.entities(Topic.PEOPLE).stream()
                        .filter(person -> !person.asked())
                        .flatMap(person -> Stream.of(person.name().en(), person.name().zh()))
                        .toList();
        for (SampleRow row : all()) {
            for (Message message : row.messages()) {
                String said = " " + message.text().replaceAll("[^\\p{L}]+", " ") + " ";
                for (String name : heldOutNames) {
                    boolean latin = name.charAt(0) < 0x80;
                    assertThat(said).doesNotContain(latin ? " " + name + " " : name);
                }
            }
        }
    }

    @Test
    void noHeldOutQuestionOrAnswerStandsInATrainingRow() {
        List<String> trained =
                all().stream().flatMap(r -> r.messages().stream()).map(Message::text).toList();
        for (HeldOutQuestion question : rows.heldOut()) {
            assertThat(trained)
                    .doesNotContain(question.question().messages().get(0).text())
                    .doesNotContain(question.reference());
        }
    }

    @Test
    void theReferenceAnswersAreRight() {
        HeldOut heldOut = new HeldOut(rows.heldOut(), new AnswerJudge(world));
        List<HeldOut.Reply> replies =
                rows.heldOut().stream().map(q -> new HeldOut.Reply(q.reference(), true)).toList();

        assertThat(heldOut.score(replies)).isEqualTo(new HeldOut.Shares(1, 1));
    }

    @Test
    void heldOutQuestionsAreReadBackAsTheyWereWritten() throws Exception {
        new SampleDataFiles().write(rows, directory);
        HeldOut read = HeldOut.read(directory.resolve("held-out.jsonl"), new AnswerJudge(world));

        assertThat(read.questions()).isEqualTo(rows.heldOut());
    }

    @Test
    void theFilesInTheProjectAreTheOnesTheRecipeWrites() throws Exception {
        new SampleDataFiles().write(rows, directory);
        for (String name :
                List.of(
                        "alpaca.json",
                        "messages.jsonl",
                        "prompt_completion.csv",
                        "held-out.jsonl")) {
            assertThat(Path.of("sample-data", name))
                    .hasContent(Files.readString(directory.resolve(name)));
        }
    }

    private static Message last(SampleRow row) {
        return row.messages().get(row.messages().size() - 1);
    }

    private List<SampleRow> all() {
        List<SampleRow> all = new ArrayList<>(rows.alpaca());
        all.addAll(rows.messages());
        all.addAll(rows.pairs());
        return all;
    }
}
