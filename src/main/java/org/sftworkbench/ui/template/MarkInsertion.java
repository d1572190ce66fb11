package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.check.marks.GenerationMarks;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * Writes {@code {% generation %}} blocks around what the policy trains into the template being
 * edited. FX thread only; the proof by rendering runs on the background executor.
 */
public final class MarkInsertion {
    /** Enough to meet every branch that the data takes, few enough to be quick. */
    private static final int MOST_CONVERSATIONS = 100;

    /** Of these conversations, each with the template it is rendered with: seconds of work. */
    private static final long MOST_CHARACTERS = 1_000_000;

    private final Words words;
    private final Executor background;
    private final Executor fx;
    private final SourceDraft template;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ObjectProperty<Problem> note = new SimpleObjectProperty<>(this, "note");

    MarkInsertion(Words words, Executor background, Executor fx, SourceDraft template) {
        this.words = words;
        this.background = background;
        this.fx = fx;
        this.template = template;
        template.presetProperty().addListener(o -> forget());
        template.sourceProperty().addListener((p, old, now) -> forget());
    }

    /** Says no more what came of it, as what it was about is another now. */
    void forget() {
        note.set(null);
    }

    /** Whether it is at work. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** What came of it; null before it was asked for, and once it was read. */
    public ObjectProperty<Problem> noteProperty() {
        return note;
    }

    /**
     * Inserts the marks, if rendering proves that nothing else changes; not while it is at work.
     *
     * @param order template, policy and the conversation shown
     * @param rows further conversations to learn from and to prove it with
     */
    void insert(RenderOrder order, List<DataRow> rows) {
        if (running.get()) {
            return;
        }
        running.set(true);
        note.set(null);
        String before = template.sourceProperty().get();
        List<DataRow> first =
                List.copyOf(rows.subList(0, Math.min(rows.size(), MOST_CONVERSATIONS)));
        BackgroundTask.of(() -> marked(order, first, before))
                .onSuccess(Runnable::run)
                .onFinished(() -> running.set(false))
                .start(background, fx);
    }

    /** The rows of a large file are read from the disk here, not where they were asked for. */
    private Runnable marked(RenderOrder order, List<DataRow> rows, String before) {
        try {
            List<Conversation> conversations =
                    conversations(order, rows, Objects.requireNonNullElse(before, "").length());
            GenerationMarks.Outcome outcome =
                    new GenerationMarks(order.tokenizer(), alone(order.options(), before))
                            .insert(conversations);
            return outcome instanceof GenerationMarks.Marked marked
                    ? () -> use(marked, order, before)
                    : () -> refused(((GenerationMarks.Impossible) outcome).reason());
        } catch (TemplateException | DataException e) {
            return () -> refused(e.getMessage());
        }
    }

    /** Of a model's several templates the one that is shown. */
    private static EncodingOptions alone(EncodingOptions options, String shown) {
        return options.template() instanceof TemplateChoice.Named
                ? options.with(new TemplateChoice.Jinja(shown))
                : options;
    }

    /** Whether a conversation is rendered with the template that is shown. */
    private static boolean isMeant(RenderOrder order, Conversation other) {
        return !(order.options().template() instanceof TemplateChoice.Named several)
                || several.nameFor(other.offersTools())
                        .equals(
                                several.nameFor(
                                        order.isConversation()
                                                && order.conversation().offersTools()));
    }

    private static List<Conversation> conversations(
            RenderOrder order, List<DataRow> rows, int template) {
        List<Conversation> chosen = new ArrayList<>();
        if (order.isConversation()) {
            chosen.add(order.conversation());
        }
        long characters = 0;
        for (DataRow row : rows) {
            Optional<Conversation> next = row.chat().filter(c -> isMeant(order, c));
            characters += template + next.map(MarkInsertion::characters).orElse(0L);
            if (!chosen.isEmpty() && characters > MOST_CHARACTERS) {
                break;
            }
            next.ifPresent(chosen::add);
        }
        return chosen;
    }

    private static long characters(Conversation conversation) {
        return conversation.messages().stream().mapToLong(m -> m.text().length()).sum();
    }

    private void use(GenerationMarks.Marked marked, RenderOrder order, String before) {
        if (!Objects.equals(template.sourceProperty().get(), before)) {
            refused(words.say("the template was changed meanwhile; insert them again"));
            return;
        }
        template.sourceProperty().set(marked.source());
        int proved = marked.conversations();
        note.set(
                Problem.info(
                        proved == 1
                                ? Words.original(
                                        "Generation marks are in, around what {0} trains: one"
                                                + " conversation rendered before and after has the"
                                                + " same text and the same mask. Ctrl+Z in the"
                                                + " source takes them out.",
                                        order.options().policy().text())
                                : Words.original(
                                        "Generation marks are in, around what {0} trains: {1}"
                                                + " conversations rendered before and after have"
                                                + " the same text and the same mask. Ctrl+Z in the"
                                                + " source takes them out.",
                                        order.options().policy().text(), proved)));
    }

    private void refused(String why) {
        note.set(Problem.warning(Words.original("No generation marks were inserted: {0}", why)));
    }
}
