package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.DataException;

/** ShareGPT, plain text and pre-tokenized rows, and columns that are named otherwise. */
class RowKindsTest {
    @TempDir Path directory;

    private Dataset read(String name, String text) throws IOException {
        return read(ColumnMapping.NONE, name, text);
    }

    private Dataset read(ColumnMapping mapping, String name, String text) throws IOException {
        return new DatasetReader(mapping).read(Files.writeString(directory.resolve(name), text));
    }

    private static List<Message> messages(Dataset dataset, int index) {
        return dataset.rows().get(index).conversation().messages();
    }

    private static LabelledExample ids(Dataset dataset, int index) {
        return ((RowContent.PreTokenized) dataset.rows().get(index).content()).example();
    }

    @Nested
    class ShareGpt {
        @Test
        void fromAndValueAreRoleAndContent() throws IOException {
            Dataset dataset =
                    read(
                            "s.json",
                            """
                            [{"id": "a", "system": "Be brief.", "conversations": [
                              {"from": "human", "value": "q"}, {"from": "gpt", "value": "a", "weight": 0},
                              {"from": "User", "value": "r"}, {"from": "assistant", "value": "b"}]}]
                            """);
            assertThat(dataset.format()).isEqualTo("ShareGPT (JSON)");
            assertThat(messages(dataset, 0))
                    .containsExactly(
                            Message.of("system", "Be brief."),
                            Message.of("user", "q"),
                            Message.of("assistant", "a").with("weight", 0),
                            Message.of("user", "r"),
                            Message.of("assistant", "b"));
            assertThat(dataset.rows().get(0).extras()).isEqualTo(Map.of("id", "a"));
        }

        @Test
        void callsBecomeToolCallsAndTheirResultsToolMessages() throws IOException {
            Dataset dataset =
                    read(
                            "s.jsonl",
                            """
                            {"tools":"[{\\"name\\":\\"f\\"}]","conversations":[{"from":"human","value":"q"},\
                            {"from":"function_call","value":"{\\"name\\":\\"f\\",\\"arguments\\":{\\"x\\":1}}"},\
                            {"from":"observation","value":"2"},{"from":"gpt","value":"a"}]}
                            """);
            assertThat(dataset.rows().get(0).conversation().tools())
                    .contains(List.of(Map.of("name", "f")));
            assertThat(messages(dataset, 0))
                    .extracting(Message::role)
                    .containsExactly("user", "assistant", "tool", "assistant");
            assertThat(messages(dataset, 0).get(1).fields().get("tool_calls"))
                    .isEqualTo(
                            List.of(
                                    Map.of(
                                            "type",
                                            "function",
                                            "function",
                                            Map.of("name", "f", "arguments", Map.of("x", 1)))));
        }

        @Test
        void turnsMayAlsoHaveRoleAndContent() throws IOException {
            Dataset dataset =
                    read(
                            "s.jsonl",
                            "{\"conversations\":[{\"role\":\"user\",\"content\":\"q\"},"
                                    + "{\"role\":\"assistant\",\"content\":\"a\"}]}");
            assertThat(messages(dataset, 0))
                    .containsExactly(Message.of("user", "q"), Message.of("assistant", "a"));
        }

        @Test
        void aTurnMayBeAQuestionWithItsAnswer() throws IOException {
            Dataset dataset =
                    read(
                            "s.jsonl",
                            """
                            {"system": "Be brief.", "conversations": [{"human": "q", "assistant": "a"}, {"human": "r", "assistant": "b"}]}
                            {"conversations": [{"system": "s", "input": "q", "output": "a"}, {"system": "", "input": "r", "output": "b"}]}
                            {"conversations": [{"human": "q", "assistant": null}]}
                            {"conversations": [{"human": "q"}]}
                            """);
            assertThat(messages(dataset, 0))
                    .containsExactly(
                            Message.of("system", "Be brief."),
                            Message.of("user", "q"),
                            Message.of("assistant", "a"),
                            Message.of("user", "r"),
                            Message.of("assistant", "b"));
            assertThat(messages(dataset, 1))
                    .containsExactly(
                            Message.of("system", "s"),
                            Message.of("user", "q"),
                            Message.of("assistant", "a"),
                            Message.of("user", "r"),
                            Message.of("assistant", "b"));
            assertThat(dataset.problems())
                    .extracting(RowProblem::message)
                    .satisfiesExactly(
                            m ->
                                    assertThat(m)
                                            .startsWith("conversations[0].assistant is null")
                                            .contains("expected a text"),
                            m -> assertThat(m).startsWith("conversations[0] has no from"));
        }

