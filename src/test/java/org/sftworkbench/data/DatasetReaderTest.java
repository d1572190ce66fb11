package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.ui.common.words.ToldInChinese;

class DatasetReaderTest {
    private static final String CHAT =
            "[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"hello\"}]";

    @TempDir Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Dataset read(String name, String text) throws IOException {
        return new DatasetReader().read(file(name, text));
    }

    private AbstractThrowableAssert<?, ?> assertRefused(String name, String text)
            throws IOException {
        Path file = file(name, text);
        return assertThatThrownBy(() -> new DatasetReader().read(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": ");
    }

    private static List<Message> messages(Dataset dataset, int index) {
        return dataset.rows().get(index).conversation().messages();
    }

    @Nested
    class Alpaca {
        @Test
        void instructionAndOutputAreAUserAndAnAssistantMessage() throws IOException {
            Dataset dataset =
                    read("a.json", "[{\"instruction\":\"问\",\"input\":\"\",\"output\":\"答\"}]");
            assertThat(dataset.format()).isEqualTo("Alpaca (JSON)");
            assertThat(messages(dataset, 0))
                    .containsExactly(Message.of("user", "问"), Message.of("assistant", "答"));
        }

        @Test
        void inputFollowsTheInstructionOnANewLineAndSystemComesFirst() throws IOException {
            Dataset dataset =
                    read(
                            "a.jsonl",
                            "{\"system\":\"s\",\"instruction\":\"a\",\"input\":\"b\",\"output\":\"c\"}\n");
            assertThat(dataset.format()).isEqualTo("Alpaca (JSON Lines)");
            assertThat(messages(dataset, 0))
                    .containsExactly(
                            Message.of("system", "s"),
                            Message.of("user", "a\nb"),
                            Message.of("assistant", "c"));
        }

        @Test
        void inputMayBeNullOrAbsent() throws IOException {
            Dataset dataset =
                    read(
                            "a.json",
                            "[{\"instruction\":\"a\",\"input\":null,\"output\":\"b\"},"
                                    + "{\"instruction\":\"c\",\"output\":\"d\"}]");
            assertThat(messages(dataset, 0).get(0).text()).isEqualTo("a");
            assertThat(messages(dataset, 1).get(0).text()).isEqualTo("c");
        }

        @Test
        void historyIsTheTurnsBeforeTheInstruction() throws IOException {
            List<Message> turns =
                    List.of(
                            Message.of("system", "s"),
                            Message.of("user", "q1"),
                            Message.of("assistant", "a1"),
                            Message.of("user", "q2"),
                            Message.of("assistant", "a2"),
                            Message.of("user", "i"),
                            Message.of("assistant", "o"));
            String pairs = "[[\"q1\",\"a1\"],[\"q2\",\"a2\"]]";

            Dataset json =
                    read(
                            "a.json",
                            "[{\"instruction\":\"i\",\"output\":\"o\",\"system\":\"s\",\"history\":"
                                    + pairs
                                    + "}]");
            assertThat(messages(json, 0)).isEqualTo(turns);
            Dataset csv =
                    read(
                            "a.csv",
                            "instruction,output,system,history\ni,o,s,\""
                                    + pairs.replace("\"", "\"\"")
                                    + "\"\ni,o,,\n");
            assertThat(messages(csv, 0)).isEqualTo(turns);
            assertThat(messages(csv, 1)).isEqualTo(turns.subList(5, 7));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "5|history is a number; expected a list of [question, answer]",
                    "[\"q\"]|history[0] is a text; expected a list of a question and its answer",
                    "[[\"q\"]]|history[0] is a list; expected a list of a question and its answer",
                    "[[\"q\",null]]|history[0][1] is null; expected a text"
                })
        void aHistoryThatIsNoListOfPairsIsAProblem(String history, String said) throws IOException {
            Dataset dataset =
                    read(
                            "a.jsonl",
                            "{\"instruction\":\"i\",\"output\":\"o\"}\n"
                                    + "{\"instruction\":\"i\",\"output\":\"o\",\"history\":"
                                    + history
                                    + "}");
            assertThat(dataset.problems()).containsExactly(new RowProblem(2, 2, said));
        }
    }

