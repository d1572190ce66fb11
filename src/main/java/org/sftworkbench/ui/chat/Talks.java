package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.ui.chat.saved.SavedTalk;
import org.sftworkbench.ui.chat.saved.TalkFileException;
import org.sftworkbench.ui.chat.saved.TalkFiles;
import org.sftworkbench.ui.chat.saved.TalkSummary;
import org.sftworkbench.ui.chat.saved.TrainingRows;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * The conversations that are kept: the one on the screen, written after every change, and those
 * before. FX thread only.
 */
public final class Talks {
    private static final int TITLE = 60;
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    private final TalkFiles files;
    private final Executor background;
    private final Executor fx;
    private final Words words;
    private final ChatInputs inputs;
    private final List<ChatSide> sides;
    private final ObjectProperty<Problem> problem;
    private final ObservableList<TalkSummary> kept = FXCollections.observableArrayList();
    private final ObservableList<TalkSummary> shownKept =
            FXCollections.unmodifiableObservableList(kept);
    private final ReadOnlyStringWrapper current = new ReadOnlyStringWrapper(this, "current", "");
    private final ReadOnlyLongWrapper edits = new ReadOnlyLongWrapper(this, "edits");
    private boolean unkept;
    private String title = "";
    private boolean named;
    private long rounds;

    /**
     * @param problem told what cannot be read or written
     */
    Talks(
            TalkFiles files,
            Executor background,
            Executor fx,
            Words words,
            ChatInputs inputs,
            List<ChatSide> sides,
            ObjectProperty<Problem> problem) {
        this.files = files;
        this.background = background;
        this.fx = fx;
        this.words = words;
        this.inputs = inputs;
        this.sides = sides;
        this.problem = problem;
        rounds = System.currentTimeMillis();
        refresh();
    }

    /** The conversations that are kept, the one changed last first. */
    public ObservableList<TalkSummary> kept() {
        return shownKept;
    }

    /** Id of the conversation on the screen; empty for one that is not kept yet. */
    public ReadOnlyStringProperty currentProperty() {
        return current.getReadOnlyProperty();
    }

    long nextRound() {
        return ++rounds;
    }

    /** Begins a new conversation; the one on the screen is kept. */
    void begin() {
        keepEdits();
        forget();
    }

    private void forget() {
        unkept = false;
        current.set("");
        title = "";
        named = false;
        for (ChatSide side : sides) {
            side.talk().clear();
            side.setDrawing(ChatMode.CHAT, null);
            side.redraw();
        }
    }

    /** Grows with every change to a message that is being edited. */
    public ReadOnlyLongProperty editsProperty() {
        return edits.getReadOnlyProperty();
    }

    /** Notes that a message is being edited, or no longer. */
    void edited() {
        unkept = true;
        edits.set(edits.get() + 1);
    }

    /** Keeps the conversation where a message is edited otherwise than it was kept. */
    public void keepEdits() {
        if (unkept) {
            changed();
        }
    }

    /**
     * Takes down what {@link #keepEdits} would keep, for the end of the program.
     *
     * @return writes it, which must not be done on the FX thread
     */
    public Runnable leaving() {
        if (!unkept || isEmpty()) {
            return () -> {};
        }
        SavedTalk now = snapshot();
        return () -> files.write(now);
    }

    private boolean isEmpty() {
        return sides.stream().allMatch(side -> side.talk().path().isEmpty());
    }

    /**
     * Begins a new conversation for something else.
     *
     * @return the way back to the one on the screen now
     */
    public Runnable setAside() {
        String before = current.get();
        begin();
        return () -> {
            begin();
            if (!before.isEmpty()) {
                resume(before);
            }
        };
    }

    /** Keeps the conversation as it is now. */
    public void changed() {
        unkept = false;
        if (isEmpty()) {
            if (!current.get().isEmpty()) {
                delete(current.get());
            }
            return;
        }
        if (current.get().isEmpty()) {
            current.set(ID.format(LocalDateTime.now()));
        }
        SavedTalk now = snapshot();
        run(
                () -> files.write(now),
                kept -> {
                    list(TalkSummary.of(kept));
                    if (!kept.id().equals(now.id()) && current.get().equals(now.id())) {
                        current.set(kept.id());
                        problem.set(
                                Problem.warning(
                                        Words.original(
                                                "The conversation “{0}” was changed in another"
                                                        + " window meanwhile. What is here is kept"
                                                        + " beside it, as a new conversation.",
                                                kept.title())));
                    }
                });
    }

    /** Puts a conversation that has changed at the head of the list. */
    private void list(TalkSummary changed) {
        kept.removeIf(talk -> talk.id().equals(changed.id()));
        kept.add(0, changed);
    }

    private SavedTalk snapshot() {
        if (!named) {
            title = firstQuestion();
        }
        return new SavedTalk(
                SavedTalk.FORMAT,
                current.get(),
                title,
                named,
                System.currentTimeMillis(),
                sides.stream().mapToInt(side -> side.talk().path().size()).max().orElse(0),
                inputs.systemProperty().get(),
                sides.stream().map(TalkSnapshot::of).toList());
    }

