package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.FirstRow;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data files in use and their rows, and the way to others: what was open stays until a row of
 * them is found. FX thread only; files are read on the background executor.
 */
final class DataInUse {
    private static final Logger LOG = LoggerFactory.getLogger(DataInUse.class);

    private final Executor background;
    private final Executor fx;
    private final ObjectProperty<Problem> problem;
    private final ReadOnlyObjectWrapper<OpenData> data =
            new ReadOnlyObjectWrapper<>(this, "data", OpenData.NONE);
    private final ObservableList<DataRow> rows = FXCollections.observableArrayList();
    private ColumnMapping columns = ColumnMapping.NONE;
    private ColumnMapping columnsInUse = ColumnMapping.NONE;
    private List<Path> asked = List.of();
    private DataOpening used;
    private DataOpening pending;
    private int openings;
    private Problem told;
    private boolean columnsAmiss;
    private Problem changeTold;
    private FileStates seen = FileStates.NONE;

    /**
     * @param problem told what cannot be read
     */
    DataInUse(Executor background, Executor fx, ObjectProperty<Problem> problem) {
        this.background = background;
        this.fx = fx;
        this.problem = problem;
    }

    /** The files, with what has been found in them so far. */
    ReadOnlyObjectProperty<OpenData> dataProperty() {
        return data.getReadOnlyProperty();
    }

    /** Their rows. */
    ObservableList<DataRow> rows() {
        return rows;
    }

    /** Which columns stand for the known ones in the files asked for last. */
    ColumnMapping columns() {
        return columns;
    }

    /** The same in the files in use. */
    ColumnMapping columnsInUse() {
        return columnsInUse;
    }

    /** Whether files were asked for, so that their columns can be mapped. */
    boolean hasAsked() {
        return !asked.isEmpty();
    }

    /** Reads the first row of the files asked for last, under their own names. */
    void readFirstRow(Consumer<Optional<FirstRow>> then) {
        Path file = asked.get(0);
        BackgroundTask.of(() -> new DatasetReader().firstRow(file))
                .onSuccess(then)
                .start(background, fx);
    }

    /**
     * Whether what is told is that of the files asked for last the columns are unknown, or not
     * there under the names that they were mapped by.
     */
    boolean tellsOfColumns() {
        return columnsAmiss && told != null && problem.get() == told;
    }

    /** Tells again which rows of the files in use could not be read. */
    void tellUnreadable() {
        tell(left(data.get()));
    }

    /** How the files in use were when they were read. */
    FileStates asRead() {
        return used == null ? FileStates.NONE : used.states();
    }

    /** Looks whether the files in use have changed on disk, and tells it once of each change. */
    void lookForChange() {
        DataOpening looked = used;
        if (looked != null && data.get().complete()) {
            BackgroundTask.of(() -> FileStates.now(looked.states().states().keySet()))
                    .onSuccess(now -> tellChange(looked, now))
                    .start(background, fx);
        }
    }

    private void tellChange(DataOpening looked, FileStates now) {
        List<Path> changed = looked.states().changedIn(now);
        boolean free = problem.get() == null || problem.get() == told;
        if (looked == used && free && !changed.isEmpty() && !now.equals(seen)) {
            seen = now;
            changeTold =
                    Problem.warning(
                            Words.original(
                                    "{0} changed on disk after being read. Read it again to see"
                                            + " and train what it holds now.",
                                    changed.stream()
                                            .map(file -> String.valueOf(file.getFileName()))
                                            .collect(Collectors.joining(", "))));
            tell(changeTold);
        }
    }

    /** Whether what is told is that the files in use have changed on disk. */
    boolean tellsOfChange() {
        return changeTold != null && problem.get() == changeTold;
    }

    /** Reads the files in use again, with their columns named as they are. */
    void readAgain() {
        open(data.get().files().stream().map(OpenFile::file).toList(), columnsInUse);
    }

    private void tell(Problem now) {
        told = now;
        problem.set(now);
    }