    @Nested
    class PromptAndCompletion {
        @Test
        void textsAreAUserAndAnAssistantMessage() throws IOException {
            Dataset dataset = read("p.jsonl", "{\"prompt\":\"a\",\"completion\":\"b\"}");
            assertThat(dataset.format()).isEqualTo("prompt/completion (JSON Lines)");
            assertThat(messages(dataset, 0))
                    .containsExactly(Message.of("user", "a"), Message.of("assistant", "b"));
        }

        @Test
        void listsOfMessagesFollowOneAnother() throws IOException {
            Dataset dataset =
                    read(
                            "p.jsonl",
                            "{\"prompt\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"u\"}],"
                                    + "\"completion\":[{\"role\":\"assistant\",\"content\":\"a\"}]}");
            assertThat(messages(dataset, 0))
                    .extracting(Message::role)
                    .containsExactly("system", "user", "assistant");
        }

        @Test
        void aPromptThatIsNeitherTextNorListIsAProblem() throws IOException {
            Dataset dataset =
                    read(
                            "p.jsonl",
                            "{\"prompt\":5,\"completion\":\"b\"}\n{\"prompt\":\"a\",\"completion\":\"b\"}");
            assertThat(dataset.problems())
                    .containsExactly(
                            new RowProblem(
                                    1,
                                    1,
                                    "prompt is a number; expected a text or a list of messages"));
        }
    }

    @Nested
    class Messages {
        @Test
        void everyFieldOfAMessageIsKeptInOrder() throws IOException {
            Dataset dataset =
                    read(
                            "m.jsonl",
                            "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},"
                                    + "{\"role\":\"assistant\",\"content\":null,\"reasoning_content\":\"r\","
                                    + "\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"x\":1,\"y\":[true,null,0.5]}}}]}]}");
            Message call = messages(dataset, 0).get(1);
            assertThat(call.fields().keySet())
                    .containsExactly("role", "content", "reasoning_content", "tool_calls");
            assertThat(call.fields().get("reasoning_content")).isEqualTo("r");
            assertThat(call.fields().get("tool_calls"))
                    .asString()
                    .isEqualTo("[{function={name=f, arguments={x=1, y=[true, null, 0.5]}}}]");
        }

        @Test
        void toolsBelongToTheConversationAsAListOrAsItsJsonText() throws IOException {
            Dataset dataset =
                    read(
                            "m.jsonl",
                            "{\"messages\":"
                                    + CHAT
                                    + ",\"tools\":[{\"name\":\"f\"}]}\n{\"messages\":"
                                    + CHAT
                                    + ",\"tools\":\"[{\\\"name\\\":\\\"f\\\"}]\"}\n{\"messages\":"
                                    + CHAT
                                    + ",\"tools\":null}\n");
            assertThat(dataset.rows())
                    .extracting(row -> row.conversation().tools())
                    .containsExactly(
                            Optional.of(List.of(Map.of("name", "f"))),
                            Optional.of(List.of(Map.of("name", "f"))),
                            Optional.empty());
            assertThat(dataset.rows()).allSatisfy(row -> assertThat(row.extras()).isEmpty());
        }

