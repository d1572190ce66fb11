package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.binding.StringBinding;
import org.sftworkbench.chat.Message;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

/**
 * Whether two conversations side by side can be compared: what one model was asked and the other
 * was not, and questions that they were asked with different memories. FX thread only.
 */
final class ComparedSides {
    private final ChatSide base;
    private final ChatSide tuned;
    private final ChatInputs inputs;
    private final Words words;

    ComparedSides(ChatSide base, ChatSide tuned, ChatInputs inputs, Words words) {
        this.base = base;
        this.tuned = tuned;
        this.inputs = inputs;
        this.words = words;
    }

    private ChatSide other(ChatSide side) {
        return side == base ? tuned : base;
    }

    private boolean areShown() {
        return inputs.shownProperty().get() == ShownSides.BOTH;
    }

    /**
     * The question that the other side was asked next, where this one was asked the same until
     * then; null for none.
     */
    ObjectBinding<Question> missing(ChatSide side) {
        return Bindings.createObjectBinding(
                () -> findMissing(side),
                base.talk().path(),
                tuned.talk().path(),
                side.directoryProperty(),
                inputs.shownProperty());
    }

    private Question findMissing(ChatSide side) {
        List<Question> here = questions(side);
        List<Question> there = questions(other(side));
        if (!areShown() || !side.hasModel() || here.size() >= there.size()) {
            return null;
        }
        for (int i = 0; i < here.size(); i++) {
            if (here.get(i).round() != there.get(i).round()) {
                return null;
            }
        }
        return there.get(here.size());
    }

    private static List<Question> questions(ChatSide side) {
        return side.talk().path().stream()
                .filter(Question.class::isInstance)
                .map(Question.class::cast)
                .toList();
    }

    /** What sets a question apart from the same one on the other side; empty for nothing. */
    StringBinding difference(ChatSide side, Question question) {
        return Bindings.createStringBinding(
                () -> describe(side, question),
                base.talk().path(),
                tuned.talk().path(),
                inputs.shownProperty(),
                words.languageProperty());
    }

    private String describe(ChatSide side, Question question) {
        ChatSide other = other(side);
        Question same = other.talk().questionOf(question.round());
        if (!areShown() || same == null || question.kind() == PromptKind.PLAIN) {
            return "";
        }
        List<String> here = remembered(side, question);
        List<String> there = remembered(other, same);
        if (here.equals(there)) {
            return "";
        }
        return here.size() == there.size()
                ? words.say("No fair comparison: the other side was asked other things before.")
                : words.say(
                        "No fair comparison: earlier questions in the prompt {0} here, {1} on the"
                                + " other side.",
                        Numbers.count(here.size()), Numbers.count(there.size()));
    }

    /** The questions before, of which the model that answers is reminded. */
    private static List<String> remembered(ChatSide side, Question question) {
        Path model =
                question.next().shown() instanceof Reply reply
                        ? reply.model()
                        : side.directoryProperty().get();
        return side.talk().messagesBefore(question, model).stream()
                .filter(message -> message.role().equals("user"))
                .map(Message::text)
                .toList();
    }
}
