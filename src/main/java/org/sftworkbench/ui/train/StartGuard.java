package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * Runs the checks before a run starts, and remembers what they said and what the user has accepted
 * for as long as nothing they looked at changes. FX thread only.
 */
final class StartGuard {
    private final TrainingInputs inputs;
    private final Executor background;
    private final Executor fx;
    private final ObjectProperty<Problem> warning = new SimpleObjectProperty<>(this, "warning");
    private RowCheckUp checkUp;
    private EncodedRows checkedRows;
    private LengthPolicy checkedLength;
    private CheckedRows outcome;
    private boolean accepted;

    StartGuard(TrainingInputs inputs, Executor background, Executor fx) {
        this.inputs = inputs;
        this.background = background;
        this.fx = fx;
    }

    /**
     * Checks the rows that were encoded, or recalls what was found.
     *
     * @param length what becomes of long rows
     * @param listener hears the outcome at once where it is known
     */
    void check(LengthPolicy length, RowCheckUp.Listener listener) {
        EncodedRows encoded = inputs.encodedProperty().get();
        warning.set(null);
        if (outcome != null && encoded == checkedRows && length.equals(checkedLength)) {
            listener.finished(outcome);
            return;
        }
        accepted = false;
        outcome = null;
        // Rows that cannot be encoded are left out and named already.
        Set<DataRow> left = Collections.newSetFromMap(new IdentityHashMap<>());
        encoded.problems().forEach(refused -> left.add(refused.row()));
        checkUp =
                new RowCheckUp(
                        new RowCheckUp.Subject(
                                inputs.tokenizerProperty().get(),
                                inputs.encodingProperty().get(),
                                inputs.rows().stream().filter(row -> !left.contains(row)).toList(),
                                inputs.modelDirectoryProperty().get(),
                                length),
                        background,
                        fx,
                        remembering(encoded, length, listener));
        checkUp.start();
    }

    private RowCheckUp.Listener remembering(
            EncodedRows encoded, LengthPolicy length, RowCheckUp.Listener listener) {
        return new RowCheckUp.Listener() {
            @Override
            public void progressed(double share) {
                listener.progressed(share);
            }

            @Override
            public void finished(CheckedRows found) {
                checkedRows = encoded;
                checkedLength = length;
                outcome = found;
                listener.finished(found);
            }

            @Override
            public void failed(String message) {
                listener.failed(message);
            }
        };
    }

    /** Stops checking; the outcome is not told. */
    void cancel() {
        if (checkUp != null) {
            checkUp.cancel();
        }
    }

    /** Whether a run may start on what was found, without asking. */
    boolean lets(CheckedRows found) {
        return found.isClean() || (accepted && !found.hasErrors());
    }

    /** The user starts all the same. */
    void accept() {
        accepted = true;
        warning.set(null);
    }

    /** Asks the user about warnings. */
    void ask(CheckedRows found) {
        warning.set(
                Problem.warning(
                        Words.original(
                                "The checks have something to say before the start ({0}). {1}",
                                Numbers.count(found.findings().size()), first(found)),
                        all(found)));
    }

    /** Why a run on this would go wrong. */
    Problem refusal(CheckedRows found) {
        return new Problem(
                Problem.Severity.ERROR,
                Words.original(
                        "The checks found an error, so the run was not started. {0}", first(found)),
                all(found));
    }

    /** Why no job of this is written. */
    Problem noJob(CheckedRows found) {
        return new Problem(
                Problem.Severity.ERROR,
                Words.original(
                        "The checks found an error, so no job was written. {0}", first(found)),
                all(found));
    }

    /** Where a job was written, and what the checks warn of in it. */
    Problem job(Path folder, CheckedRows found) {
        return found.isClean()
                ? Problem.info(
                        Words.original(
                                "The job is in {0}; its README.md says how to run it.", folder))
                : Problem.warning(
                        Words.original(
                                "The job is in {0}; its README.md says how to run it. The checks"
                                        + " have something to say about it ({1}). {2}",
                                folder, Numbers.count(found.findings().size()), first(found)),
                        all(found));
    }

    /** The worst finding, in English. */
    private String first(CheckedRows found) {
        return found.findings().get(0).told(inputs.placesProperty().get());
    }

    private String all(CheckedRows found) {
        return found.told(inputs.placesProperty().get());
    }

    /** What the user is asked about; null for nothing. */
    ObjectProperty<Problem> warningProperty() {
        return warning;
    }
}
