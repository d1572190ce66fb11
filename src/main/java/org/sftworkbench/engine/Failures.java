package org.sftworkbench.engine;

import java.util.List;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.model.MemoryShortage;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.model.device.DeviceException;
import org.sftworkbench.run.RunException;
import org.sftworkbench.tokenizer.TokenizerException;
import org.sftworkbench.train.BrokenStepException;
import org.sftworkbench.train.TrainingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the user's words why a command failed. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** Indices of the rows that are to blame, among those that the command was given. */
    static List<Integer> rows(Throwable failure) {
        return failure instanceof BrokenStepException broken ? broken.rows() : List.of();
    }

    /** Whether the command would most likely fail again with the same settings and rows. */
    static boolean comesAgain(Throwable failure) {
        return failure instanceof BrokenStepException broken && broken.isOfSettings();
    }

    static String describe(Command command, Throwable failure) {
        if (failure instanceof BrokenStepException broken
                && command instanceof Command.Train train) {
            return broken.describe(train.origins()::describe);
        }
        if (failure instanceof ModelException
                || failure instanceof RunException
                || failure instanceof DeviceException
                || failure instanceof TrainingException
                || failure instanceof TokenizerException
                || failure instanceof DataException) {
            return failure.getMessage();
        }
        LOG.debug("{} failed", command.getClass().getSimpleName(), failure);
        if (isOutOfHeap(failure)) {
            return "Java's heap was full "
                    + CommandWords.load(command)
                    + ". "
                    + CommandWords.lessHeap(command);
        }
        if (MemoryShortage.isIn(failure)) {
            return "Out of memory "
                    + CommandWords.load(command)
                    + ". "
                    + CommandWords.lessMemory(command);
        }
        LOG.error("{} failed unexpectedly", command.getClass().getSimpleName(), failure);
        return CommandWords.name(command) + " failed: " + firstLine(failure);
    }

    /** Whether it was Java's own memory, which is a part of the machine's. */
    private static boolean isOutOfHeap(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                // A thread takes memory outside of the heap.
                return !String.valueOf(cause.getMessage()).contains("native thread");
            }
        }
        return false;
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }
}
