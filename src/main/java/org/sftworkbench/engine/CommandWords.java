package org.sftworkbench.engine;

import java.util.List;
import org.sftworkbench.data.LabelledExample;

/** What commands are called where one has failed, and what to lower where memory ran out. */
public final class CommandWords {
    private CommandWords() {}

    /** Such as {@code Training}. */
    public static String name(Command command) {
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

    /** What was done at once, such as {@code while generating 4 rows at once}. */
    public static String load(Command command) {
        if (command instanceof Command.Train train) {
            return "while training with batches of "
                    + rows(train.config().batchSize())
                    + ", the longest row having "
                    + longest(train.examples())
                    + " tokens";
        } else if (command instanceof Command.Generate generate) {
            return "while generating " + rows(generate.prompts().size()) + " at once";
        } else if (command instanceof Command.Score score) {
            return "while scoring rows of up to " + longest(score.examples()) + " tokens";
        } else if (command instanceof Command.Inspect inspect) {
            return "while looking at " + inspect.batch().size() + " tokens at once";
        } else if (command instanceof Command.Merge) {
            return "while merging";
        }
        return "while loading the model";
    }

    /** What takes less memory, in a sentence or two. */
    public static String lessMemory(Command command) {
        if (command instanceof Command.Train train) {
            return "Lower the batch size (and raise gradient accumulation to make up for it) or the"
                    + " maximum length"
                    + remedies(train)
                    + ".";
        } else if (command instanceof Command.Generate) {
            return "Send fewer or shorter prompts, or lower max new tokens.";
        } else if (command instanceof Command.Score) {
            return "Leave out the longest rows.";
        } else if (command instanceof Command.Inspect) {
            return "Choose fewer or shorter rows.";
        }
        return "Close other programs, or use a smaller model.";
    }

    /** What takes less of Java's own memory, where rows and results are kept. */
    public static String lessHeap(Command command) {
        String larger = "JAVA_TOOL_OPTIONS=-Xmx" + twiceTheHeap() + "g in the environment.";
        if (command instanceof Command.Train) {
            return "Train on fewer rows, or give Java more with " + larger;
        } else if (command instanceof Command.Generate) {
            return "Send fewer or shorter prompts, or give Java more with " + larger;
        } else if (command instanceof Command.Score) {
            return "Score fewer rows, or give Java more with " + larger;
        } else if (command instanceof Command.Inspect) {
            return "Choose fewer or shorter rows, or give Java more with " + larger;
        }
        return "Give Java more with " + larger;
    }

    /** In GB. */
    private static long twiceTheHeap() {
        return Math.max(1, Math.round(2.0 * Runtime.getRuntime().maxMemory() / (1L << 30)));
    }

    private static String rows(int count) {
        return count + (count == 1 ? " row" : " rows");
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
}