        @Test
        void eachKindOfBadTurnIsNamed() throws IOException {
            String good = "{\"from\":\"human\",\"value\":\"q\"}";
            String[] bad = {
                "[]",
                "3",
                "[5]",
                "[{\"value\":\"q\"}]",
                "[{\"from\":7,\"value\":\"q\"}]",
                "[{\"from\":\"narrator\",\"value\":\"q\"}]",
                "[{\"from\":\"human\",\"value\":null}]",
                "[{\"from\":\"function_call\",\"value\":\"f(x)\"}]",
                "[{\"from\":\"function_call\",\"value\":\"null\"}]",
                "[{\"from\":\"system\",\"value\":\"s\"}],\"system\":\"t\"",
                "[" + good + "],\"system\":[]",
            };
            StringBuilder lines = new StringBuilder("{\"conversations\":[" + good + "]}\n");
            for (String turns : bad) {
                lines.append("{\"conversations\":").append(turns).append("}\n");
            }
            Dataset dataset = read("s.jsonl", lines.toString());
            assertThat(dataset.rows()).hasSize(1);
            assertThat(dataset.problems())
                    .extracting(RowProblem::line)
                    .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
            assertThat(dataset.problems())
                    .extracting(RowProblem::message)
                    .satisfiesExactly(
                            m -> assertThat(m).startsWith("conversations is empty"),
                            m -> assertThat(m).startsWith("conversations is a number"),
                            m -> assertThat(m).startsWith("conversations[0] is a number"),
                            m -> assertThat(m).startsWith("conversations[0] has no from"),
                            m -> assertThat(m).startsWith("conversations[0].from is a number"),
                            m -> assertThat(m).startsWith("conversations[0].from is \"narrator\""),
                            m -> assertThat(m).startsWith("conversations[0].value is null"),
                            m -> assertThat(m).contains("cannot be read as JSON"),
                            m -> assertThat(m).contains("is not {\"name\""),
                            m -> assertThat(m).contains("a system turn as well"),
                            m -> assertThat(m).startsWith("system is a list"));
        }
    }

    @Nested
    class PlainText {
        @Test
        void aTextColumnIsADocument() throws IOException {
            Dataset dataset =
                    read("t.jsonl", "{\"text\":\"Once\\nupon\",\"meta\":1}\n{\"text\":\"\"}");
            assertThat(dataset.format()).isEqualTo("plain text (JSON Lines)");
            assertThat(dataset.rows().get(0).content())
                    .isEqualTo(new RowContent.PlainText("Once\nupon"));
            assertThat(dataset.rows().get(0).extras()).isEqualTo(Map.of("meta", 1));
            assertThat(dataset.problems())
                    .containsExactly(
                            new RowProblem(2, 2, "text is empty; there is nothing to train on"));
        }

        @Test
        void aTextFileIsADocumentALine() throws IOException {
            Dataset dataset = read("t.txt", "Mira lives in Lund.\n\n[Chorus]\n{not json\r\n");
            assertThat(dataset.format()).isEqualTo("plain text (text)");
            assertThat(dataset.rows())
                    .extracting(DataRow::content)
                    .containsExactly(
                            new RowContent.PlainText("Mira lives in Lund."),
                            new RowContent.PlainText("[Chorus]"),
                            new RowContent.PlainText("{not json"));
            assertThat(dataset.rows()).extracting(DataRow::line).containsExactly(1, 3, 4);
        }

        @Test
        void aTextFileThatBeginsLikeAListButIsNoneIsText() throws IOException {
            assertThat(read("a.txt", "[Chorus]\nla la").format()).isEqualTo("plain text (text)");
            assertThat(read("b.txt", "{la la\n").format()).isEqualTo("plain text (text)");
            assertThat(read("c.txt", "[\n{\"text\":\"a\"}]").format())
                    .isEqualTo("plain text (JSON)");
        }

        @Test
        void aTextLineThatIsNotUtf8SpoilsNoOther() throws IOException {
            Path file = directory.resolve("t.txt");
            Files.write(file, new byte[] {'a', '\n', (byte) 0xD6, '\n', 'b'});
            Dataset dataset = new DatasetReader().read(file);
            assertThat(dataset.rows()).hasSize(2);
            assertThat(dataset.problems().get(0).line()).isEqualTo(2);
            assertThat(dataset.problems().get(0).message()).contains("0xD6 at offset 2");
        }

