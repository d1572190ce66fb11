package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.chat.Message;

class FirstRowTest {
    @TempDir private Path home;

    private FirstRow first(String name, String text) throws IOException {
        Path file = Files.writeString(home.resolve(name), text);
        return new DatasetReader().firstRow(file).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "question,answer,topic; completion=answer,prompt=question",
                "instruction,response; output=response",
                "Question,context,Answer; input=context,instruction=Question,output=Answer",
                "prompt,response; completion=response",
                "system_prompt,question,response; instruction=question,output=response,system=system_prompt",
                "query,response,history; instruction=query,output=response",
                "prompt,completion; ''",
                "colour,size; ''"
            })
    void columnsAreGuessedByTheirNames(String header, String mapping) throws IOException {
        FirstRow row = first("rows.csv", header + "\n" + header + "\n");
        assertThat(row.guess().text()).isEqualTo(mapping);
        assertThat(row.columns()).containsExactly(header.split(","));
    }

    @Test
    void listsOfTurnsAreKnownByWhatATurnHolds() throws IOException {
        assertThat(
                        first(
                                        "a.jsonl",
                                        "{\"chat\": [{\"role\": \"user\", \"content\": \"Hi\"}]}\n")
                                .guess()
                                .text())
                .isEqualTo("messages=chat");
        assertThat(
                        first("b.jsonl", "{\"chat\": [{\"from\": \"human\", \"value\": \"Hi\"}]}\n")
                                .guess()
                                .text())
                .isEqualTo("conversations=chat");
        assertThat(
                        first(
                                        "c.jsonl",
                                        "{\"conversation\": [{\"human\": \"Hi\", \"assistant\": \"Ho\"}]}\n")
                                .guess()
                                .text())
                .isEqualTo("conversations=conversation");
    }

    @Test
    void columnsWithinAnObjectAreOfferedGuessedAndRead() throws IOException {
        String text =
                "{\"id\": 7, \"conv\": {\"lang\": \"en\", \"turns\": [{\"role\": \"user\","
                        + " \"content\": \"Hi\"}]}}\n";
        FirstRow row = first("a.jsonl", text);
        assertThat(row.columns()).containsExactly("id", "conv", "conv.lang", "conv.turns");
        assertThat(row.value("conv.lang")).isEqualTo("en");
        ColumnMapping guess = row.guess();
        assertThat(guess.text()).isEqualTo("messages=conv.turns");
        Dataset read = new DatasetReader(guess).read(home.resolve("a.jsonl"));
        assertThat(((RowContent.Chat) read.rows().get(0).content()).conversation().messages())
                .containsExactly(Message.of("user", "Hi"));

        FirstRow pair = first("b.jsonl", "{\"data\": {\"Question\": \"q\", \"answer\": \"a\"}}\n");
        assertThat(pair.guess().text()).isEqualTo("completion=data.answer,prompt=data.Question");
        assertThat(first("c.jsonl", "{\"conv.turns\": [{\"role\": \"user\"}]}\n").guess().text())
                .isEqualTo("messages=conv.turns");
        assertThat(pair.problem(ColumnMapping.parse("prompt=data.nothing,completion=data.answer")))
                .hasValueSatisfying(
                        why ->
                                assertThat(why)
                                        .contains("mapped to data.nothing, which the row lacks"));
    }

    @Test
    void theStartOfAValueEndsWithAWholeCharacter() throws IOException {
        String text = "a" + "😀".repeat(150);
        FirstRow row = first("rows.jsonl", "{\"prompt\": \"" + text + "\", \"answer\": \"b\"}\n");

        assertThat(row.value("prompt")).isEqualTo("a" + "😀".repeat(99));
        assertThat(row.value("answer")).isEqualTo("b");
    }

    @Test
    void aNestedValueIsTheJsonThatStandsInTheFile() throws IOException {
        FirstRow row =
                first("rows.jsonl", "{\"chat\": [{\"who\": \"me\", \"n\": 1}], \"tags\": []}\n");

        assertThat(row.value("chat").replace(" ", "")).isEqualTo("[{\"who\":\"me\",\"n\":1}]");
        assertThat(row.value("tags").replace(" ", "")).isEqualTo("[]");
    }

    @Test
    void aMappingThatFitsNoColumnSaysWhichThereAre() throws IOException {
        FirstRow row = first("rows.csv", "question,answer\nWho are you?,A model.\n");
        assertThat(row.problem(ColumnMapping.parse("prompt=question,completion=answer"))).isEmpty();
        assertThat(row.problem(ColumnMapping.parse("prompt=question,completion=anwser")))
                .hasValueSatisfying(
                        why ->
                                assertThat(why)
                                        .contains("completion is missing", "question, answer"));
    }

    @Test
    void aFileWithoutARowHasNone() throws IOException {
        Path empty = Files.writeString(home.resolve("empty.jsonl"), "");
        assertThat(new DatasetReader().firstRow(empty)).isEmpty();
        assertThat(new DatasetReader().firstRow(home.resolve("none.csv"))).isEmpty();
    }
}
