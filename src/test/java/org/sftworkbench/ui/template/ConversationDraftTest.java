package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.data.RowScan;
import org.sftworkbench.data.fault.DataException;

class ConversationDraftTest {
    private static final List<Object> CALLS =
            List.of(Map.of("function", Map.of("name", "f", "arguments", Map.of("x", 1))));

    @TempDir private Path directory;

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Executor background = waiting::add;
    private int changes;
    private final ConversationDraft draft =
            new ConversationDraft(background, Runnable::run, () -> changes++);
    private Conversation asRead;

    @BeforeEach
    void openARow() {
        Message call = Message.of("assistant", "").with("tool_calls", CALLS);
        Message answer = Message.of("tool", "3").with("name", "f");
        asRead =
                new Conversation(
                        List.of(Message.of("user", "Hi"), call, answer),
                        List.of(Map.of("name", "f")));
        draft.rows().setAll(new DataRow(1, 1, asRead));
    }

    /** Rows of a file so large that only its beginning is held. */
    private List<DataRow> rowsOfALargeFile() throws IOException {
        Path file = directory.resolve("large.jsonl");
        String text = "x".repeat(35_000);
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int i = 1; i <= 2_000; i++) {
                out.write("{\"text\": \"" + i + " " + text + "\"}\n");
            }
        }
        List<DataRow> rows = new ArrayList<>();
        try (RowScan scan = new DatasetReader().scan(file)) {
            while (scan.hasNext()) {
                rows.addAll(scan.next(1_000_000_000).rows());
            }
        }
        return rows;
    }

    @Test
    void whatARowSaysBesideItsMessagesOutlivesAnEdit() {
        Conversation pair =
                new Conversation(
                        List.of(
                                Message.of("user", "Hi"),
                                Message.of("assistant", "The answer"),
                                Message.of("assistant", " is 4")),
                        Optional.empty(),
                        Map.of("enable_thinking", false),
                        OptionalInt.of(2));
        RowContent content = new RowContent.Chat(pair, true);
        draft.rows().setAll(new DataRow(1, 1, content, Map.of()));
        assertThat(draft.content()).isEqualTo(content);
        draft.messages().get(0).contentProperty().set("Hello");
        assertThat(draft.conversation().variables()).isEqualTo(pair.variables());
        assertThat(draft.conversation().promptMessages()).hasValue(2);
        draft.addAfter(0);
        assertThat(draft.conversation().promptMessages()).hasValue(3);
        draft.messages().remove(1);
        draft.messages().get(0).contentProperty().set("Hi");
        assertThat(draft.editedProperty().get()).isFalse();
        draft.messages().remove(2);
        assertThat(draft.conversation().promptMessages()).isEmpty();
    }

    @Test
    void aRowThatMustBeReadAgainIsReadInTheBackgroundAndOneThatWasOvertakenIsDropped()
            throws IOException {
        List<DataRow> rows = rowsOfALargeFile();
        assertThat(rows.get(1_500).isAtHand()).isFalse();
        draft.rows().setAll(rows);
        draft.rowIndexProperty().set(1_500);
        assertThat(draft.plainTextProperty().get()).as("until it is read").startsWith("1 x");
        draft.plainTextProperty().set("edited");
        draft.rowIndexProperty().set(1_600);
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
        assertThat(draft.plainTextProperty().get()).startsWith("1601 x");
        assertThat(draft.row()).isSameAs(rows.get(1_600));
        assertThat(draft.editedProperty().get()).isFalse();
        draft.rowIndexProperty().set(0);
        assertThat(draft.plainTextProperty().get())
                .as("edits of the row shown")
                .isEqualTo("edited");
    }

    @Test
    void aRowThatCannotBeReadAgainIsToldAndTheOneBeforeStays() throws IOException {
        List<DataRow> rows = rowsOfALargeFile();
        draft.rows().setAll(rows);
        Files.writeString(directory.resolve("large.jsonl"), "another");
        draft.rowIndexProperty().set(1_500);
        assertThatThrownBy(() -> waiting.remove().run())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1501")
                .hasMessageContaining("open it once more");
        assertThat(draft.rowIndexProperty().get()).isZero();
        assertThat(draft.plainTextProperty().get()).startsWith("1 x");
    }

    @Test
    void aRowThatIsNotTouchedStaysExactlyAsItWasRead() {
        assertThat(draft.conversation()).isEqualTo(asRead);
        assertThat(draft.editedProperty().get()).isFalse();
    }

    @Test
    void messagesMoveUpAndDownAndStopAtTheEnds() {
        assertThat(draft.move(0, 1)).isEqualTo(1);
        assertThat(roles()).containsExactly("assistant", "user", "tool");
        assertThat(draft.editedProperty().get()).isTrue();
        assertThat(draft.move(1, -1)).isZero();
        assertThat(draft.move(0, -1)).isZero();
        assertThat(draft.conversation()).isEqualTo(asRead);
        assertThat(draft.editedProperty().get()).isFalse();
    }

    @Test
    void aMessageThatWasMovedIsStillHeard() {
        draft.move(0, 2);
        int before = changes;
        draft.messages().get(2).contentProperty().set("Bye");
        assertThat(changes).isEqualTo(before + 1);
        assertThat(draft.conversation().messages().get(2).text()).isEqualTo("Bye");
    }

    @Test
    void toolCallsAreEditedAsJsonAndAMistakeKeepsWhatWasThere() {
        JsonDraft calls = draft.messages().get(1).toolCalls();
        calls.textProperty().set("[{\"function\": ");
        assertThat(calls.problemProperty().get()).startsWith("Not used yet").contains("breaks off");
        assertThat(draft.conversation()).isEqualTo(asRead);
        calls.textProperty().set("{}");
        assertThat(calls.problemProperty().get()).contains("Expected a list");
        calls.textProperty().set("[{\"function\": {\"name\": \"g\"}}]");
        assertThat(calls.problemProperty().get()).isEmpty();
        assertThat(draft.conversation().messages().get(1).fields().get("tool_calls"))
                .isEqualTo(List.of(Map.of("function", Map.of("name", "g"))));
    }

    @Test
    void aFieldCanBeAddedAndRemoved() {
        MessageDraft message = draft.messages().get(1);
        message.reasoningProperty().set("Hm");
        assertThat(draft.conversation().messages().get(1).fields())
                .containsEntry("reasoning_content", "Hm");
        message.reasoningProperty().set(null);
        message.toolCalls().textProperty().set(null);
        assertThat(draft.conversation().messages().get(1).fields())
                .doesNotContainKeys("reasoning_content", "tool_calls");
    }

    @Test
    void fieldsWithoutABoxOfTheirOwnAreOneObject() {
        MessageDraft message = draft.messages().get(2);
        assertThat(message.others().value()).isEqualTo(Map.of("name", "f"));
        message.others().textProperty().set("{\"tool_call_id\": \"a\", \"role\": \"user\"}");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", "tool");
        fields.put("content", "3");
        fields.put("tool_call_id", "a");
        assertThat(draft.conversation().messages().get(2).fields()).isEqualTo(fields);
    }

    @Test
    void toolsAreEditedAsJsonAndCanBeTakenAway() {
        draft.toolsProperty().get().textProperty().set("[{\"name\": \"g\"}]");
        assertThat(draft.conversation().tools()).contains(List.of(Map.of("name", "g")));
        assertThat(draft.editedProperty().get()).isTrue();
        draft.toolsProperty().get().textProperty().set(null);
        assertThat(draft.conversation().tools()).isEmpty();
        draft.reset();
        assertThat(draft.conversation()).isEqualTo(asRead);
    }

    @Test
    void anEmptyListOfToolsIsShownAndKeptUntilItIsTakenAway() {
        Conversation offering = new Conversation(List.of(Message.of("user", "Hi")), List.of());
        draft.rows().setAll(new DataRow(1, 1, offering));
        assertThat(draft.toolsProperty().get().textProperty().get()).isEqualTo("[ ]");
        assertThat(draft.conversation()).isEqualTo(offering);
        assertThat(draft.offersTools()).isTrue();
        draft.toolsProperty().get().textProperty().set(null);
        assertThat(draft.conversation().tools()).isEmpty();
        assertThat(draft.offersTools()).isFalse();
        assertThat(draft.editedProperty().get()).isTrue();
    }

    private List<String> roles() {
        return draft.conversation().messages().stream().map(Message::role).toList();
    }
}