        @Test
        void messagesComeBeforeTheTextTheyWereRenderedTo() throws IOException {
            Dataset dataset =
                    read(
                            "m.jsonl",
                            "{\"text\":\"x\",\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]}");
            assertThat(dataset.format()).startsWith("messages");
            assertThat(dataset.rows().get(0).extras()).containsEntry("text", "x");
        }

        @Test
        void itHasNoConversation() throws IOException {
            DataRow row = read("t.txt", "Once").rows().get(0);
            assertThat(row.chat()).isEmpty();
            assertThatThrownBy(row::conversation)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("the row is plain text");
        }
    }

    @Nested
    class PreTokenized {
        @Test
        void labelsSayWhatIsTrained() throws IOException {
            Dataset dataset =
                    read("i.jsonl", "{\"input_ids\":[5,6,7],\"labels\":[-100,6,7],\"id\":1}");
            assertThat(dataset.format()).isEqualTo("pre-tokenized (JSON Lines)");
            assertThat(ids(dataset, 0).inputIds()).containsExactly(5, 6, 7);
            assertThat(ids(dataset, 0).trained()).containsExactly(false, true, true);
            assertThat(dataset.rows().get(0).extras()).isEqualTo(Map.of("id", 1));
        }

        @Test
        void withoutLabelsAMaskOrNothingDoes() throws IOException {
            Dataset dataset =
                    read(
                            "i.jsonl",
                            "{\"input_ids\":[5,6]}\n"
                                    + "{\"input_ids\":[5,6],\"assistant_masks\":[0,1]}\n"
                                    + "{\"input_ids\":[5,6],\"completion_mask\":[0,1]}");
            assertThat(ids(dataset, 0).trained()).containsExactly(true, true);
            assertThat(ids(dataset, 1).trained()).containsExactly(false, true);
            assertThat(ids(dataset, 2).trained()).containsExactly(false, true);
        }

        @Test
        void paddingIsTakenOff() throws IOException {
            Dataset dataset =
                    read(
                            "i.jsonl",
                            "{\"input_ids\":[0,5,6,0],\"labels\":[-100,-100,6,-100],"
                                    + "\"attention_mask\":[0,1,1,0]}");
            assertThat(ids(dataset, 0).inputIds()).containsExactly(5, 6);
            assertThat(ids(dataset, 0).trained()).containsExactly(false, true);
        }

        @Test
        void aCsvCellHoldsTheListAsJson() throws IOException {
            Dataset dataset = read("i.csv", "input_ids,labels\n\"[5, 6]\",\"[-100, 6]\"\n[7],\n");
            assertThat(ids(dataset, 0).trained()).containsExactly(false, true);
            assertThat(ids(dataset, 1).inputIds()).containsExactly(7);
        }

        @Test
        void eachKindOfBadRowIsNamed() throws IOException {
            String[] bad = {
                "{\"input_ids\":[]}",
                "{\"input_ids\":[-1]}",
                "{\"input_ids\":[1.5]}",
                "{\"input_ids\":[9999999999]}",
                "{\"input_ids\":[1,2],\"labels\":[2,-100]}",
                "{\"input_ids\":[1,2],\"assistant_masks\":[1]}",
                "{\"input_ids\":[1,2],\"assistant_masks\":[1,2]}",
                "{\"input_ids\":[1,2,3],\"attention_mask\":[1,0,1]}",
                "{\"input_ids\":[1,2],\"attention_mask\":[0,0]}",
                "{\"input_ids\":\"1 2\"}",
            };
            Dataset dataset = read("i.jsonl", "{\"input_ids\":[1]}\n" + String.join("\n", bad));
            assertThat(dataset.rows()).hasSize(1);
            assertThat(dataset.problems())
                    .extracting(RowProblem::message)
                    .satisfiesExactly(
                            m -> assertThat(m).startsWith("input_ids is empty"),
                            m -> assertThat(m).startsWith("input_ids[0] is -1"),
                            m -> assertThat(m).startsWith("input_ids[0] is 1.5"),
                            m -> assertThat(m).startsWith("input_ids[0] is 9999999999"),
                            m -> assertThat(m).startsWith("labels[0] is 2 but input_ids[0] is 1"),
                            m -> assertThat(m).startsWith("2 input_ids but 1 entries"),
                            m -> assertThat(m).startsWith("assistant_masks[1] is 2"),
                            m -> assertThat(m).contains("0 between tokens"),
                            m -> assertThat(m).contains("0 everywhere"),
                            m -> assertThat(m).startsWith("input_ids cannot be read as a list"));
        }
    }