        @Test
        void anEmptyListOfToolsIsOfferedAndNoneIsNot() throws IOException {
            Dataset dataset =
                    read(
                            "m.jsonl",
                            Stream.of("", ",\"tools\":null", ",\"tools\":\"\"")
                                    .map(tools -> "{\"messages\":" + CHAT + tools + "}")
                                    .collect(Collectors.joining("\n")));
            assertThat(dataset.rows())
                    .hasSize(3)
                    .noneMatch(row -> row.conversation().offersTools());
            dataset =
                    read(
                            "e.jsonl",
                            Stream.of(",\"tools\":[]", ",\"tools\":\"[]\"")
                                    .map(tools -> "{\"messages\":" + CHAT + tools + "}")
                                    .collect(Collectors.joining("\n")));
            assertThat(dataset.rows())
                    .extracting(row -> row.conversation().tools())
                    .containsExactly(Optional.of(List.of()), Optional.of(List.of()));
        }

        @Test
        void furtherColumnsAreReachableAsExtras() throws IOException {
            Dataset dataset =
                    read(
                            "held-out.jsonl",
                            "{\"messages\":"
                                    + CHAT
                                    + ",\"answer\":\"Lund\",\"id\":7,\"note\":null}");
            assertThat(dataset.rows().get(0).extras())
                    .containsEntry("answer", "Lund")
                    .containsEntry("id", 7)
                    .containsEntry("note", null)
                    .hasSize(3);
        }