    private String firstQuestion() {
        for (ChatSide side : sides) {
            if (!side.talk().path().isEmpty()
                    && side.talk().path().get(0) instanceof Question question) {
                String line = question.text().strip().replaceAll("\\s+", " ");
                return line.length() <= TITLE ? line : beginning(line) + "…";
            }
        }
        return words.say("Conversation");
    }

    /** Not cut in the middle of a character. */
    private static String beginning(String line) {
        int end = TITLE - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
    }

    /** Brings a kept conversation to the screen. */
    public void open(String id) {
        keepEdits();
        run(
                () -> files.read(id),
                talk -> {
                    if (restore(talk)) {
                        inputs.modeProperty().set(ChatMode.CHAT);
                    }
                });
    }

    /**
     * Brings the conversation that was on the screen when the window went back to it, where it is
     * kept still.
     */
    public void resume(String id) {
        run(
                () -> files.holds(id) ? Optional.of(files.read(id)) : Optional.<SavedTalk>empty(),
                talk -> talk.ifPresent(this::restore));
    }

    private boolean restore(SavedTalk talk) {
        begin();
        try {
            for (int i = 0; i < sides.size() && i < talk.sides().size(); i++) {
                TalkSnapshot.restore(talk.sides().get(i), sides.get(i));
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            begin();
            problem.set(
                    Problem.error(
                            Words.original(
                                    "The conversation “{0}” is broken: its messages do not follow"
                                            + " one another. Its file is left as it is.",
                                    talk.title())));
            return false;
        }
        inputs.systemProperty().set(talk.system());
        title = talk.title();
        named = talk.named();
        current.set(talk.id());
        return true;
    }

    /** Gives a conversation another title. */
    public void rename(String id, String other) {
        if (other.isBlank()) {
            return;
        }
        if (id.equals(current.get())) {
            title = other.strip();
            named = true;
        }
        run(
                () -> TalkSummary.of(files.rename(id, other.strip())),
                now -> kept.replaceAll(talk -> talk.id().equals(id) ? now : talk));
    }

    /** Deletes a conversation for good; the one on the screen is gone from it too. */
    public void delete(String id) {
        if (id.equals(current.get())) {
            forget();
        }
        run(
                () -> {
                    files.delete(id);
                    return id;
                },
                gone -> kept.removeIf(talk -> talk.id().equals(gone)));
    }

    /**
     * Writes the shown messages of a side of the conversation on the screen as a row to train on.
     *
     * @param file JSONL, replaced where it is there
     */
    public void export(ChatSide side, Path file) {
        SavedTalk now = snapshot();
        SavedTalk.Side shown = now.sides().get(sides.indexOf(side));
        String row = TrainingRows.of(now, shown);
        if (row.isEmpty()) {
            problem.set(
                    Problem.warning(
                            Words.original(
                                    "Nothing to export: no question was answered here. Plain text"
                                            + " that was continued makes no row of messages.")));
            return;
        }
        run(
                () -> {
                    TalkFiles.export(file, row);
                    return file;
                },
                written ->
                        tellWritten(
                                Words.original("One row of messages was written to {0}.", written),
                                TrainingRows.cutOff(shown)));
    }

    private void tellWritten(String what, int cutOff) {
        problem.set(
                cutOff == 0
                        ? Problem.info(what)
                        : Problem.warning(
                                what
                                        + " "
                                        + Words.original(
                                                "Answers that were cut off: {0}. A model trained on"
                                                        + " them learns to stop there; edit or"
                                                        + " delete them and export again.",
                                                cutOff)));
    }

    /** Rows of messages, and how many of their answers were cut off. */
    private record Export(long rows, int cutOff) {}

    /** Writes every kept conversation's answered sides as rows to train on. */
    public void exportAll(Path file) {
        run(
                () -> {
                    StringBuilder rows = new StringBuilder();
                    int cutOff = 0;
                    for (TalkSummary summary : files.list().talks()) {
                        SavedTalk talk = files.look(summary.id());
                        for (SavedTalk.Side side : talk.sides()) {
                            rows.append(TrainingRows.of(talk, side));
                            cutOff += TrainingRows.cutOff(side);
                        }
                    }
                    TalkFiles.export(file, rows.toString());
                    return new Export(rows.toString().lines().count(), cutOff);
                },
                export ->
                        tellWritten(
                                Words.original(
                                        "Rows of messages written to {0}: {1}.",
                                        file, export.rows()),
                                export.cutOff()));
    }

    private void refresh() {
        run(
                files::list,
                listing -> {
                    kept.setAll(listing.talks());
                    if (!listing.broken().isEmpty()) {
                        problem.set(
                                Problem.warning(
                                        Words.original(
                                                "Conversations that cannot be read: {0}. Their"
                                                        + " files are left as they are.",
                                                listing.broken().size()),
                                        String.join("\n", listing.broken())));
                    }
                });
    }

    private <T> void run(Callable<T> work, Consumer<T> then) {
        BackgroundTask.<T>of(work)
                .onSuccess(then)
                .onError(TalkFileException.class, e -> problem.set(Problem.of(e)))
                .start(background, fx);
    }
}
