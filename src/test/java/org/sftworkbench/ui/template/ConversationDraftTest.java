package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;

class ConversationDraftTest {
    private static final List<Object> CALLS =
            List.of(Map.of("function", Map.of("name", "f", "arguments", Map.of("x", 1))));

    private int changes;
    private final ConversationDraft draft = new ConversationDraft(() -> changes++);
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
        assertThat(draft.conversation().tools()).isEqualTo(List.of(Map.of("name", "g")));
        assertThat(draft.editedProperty().get()).isTrue();
        draft.toolsProperty().get().textProperty().set(null);
        assertThat(draft.conversation().tools()).isEmpty();
        draft.reset();
        assertThat(draft.conversation()).isEqualTo(asRead);
    }

    private List<String> roles() {
        return draft.conversation().messages().stream().map(Message::role).toList();
    }
}