        @Test
        void contentMayBeAListOfParts() throws IOException {
            Dataset dataset =
                    read(
                            "m.jsonl",
                            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}]}");
            assertThat(messages(dataset, 0).get(0).fields().get("content"))
                    .isEqualTo(List.of(Map.of("type", "text", "text", "a")));
        }

        @Test
        void eachKindOfBadMessageIsNamed() throws IOException {
            String[] bad = {
                "[]",
                "null",
                "{}",
                "[3]",
                "[{\"content\":\"a\"}]",
                "[{\"from\":\"human\",\"value\":\"a\"}]",
                "[{\"role\":1,\"content\":\"a\"}]",
                "[{\"role\":\" \",\"content\":\"a\"}]",
                "[{\"role\":\"user\"}]",
                "[{\"role\":\"user\",\"content\":4}]",
                "[{\"role\":\"user\",\"content\":[\"a\"]}]",
                "[{\"role\":\"assistant\",\"tool_calls\":{}}]",
                "\"hello\"",
            };
            StringBuilder lines = new StringBuilder("{\"messages\":" + CHAT + "}\n");
            for (String messages : bad) {
                lines.append("{\"messages\":").append(messages).append("}\n");
            }
            Dataset dataset = read("m.jsonl", lines.toString());
            assertThat(dataset.rows()).hasSize(1);
            assertThat(dataset.problems())
                    .extracting(RowProblem::number)
                    .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
            assertThat(dataset.problems())
                    .extracting(RowProblem::message)
                    .satisfiesExactly(
                            m -> assertThat(m).startsWith("messages is empty"),
                            m -> assertThat(m).startsWith("the column messages is missing"),
                            m -> assertThat(m).startsWith("messages is an object"),
                            m -> assertThat(m).startsWith("messages[0] is a number"),
                            m -> assertThat(m).startsWith("messages[0] has no role"),
                            m -> assertThat(m).contains("rename them to role and content"),
                            m -> assertThat(m).startsWith("messages[0].role is a number"),
                            m -> assertThat(m).startsWith("messages[0].role is blank"),
                            m -> assertThat(m).startsWith("messages[0] has no content"),
                            m -> assertThat(m).startsWith("messages[0].content is a number"),
                            m -> assertThat(m).startsWith("messages[0].content[0] is a text"),
                            m -> assertThat(m).startsWith("messages[0].tool_calls is an object"),
                            m ->
                                    assertThat(m)
                                            .startsWith("messages is a text that cannot be read"));
        }
    }

    @Nested
    class JsonLists {
        @Test
        void rowsThatAreNoObjectsAreProblemsAndKeepTheirNumbers() throws IOException {
            Dataset dataset =
                    read(
                            "a.json",
                            "[\n 5,\n {\"prompt\":\"a\",\n  \"completion\":\"b\"},\n null,\n"
                                    + " {\"prompt\":\"c\"},\n {\"prompt\":\"d\",\"completion\":\"e\"}\n]");
            assertThat(dataset.rows())
                    .extracting(DataRow::number, DataRow::line)
                    .containsExactly(tuple(2, 3), tuple(5, 7));
            assertThat(dataset.problems())
                    .containsExactly(
                            new RowProblem(1, 2, "the row is a number; expected an object {…}"),
                            new RowProblem(3, 5, "the row is null; expected an object {…}"),
                            new RowProblem(
                                    4,
                                    6,
                                    "the column completion is missing; prompt/completion rows have"
                                            + " prompt and completion"));
        }

        @Test
        void aSyntaxErrorKeepsTheRowsBeforeItAndNamesItsPlace() throws IOException {
            Dataset dataset =
                    read(
                            "a.json",
                            "[\n{\"prompt\":\"a\",\"completion\":\"b\"},\n{\"prompt\":\"a\",\n"
                                    + "\"completion\" \"b\"},\n{\"prompt\":\"a\",\"completion\":\"b\"}]");
            assertThat(dataset.rows()).hasSize(1);
            assertThat(dataset.problems()).hasSize(1);
            RowProblem problem = dataset.problems().get(0);
            assertThat(problem.number()).isEqualTo(2);
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.message())
                    .startsWith("not valid JSON at line 4, column 14")
                    .endsWith("What follows could not be read")
                    .doesNotContain("Source");
        }

        @Test
        void aFileCutOffInARowKeepsTheRowsBeforeIt() throws IOException {
            Dataset dataset =
                    read("a.json", "[{\"prompt\":\"a\",\"completion\":\"b\"},\n{\"prompt\":\"a");
            assertThat(dataset.rows()).hasSize(1);
            assertThat(dataset.problems())
                    .extracting(RowProblem::number, RowProblem::line)
                    .containsExactly(tuple(2, 2));
            assertThat(dataset.problems().get(0).message()).contains("cut off");
        }

        @Test
        void aListThatIsNotClosedIsAProblem() throws IOException {
            Dataset dataset = read("a.json", "[{\"prompt\":\"a\",\"completion\":\"b\"}");
            assertThat(dataset.rows()).hasSize(1);
            assertThat(dataset.problems().get(0).message()).contains("closed with ]");
        }

        @Test
        void textAfterTheListIsAProblem() throws IOException {
            Dataset dataset = read("a.json", "[{\"prompt\":\"a\",\"completion\":\"b\"}]\n[]");
            assertThat(dataset.rows()).hasSize(1);
            assertThat(dataset.problems().get(0).line()).isEqualTo(2);
            assertThat(dataset.problems().get(0).message()).startsWith("more follows");
        }

        @Test
        void trailingCommasAndPythonsNanAreRead() throws IOException {
            Dataset dataset =
                    read("a.json", "[{\"prompt\":\"a\",\"completion\":\"b\",\"x\":NaN,},]");
            assertThat(dataset.rows()).hasSize(1);
            assertThat(dataset.problems()).isEmpty();
        }

        @Test
        void theContentDecidesNotTheName() throws IOException {
            assertThat(read("a.csv", "[{\"prompt\":\"a\",\"completion\":\"b\"}]").format())
                    .isEqualTo("prompt/completion (JSON)");
            assertThat(read("b.jsonl", "[{\"prompt\":\"a\",\"completion\":\"b\"}]").format())
                    .isEqualTo("prompt/completion (JSON)");
            assertThat(read("c.json", "{\"prompt\":\"a\",\"completion\":\"b\"}\n").format())
                    .isEqualTo("prompt/completion (JSON Lines)");
            assertThat(read("d.txt", "prompt,completion\na,b\n").format())
                    .isEqualTo("prompt/completion (CSV)");
        }
    }

    @Nested
    class JsonLines {
        private static final String GOOD = "{\"prompt\":\"a\",\"completion\":\"b\"}";

        @Test
        void aBadLineSpoilsNoOther() throws IOException {
            Dataset dataset =
                    read(
                            "a.jsonl",
                            String.join(
                                    "\n",
                                    "[1]",
                                    GOOD,
                                    "",
                                    "oops",
                                    GOOD + ",",
                                    GOOD + GOOD,
                                    "  ",
                                    GOOD,
                                    "{\"prompt\":\"a\",\"compl"));
            assertThat(dataset.rows())
                    .extracting(DataRow::number, DataRow::line)
                    .containsExactly(tuple(2, 2), tuple(6, 8));
            assertThat(dataset.problems())
                    .extracting(RowProblem::number, RowProblem::line)
                    .containsExactly(
                            tuple(1, 1), tuple(3, 4), tuple(4, 5), tuple(5, 6), tuple(7, 9));
            assertThat(dataset.problems())
                    .extracting(RowProblem::message)
                    .satisfiesExactly(
                            m -> assertThat(m).startsWith("the row is a list"),
                            m -> assertThat(m).startsWith("not valid JSON at column "),
                            m -> assertThat(m).contains("comes ,; remove it"),
                            m -> assertThat(m).contains("comes {\"prompt\""),
                            m -> assertThat(m).contains("breaks off"));
        }

        @Test
        void aByteOrderMarkAndWindowsLineEndsAreNoPartOfTheRows() throws IOException {
            Dataset dataset = read("a.jsonl", "\uFEFF" + GOOD + "\r\n" + GOOD + "\r\n");
            assertThat(dataset.problems()).isEmpty();
            assertThat(dataset.rows()).extracting(DataRow::line).containsExactly(1, 2);
        }

        @Test
        void aLineThatIsNotUtf8IsAProblemWithItsByteOffset() throws IOException {
            byte[] bytes = (GOOD + "\n" + GOOD + "\n" + GOOD).getBytes(StandardCharsets.UTF_8);
            int second = GOOD.length() + 1;
            bytes[second + 11] = (byte) 0xB0;
            Path file = Files.write(directory.resolve("a.jsonl"), bytes);
            Dataset dataset = new DatasetReader().read(file);
            assertThat(dataset.rows()).extracting(DataRow::number).containsExactly(1, 3);
            assertThat(dataset.problems().get(0).line()).isEqualTo(2);
            assertThat(dataset.problems().get(0).message())
                    .contains("0xB0 at offset " + (second + 11));
        }

        @Test
        void aFileHoldsOneKindOfRows() throws IOException {
            Dataset dataset =
                    read("a.jsonl", GOOD + "\n{\"instruction\":\"a\",\"output\":\"b\"}\n");
            assertThat(dataset.problems().get(0).message())
                    .startsWith("the columns prompt and completion are missing")
                    .contains("a row of the kind Alpaca");
        }

        @Test
        void aBadFirstRowDoesNotDecideTheKind() throws IOException {
            Dataset dataset = read("a.jsonl", "{\"messages\":[]}\n" + GOOD);
            assertThat(dataset.rows()).extracting(DataRow::number).containsExactly(2);
            assertThat(dataset.format()).isEqualTo("prompt/completion (JSON Lines)");
        }
    }

    @Nested
    class Csv {
        @Test
        void quotedFieldsHoldCommasQuotesAndLineBreaks() throws IOException {
            Dataset dataset =
                    read(
                            "p.csv",
                            "\uFEFFprompt,completion\r\n\"a, \"\"b\"\"\",\"line 1\nline 2\r\nline 3\"\r\nc,d\r\n");
            assertThat(dataset.format()).isEqualTo("prompt/completion (CSV)");
            assertThat(messages(dataset, 0))
                    .extracting(Message::text)
                    .containsExactly("a, \"b\"", "line 1\nline 2\r\nline 3");
            assertThat(dataset.rows())
                    .extracting(DataRow::number, DataRow::line)
                    .containsExactly(tuple(1, 2), tuple(2, 5));
            assertThat(dataset.problems()).isEmpty();
        }

        @Test
        void emptyFieldsAndQuotesInsideUnquotedFieldsAreText() throws IOException {
            Dataset dataset =
                    read("a.csv", "instruction,input,output,n\nsay \"hi\",,\"\",3\n\nx,y,z,\n");
            assertThat(messages(dataset, 0))
                    .containsExactly(Message.of("user", "say \"hi\""), Message.of("assistant", ""));
            assertThat(messages(dataset, 1).get(0).text()).isEqualTo("x\ny");
            assertThat(dataset.rows())
                    .extracting(DataRow::line, row -> row.extras().get("n"))
                    .containsExactly(tuple(2, "3"), tuple(4, ""));
        }

        @Test
        void aCellOfMessagesHoldsJson() throws IOException {
            Dataset dataset =
                    read(
                            "m.csv",
                            "id,messages\n1,\""
                                    + CHAT.replace("\"", "\"\"")
                                    + "\"\n2,\"[{'role': 'user', 'content': 'a'}]\"\n3,\n");
            assertThat(messages(dataset, 0))
                    .containsExactly(Message.of("user", "hi"), Message.of("assistant", "hello"));
            assertThat(dataset.rows().get(0).extras()).isEqualTo(Map.of("id", "1"));
            assertThat(dataset.problems())
                    .extracting(RowProblem::message)
                    .satisfiesExactly(
                            m -> assertThat(m).contains("need double quotes"),
                            m -> assertThat(m).contains("the text is empty"));
        }

        @Test
        void rowsWithTooFewOrTooManyFieldsAreProblems() throws IOException {
            Dataset dataset = read("p.csv", "prompt,completion\na\nb,c,d\ne,f\ng,h,\n");
            assertThat(dataset.rows()).extracting(DataRow::number).containsExactly(3, 4);
            assertThat(dataset.problems())
                    .extracting(RowProblem::number, RowProblem::line)
                    .containsExactly(tuple(1, 2), tuple(2, 3));
            assertThat(dataset.problems().get(1).message())
                    .startsWith("the row has 3 fields; expected 2 as in the header");
        }

        @Test
        void aTrailingCommaOnEveryLineIsNoColumn() throws IOException {
            Dataset dataset = read("p.csv", "prompt,completion,\na,b,\n");
            assertThat(dataset.rows().get(0).extras()).isEmpty();
        }

        @Test
        void textAfterAClosingQuoteSpoilsItsLineOnly() throws IOException {
            Dataset dataset = read("p.csv", "prompt,completion\n\"say \"hi\" now\",b\nc,d\n");
            assertThat(dataset.rows()).extracting(DataRow::number).containsExactly(2);
            assertThat(dataset.problems().get(0).message()).contains("followed by 'h'");
        }

        @Test
        void aQuoteThatIsNeverClosedNamesTheLineItOpensIn() throws IOException {
            Dataset dataset = read("p.csv", "prompt,completion\na,b\nc,\"d\ne,f\ng,h");
            assertThat(dataset.rows()).hasSize(1);
            assertThat(dataset.problems())
                    .extracting(RowProblem::number, RowProblem::line)
                    .containsExactly(tuple(2, 3));
            assertThat(dataset.problems().get(0).message()).contains("opened in line 3");
        }

        @Test
        void rowsAroundABadByteAreKept() throws IOException {
            byte[] bytes = "prompt,completion\na,b\nc,?\ne,f".getBytes(StandardCharsets.UTF_8);
            bytes[24] = (byte) 0xFF;
            Path file = Files.write(directory.resolve("p.csv"), bytes);
            Dataset dataset = new DatasetReader().read(file);
            assertThat(dataset.rows()).extracting(DataRow::number).containsExactly(1, 3);
            assertThat(dataset.problems())
                    .extracting(RowProblem::number, RowProblem::line)
                    .containsExactly(tuple(2, 3));
            assertThat(dataset.problems().get(0).message()).contains("0xFF at offset 24");
        }

        @Test
        void aColumnThatStandsTwiceIsRefused() throws IOException {
            assertRefused("p.csv", "prompt,prompt,completion\na,b,c\n")
                    .hasMessageContaining("prompt stands twice");
        }

        @Test
        void tabsPartTheFieldsOfAFileThatIsNamedSo() throws IOException {
            Dataset dataset =
                    read("p.TSV", "prompt\tcompletion\na, b\t\"c\t\"\"d\"\"\ne\"\n\nf\tg\nh\n");
            assertThat(dataset.format()).isEqualTo("prompt/completion (TSV)");
            assertThat(messages(dataset, 0))
                    .extracting(Message::text)
                    .containsExactly("a, b", "c\t\"d\"\ne");
            assertThat(messages(dataset, 1)).extracting(Message::text).containsExactly("f", "g");
            assertThat(dataset.problems())
                    .containsExactly(
                            new RowProblem(
                                    3,
                                    6,
                                    "the row has 1 fields; expected 2 as in the header (prompt,"
                                            + " completion): fields with tabs must be quoted"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '/',
                quoteCharacter = '`',
                value = {
                    "a.csv / prompt;completion / parted by semicolons; save it with commas",
                    "b.csv / `\"prompt\";\"completion\"` / by semicolons; save it with commas",
                    "c.csv / frage;antwort / parted by semicolons; save it with commas",
                    "d.csv / frage|antwort / parted by vertical bars; save it with commas",
                    "e.csv / frage<tab>antwort / by tabs; save it with commas or name it .tsv",
                    "f.tsv / prompt,completion / parted by commas; name it .csv",
                    "g.tsv / prompt;completion / parted by semicolons; save it with tabs",
                })
        void anotherSeparatorIsNamed(String name, String header, String message)
                throws IOException {
            Path file = file(name, header.replace("<tab>", "\t") + "\na;b\n");
            assertThatThrownBy(() -> new DatasetReader().read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining(
                            "its header " + header.replace("<tab>", "\t").replace("\"", ""))
                    .hasMessageContaining(message)
                    .satisfies(e -> ToldInChinese.check(e.getMessage()))
                    .satisfies(e -> assertThat(((DataException) e).unknownColumns()).isEmpty());
        }

        @Test
        void namesThatHoldAnotherSeparatorCanBeMapped() throws IOException {
            ColumnMapping mapping = ColumnMapping.parse("text=a;b");
            Path file = file("m.csv", "a;b\nq\n");
            assertThat(new DatasetReader(mapping).read(file).rows())
                    .extracting(DataRow::opening)
                    .containsExactly("q");
        }
    }

    @Nested
    class Refused {
        @Test
        void aMissingFileAndADirectory() {
            Path missing = directory.resolve("none.json");
            assertThatThrownBy(() -> new DatasetReader().read(missing))
                    .isInstanceOf(DataException.class)
                    .hasMessage(missing + ": there is no such file");
            assertThatThrownBy(() -> new DatasetReader().read(directory))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(directory + ": is a directory");
        }

        @Test
        void aFileWithoutRows() throws IOException {
            assertRefused("a.json", "").hasMessageContaining("the file is empty");
            assertRefused("b.jsonl", "\uFEFF \r\n\n").hasMessageContaining("the file is empty");
            assertRefused("c.json", "[]").hasMessageContaining("holds no rows");
            assertRefused("d.csv", "prompt,completion\n").hasMessageContaining("holds no rows");
        }

        @Test
        void aFileWithoutAUsableRowWithItsFirstProblem() throws IOException {
            assertRefused("a.jsonl", "\n{\"question\":\"a\",\"reply\":\"b\"}\n{\"x\":1}\n")
                    .hasMessageContaining("none of its rows can be used (2 read). Row 1, line 2:")
                    .hasMessageContaining("unknown columns: question, reply; expected instruction");
            assertRefused("b.json", "[{\"instruction\":\"a\"}]")
                    .hasMessageContaining("the column output is missing");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\n  \"data\": [\n    {\"prompt\": \"a\", \"completion\": \"b\"}\n  ]\n}\n",
                    "{\n \"data\": []\n}",
                    "{\"data\": [\n{\"prompt\": \"a\", \"completion\": \"b\"},\n{\"prompt\": \"c",
                    "{\n\"prompt\": \"a\",\n\"completion\": \"b\"\n}\n{\n\"prompt\": \"c\"\n}"
                })
        void anObjectOverSeveralLines(String text) throws IOException {
            for (String name : List.of("a.json", "a.jsonl")) {
                Path file = file(name, text);
                String message =
                        file
                                + ": it holds one object over several lines; expected a list of"
                                + " rows [{…}, …], or one {…} a line";
                assertThatThrownBy(() -> new DatasetReader().read(file)).hasMessage(message);
                ToldInChinese.check(message);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"prompt\":", "{\"prompt\": \"c", "{\"p\": 1,", "{\"a\": ["})
        void exceptARowThatIsCutOffBeforeOthers(String cut) throws IOException {
            String row = "\n{\"prompt\": \"a\", \"completion\": \"b\"}";
            assertThat(read("a.jsonl", cut + row).rows()).hasSize(1);
            assertThat(read("b.json", cut + row + row + "\n").rows()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"prompt\": [\"a\", \"b\"], \"completion\": [\"c\", null]}",
                    "{\"prompt\": {\"0\": \"a\"}, \"completion\": {\"0\": \"c\"}}",
                    "{\"instruction\": [\"a\"], \"output\": [\"b\"], \"n\": 1}",
                    "{\"messages\": [" + CHAT + "," + CHAT + "]}",
                    "{\"text\": [\"a\", \"b\"]}",
                    "{\"input_ids\": [[1, 2], [3]]}"
                })
        void aTableByItsColumns(String row) throws IOException {
            assertRefused("a.json", row)
                    .hasMessageContaining("expected an object {…} for each row")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"messages\": []}",
                    "{\"prompt\": [\"a\", \"b\"], \"completion\": [\"c\"]}",
                    "{\"prompt\": [{\"role\": 1}], \"completion\": [{\"role\": 1}]}",
                    "{\"input_ids\": [1, -2]}",
                    "{\"text\": {\"a\": 1}}"
                })
        void andNotARowWithAFault(String row) throws IOException {
            assertRefused("a.json", row).hasMessageNotContaining("for each row");
        }

        @Test
        void unknownOrBrokenContent() throws IOException {
            assertRefused("a.csv", "question,reply\na,b\n")
                    .hasMessageContaining("unknown columns: question, reply");
            assertRefused("b.csv", "prompt;completion\na;b\n")
                    .hasMessageContaining("comma-separated")
                    .hasMessageContaining("prompt;completion");
            assertRefused("c.json", "\"rows\"").hasMessageContaining("expected a list of rows");
            assertRefused("d.json", "rows").hasMessageContaining("line 1");
        }

        @Test
        void aFileThatIsNotUtf8() throws IOException {
            Path gbk = directory.resolve("gbk.csv");
            Files.write(gbk, new byte[] {'p', ',', (byte) 0xD6, (byte) 0xD0, '\n'});
            assertThatThrownBy(() -> new DatasetReader().read(gbk))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(
                            "gbk.csv: in the header, not UTF-8: the byte 0xD6 at offset 2");
            Path utf16 = directory.resolve("utf16.json");
            Files.write(utf16, "[]".getBytes(StandardCharsets.UTF_16));
            assertThatThrownBy(() -> new DatasetReader().read(utf16))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("UTF-16");
        }
    }
}