    /** What was told of other files, or of these as they were read before, is so no more. */
    private void untell() {
        columnsAmiss = false;
        if (told != null && problem.get() == told) {
            problem.set(null);
        }
        told = null;
    }

    /** Reads the files asked for last again, with their columns named so. */
    void useColumns(ColumnMapping mapping) {
        open(asked, mapping);
    }

    /** Opens files in place of those in use. Their rows are shown as they are found. */
    void open(List<Path> files, ColumnMapping mapping) {
        untell();
        asked = List.copyOf(files);
        columns = mapping;
        if (pending != null) {
            pending.cancel();
        }
        Finding finding = new Finding(files, mapping);
        pending = finding.opening;
        finding.opening.start();
    }

    /** Takes what is found in data files that are being opened. */
    private final class Finding implements DataOpening.Listener {
        private final DataOpening opening;
        private final DataFinding finding;
        private final ColumnMapping mapping;
        private boolean inUse;

        Finding(List<Path> files, ColumnMapping mapping) {
            this.mapping = mapping;
            opening = new DataOpening(files, new DatasetReader(mapping), background, fx, this);
            finding = new DataFinding(++openings, files);
        }

        @Override
        public void found(List<DataOpening.Part> parts, double share, boolean complete) {
            List<DataRow> fresh = finding.add(parts);
            OpenData now = finding.soFar(share, complete);
            if (now.rows() > 0) {
                use(now, fresh);
            }
            if (complete) {
                tellProblems(now);
            }
        }

        private void use(OpenData now, List<DataRow> fresh) {
            boolean begins = !inUse;
            if (begins) {
                inUse = true;
                if (used != null) {
                    used.cancel();
                }
                used = opening;
                pending = null;
                columnsInUse = mapping;
            }
            data.set(now);
            if (begins) {
                rows.setAll(now.files().stream().flatMap(f -> f.rows().stream()).toList());
            } else {
                rows.addAll(fresh);
            }
        }

        @Override
        public void failed(Throwable why) {
            if (why instanceof DataException unusable) {
                columnsAmiss = isMapped() || !unusable.unknownColumns().isEmpty();
                // Of files that are in use by now, what was found stays anyway.
                tell(Problem.error(unusable.getMessage() + (inUse ? "" : kept())));
            } else {
                LOG.error("The data could not be read", why);
                tell(Problem.unexpected(why));
            }
            if (inUse) {
                OpenData now = data.get();
                data.set(new OpenData(now.opening(), now.files(), now.share(), true));
            }
        }
    }

    private boolean isMapped() {
        return !columns.equals(ColumnMapping.NONE);
    }

    private void tellProblems(OpenData opened) {
        List<String> problems = opened.problems();
        columnsAmiss = !opened.unknownColumns().isEmpty() || opened.rows() == 0 && isMapped();
        String title = opened.title(Words.english());
        if (opened.rows() == 0) {
            String why =
                    problems.isEmpty()
                            ? Words.original("{0} holds no rows.", title)
                            : Words.original(
                                    "No row of {0} can be read. {1}", title, problems.get(0));
            tell(new Problem(Problem.Severity.ERROR, why + kept(), String.join("\n", problems)));
        } else if (!problems.isEmpty()) {
            tell(left(opened));
        }
    }

    /** What is in use still; empty for nothing. */
    private String kept() {
        return rows.isEmpty()
                ? ""
                : "\n" + Words.original("Still open: {0}.", data.get().title(Words.english()));
    }

    private static Problem left(OpenData opened) {
        List<String> problems = opened.problems();
        String left =
                opened.unreadable() == 1
                        ? Words.original(
                                "A row could not be read and is left out: {0}", problems.get(0))
                        : Words.original(
                                "{0} rows could not be read and are left out, first: {1}",
                                Numbers.count(opened.unreadable()), problems.get(0));
        return Problem.warning(left, String.join("\n", problems));
    }
}