    @Nested
    class Columns {
        @Test
        void mayBeNamedOtherwise() throws IOException {
            ColumnMapping mapping = ColumnMapping.parse("instruction=question, output=reply");
            Dataset csv = read(mapping, "a.csv", "question,reply,topic\na,b,c\n");
            Dataset json = read(mapping, "a.json", "[{\"question\":\"a\",\"reply\":\"b\"}]");
            for (Dataset dataset : List.of(csv, json)) {
                assertThat(dataset.format()).startsWith("Alpaca");
                assertThat(messages(dataset, 0))
                        .containsExactly(Message.of("user", "a"), Message.of("assistant", "b"));
            }
            assertThat(csv.rows().get(0).extras()).isEqualTo(Map.of("topic", "c"));
        }

        @Test
        void maySwap() throws IOException {
            Dataset dataset =
                    read(
                            ColumnMapping.parse("prompt=completion,completion=prompt"),
                            "p.jsonl",
                            "{\"prompt\":\"a\",\"completion\":\"b\"}");
            assertThat(messages(dataset, 0).get(0)).isEqualTo(Message.of("user", "b"));
        }

        @Test
        void aMappedColumnHidesItsNamesake() throws IOException {
            Dataset dataset =
                    read(
                            ColumnMapping.parse("prompt=question"),
                            "p.jsonl",
                            "{\"prompt\":\"a\",\"question\":\"q\",\"completion\":\"b\"}");
            assertThat(messages(dataset, 0).get(0)).isEqualTo(Message.of("user", "q"));
        }

        @Test
        void thatAreNotThereAreNamedWithThoseThatAre() {
            ColumnMapping mapping = ColumnMapping.parse("prompt=questoin,completion=reply");
            assertThatThrownBy(() -> read(mapping, "p.csv", "question,reply\na,b\n"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("the column prompt is missing")
                    .hasMessageContaining("mapped to questoin, which the row lacks")
                    .hasMessageContaining("it has question, reply");
        }

        @Test
        void areQuotedWhereTheirNamesWouldBeReadAsSomethingElse() {
            Map<String, String> columns =
                    Map.of(
                            "instruction", "a, b",
                            "input", "\"x\" of y",
                            "output", " z ",
                            "text", "in = out",
                            "tools", "5\" nails");
            ColumnMapping mapping = new ColumnMapping(columns);
            assertThat(mapping.text())
                    .isEqualTo(
                            "input=\"\"\"x\"\" of y\",instruction=\"a, b\",output=\" z \","
                                    + "text=in = out,tools=5\" nails");
            assertThat(ColumnMapping.parse(mapping.text())).isEqualTo(mapping);
            assertThat(ColumnMapping.parse(" prompt = \"a,b\" , completion=c,").columns())
                    .containsOnly(Map.entry("prompt", "a,b"), Map.entry("completion", "c"));
        }

        @Test
        void aMappingThatMakesNoSenseIsRefused() {
            assertThatThrownBy(() -> ColumnMapping.parse("question"))
                    .hasMessageContaining("maps no column");
            assertThatThrownBy(() -> ColumnMapping.parse("question=prompt"))
                    .hasMessageContaining("no kind of rows has a column question")
                    .hasMessageContaining("instruction");
            assertThatThrownBy(() -> ColumnMapping.parse("prompt=a,completion=a"))
                    .hasMessageContaining("cannot stand for both");
            assertThatThrownBy(() -> ColumnMapping.parse("prompt=a,prompt=b"))
                    .hasMessageContaining("mapped twice");
        }
    }

    @Test
    void rowsInAListOfOneObjectAreFoundToBeThere() {
        String wrapped = "{\"version\": 1, \"data\": [{\"prompt\":\"a\",\"completion\":\"b\"}]}";
        assertThatThrownBy(() -> read("wrapped.json", wrapped))
                .hasMessageContaining("a list inside it, under data; save that list");
    }

    @Test
    void filesOfOtherKindsAreNamedForWhatTheyAre() throws IOException {
        Map<String, byte[]> starts =
                Map.of(
                        "gzip", new byte[] {0x1F, (byte) 0x8B, 8, 0},
                        "ZIP archive", new byte[] {'P', 'K', 3, 4, 20},
                        "Arrow file", "ARROW1\0\0".getBytes("US-ASCII"));
        for (Map.Entry<String, byte[]> start : starts.entrySet()) {
            Path file = Files.write(directory.resolve("x.jsonl"), start.getValue());
            assertThatThrownBy(() -> new DatasetReader().read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(start.getKey());
        }
    }
}
