package org.sftworkbench.ui.chat;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.TokenizerException;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.TemplateCaption;

/** What was really sent for one answer, when it is asked for. FX thread only. */
public final class SentView {
    private final Executor background;
    private final Executor fx;
    private final TokenizerShelf shelf;
    private final ObjectProperty<Problem> problem;
    private final Supplier<EncodingOptions> encoding;
    private final Supplier<TemplateCaption> caption;
    private final ReadOnlyObjectWrapper<SentComparison> shown =
            new ReadOnlyObjectWrapper<>(this, "shown");
    private int asked;

    /**
     * @param problem told where it cannot be found out
     * @param encoding the template and policy of now, or null for the tokenizer's own
     * @param caption what that template is called, or null
     */
    SentView(
            Executor background,
            Executor fx,
            TokenizerShelf shelf,
            ObjectProperty<Problem> problem,
            Supplier<EncodingOptions> encoding,
            Supplier<TemplateCaption> caption) {
        this.background = background;
        this.fx = fx;
        this.shelf = shelf;
        this.problem = problem;
        this.encoding = encoding;
        this.caption = caption;
    }

    /** What is shown; null for nothing. */
    public ReadOnlyObjectProperty<SentComparison> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Shows nothing. */
    public void close() {
        asked++;
        shown.set(null);
    }

    void show(ChatSide side, Reply reply) {
        int mine = ++asked;
        Question question = reply.question();
        Conversation conversation =
                question.kind() == PromptKind.PLAIN
                        ? Conversation.of(Message.of("user", question.text()))
                        : side.conversation(
                                reply.sent().system(), question, reply.model(), question.text());
        SentReader reader =
                new SentReader(
                        side.reading(reply.model(), encoding.get()),
                        Optional.ofNullable(caption.get()),
                        reply.sent().ids(),
                        conversation,
                        reply.answer().text());
        BackgroundTask.of(() -> reader.compare(shelf))
                .onSuccess(
                        found -> {
                            if (mine == asked) {
                                shown.set(found);
                            }
                        })
                .onError(TokenizerException.class, e -> problem.set(Problem.of(e)))
                .onError(ModelException.class, e -> problem.set(Problem.of(e)))
                .onError(TemplateException.class, e -> problem.set(Problem.of(e)))
                .onError(DataException.class, e -> problem.set(Problem.of(e)))
                .onError(RuntimeException.class, e -> problem.set(Problem.unexpected(e)))
                .start(background, fx);
    }
}
