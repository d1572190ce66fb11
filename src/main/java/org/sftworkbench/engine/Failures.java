package org.sftworkbench.engine;

import java.util.List;
import java.util.Locale;
import org.sftworkbench.data.DataException;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.model.device.DeviceException;
import org.sftworkbench.run.RunException;
import org.sftworkbench.train.BrokenStepException;
import org.sftworkbench.train.TrainingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the user's words why a command failed. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /** How libtorch and CUDA say that there is no memory left. */
    private static final List<String> OUT_OF_MEMORY =
            List.of("out of memory", "can't allocate memory", "not enough memory", "bad_alloc");

    private Failures() {}

    static String describe(Command command, Throwable failure) {
        if (failure instanceof BrokenStepException broken
                && command instanceof Command.Train train) {
            return broken.describe(train.origins()::describe);
        }
        if (failure instanceof ModelException
                || failure instanceof RunException
                || failure instanceof DeviceException
                || failure instanceof TrainingException
                || failure instanceof DataException) {
            return failure.getMessage();
        }
        LOG.debug("{} failed", command.getClass().getSimpleName(), failure);
        if (isOutOfMemory(failure)) {
            return outOfMemory(command);
        }
        LOG.error("{} failed unexpectedly", command.getClass().getSimpleName(), failure);
        return what(command) + " failed: " + firstLine(failure);
    }

    static boolean isOutOfMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof OutOfMemoryError
                    || OUT_OF_MEMORY.stream().anyMatch(text::contains)) {
                return true;
            }
        }
        return false;
    }

    private static String outOfMemory(Command command) {
        if (command instanceof Command.Train train) {
            return "Out of memory while training with batches of "
                    + train.config().batchSize()
                    + " rows, the longest row having "
                    + longest(train.examples())
                    + " tokens. Lower the batch size (and raise gradient accumulation to make up"
                    + " for it) or the maximum length"
                    + remedies(train)
                    + ".";
        } else if (command instanceof Command.Generate generate) {
            return "Out of memory while generating "
                    + generate.prompts().size()
                    + " rows at once. Send fewer or shorter prompts, or lower max new tokens.";
        } else if (command instanceof Command.Score score) {
            return "Out of memory while scoring rows of up to "
                    + longest(score.examples())
                    + " tokens. Leave out the longest rows.";
        } else if (command instanceof Command.Inspect inspect) {
            return "Out of memory while looking at "
                    + inspect.batch().size()
                    + " tokens at once. Choose fewer or shorter rows.";
        }
        return "Out of memory while loading the model. Close other programs, or use a smaller"
                + " model.";
    }

    private static String remedies(Command.Train train) {
        StringBuilder more = new StringBuilder();
        if (!train.method().step().checkpointing()) {
            more.append(", turn gradient checkpointing on");
        }
        if (train.method().lora().isEmpty()) {
            more.append(", or train an adapter (LoRA) instead of every weight");
        }
        return more.toString();
    }

    private static int longest(List<LabelledExample> examples) {
        return examples.stream().mapToInt(LabelledExample::length).max().orElse(0);
    }

    private static String what(Command command) {
        if (command instanceof Command.Train) {
            return "Training";
        } else if (command instanceof Command.Generate) {
            return "Generating";
        } else if (command instanceof Command.Score) {
            return "Scoring";
        } else if (command instanceof Command.Inspect) {
            return "Looking into the model";
        } else if (command instanceof Command.Merge) {
            return "Merging";
        }
        return "Loading the model";
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }
}
