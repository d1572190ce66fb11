package org.sftworkbench.ui.learn;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

/** One thing that is set for an experiment. Starter model and sample data are open by then. */
public sealed interface StageAction {
    /** What it sets, in the user's words. */
    String in(Words words);

    /**
     * A row of the sample data.
     *
     * @param file its name, such as {@code messages.jsonl}
     * @param number of the row in the file, from 1
     */
    record SampleRow(String file, int number) {
        String in(Words words) {
            return words.say("{0}, row {1}", file, number);
        }
    }

    /**
     * Chooses a chat template, as it was before any edit.
     *
     * @param name as the template pane offers it; empty for the model's own
     */
    record Template(String name) implements StageAction {
        /** The model's own. */
        static final Template OWN = new Template("");

        @Override
        public String in(Words words) {
            return name.isEmpty()
                    ? words.say("Template: the model's own")
                    : words.say("Template: {0}", name);
        }
    }

    /**
     * Chooses which tokens count.
     *
     * @param policy as on the command line, such as {@code assistant}
     */
    record Mask(String policy) implements StageAction {
        @Override
        public String in(Words words) {
            return words.say("Loss mask: {0}", policy);
        }
    }

    /** Shows a row in the template pane. */
    record ShowRow(SampleRow row) implements StageAction {
        @Override
        public String in(Words words) {
            return words.say("Shown: {0}", row.in(words));
        }
    }

    /**
     * Shows the row a second time beside itself.
     *
     * @param policy which tokens count there
     */
    record CompareMask(String policy) implements StageAction {
        @Override
        public String in(Words words) {
            return words.say("Beside it, the same row under the loss mask {0}", policy);
        }
    }

    /** Shows the conversation alone, without a second one beside it. */
    record CompareNothing() implements StageAction {
        @Override
        public String in(Words words) {
            return words.say("No comparison beside it");
        }
    }

    /** Puts rows into the labels pane's batch. */
    record BatchRows(List<SampleRow> rows) implements StageAction {
        public BatchRows {
            rows = List.copyOf(rows);
        }

        @Override
        public String in(Words words) {
            return words.say(
                    "Batch: {0}",
                    rows.stream().map(row -> row.in(words)).collect(Collectors.joining("; ")));
        }
    }

    /**
     * How the labels pane draws its batch.
     *
     * @param left whether padding is on the left
     * @param shifted whether labels are shifted by one
     * @param masks whether attention mask and position ids are drawn
     */
    record BatchLook(boolean left, boolean shifted, boolean masks) implements StageAction {
        @Override
        public String in(Words words) {
            String side =
                    left ? words.say("padding on the left") : words.say("padding on the right");
            String labels =
                    shifted ? words.say("labels shifted by one") : words.say("labels aligned");
            return masks
                    ? words.say("{0}, {1}, attention mask and positions drawn", side, labels)
                    : words.say("{0}, {1}", side, labels);
        }
    }

    /** Chooses for the next run what is offered for the open model. */
    record TrainingDefaults() implements StageAction {
        @Override
        public String in(Words words) {
            return words.say("Run: the default numbers");
        }
    }

    /**
     * Numbers of the next run.
     *
     * @param warmup steps
     * @param steps 0 for one pass over all rows
     */
    record Training(
            int batchSize,
            int accumulation,
            LossNormalization normalization,
            double learningRate,
            ScheduleKind schedule,
            int warmup,
            int steps)
            implements StageAction {
        @Override
        public String in(Words words) {
            if (steps == 0) {
                return words.say(
                        "Run: one pass in steps of {0} × {1} rows, learning rate {2}",
                        accumulation, batchSize, Numbers.format(learningRate));
            }
            return words.say(
                    "Run: {0} steps of {1} × {2} rows, learning rate {3}, warm-up {4} steps",
                    steps, accumulation, batchSize, Numbers.format(learningRate), warmup);
        }
    }

    /**
     * What a run trains.
     *
     * @param rank of the adapters; 0 to train every weight
     */
    record Method(int rank) implements StageAction {
        @Override
        public String in(Words words) {
            return rank == 0
                    ? words.say("Method: every weight")
                    : words.say("Method: LoRA of rank {0}", rank);
        }
    }

    /**
     * Packs the labels pane's batch.
     *
     * @param maxLength tokens of a pack, of a run that packs too
     */
    record Packed(int maxLength) implements StageAction {
        @Override
        public String in(Words words) {
            return words.say(
                    "The batch of the labels pane packed; packs of at most {0} tokens", maxLength);
        }
    }

    /** Whether the rows of a run are padded to one length instead of standing end to end. */
    record Padded(boolean padded) implements StageAction {
        @Override
        public String in(Words words) {
            return padded
                    ? words.say("Rows are padded to the longest of their batch")
                    : words.say("Rows stand end to end, without padding");
        }
    }

    /**
     * Writes into the prompt box, without sending.
     *
     * @param prompts one for a chat; several for a batch
     * @param batch whether each is asked by itself, in one batch
     */
    record Ask(List<String> prompts, boolean batch) implements StageAction {
        public Ask {
            prompts = List.copyOf(prompts);
        }

        /** The same question several times, as a batch. */
        static Ask often(String prompt, int times) {
            return new Ask(IntStream.range(0, times).mapToObj(i -> prompt).toList(), true);
        }

        @Override
        public String in(Words words) {
            String first = prompts.get(0);
            return batch
                    ? words.say(
                            "Written in the prompt box: {0} prompts, as one batch", prompts.size())
                    : words.say("Written in the prompt box: “{0}”", first);
        }
    }

    /**
     * How answers are chosen.
     *
     * @param temperature 0 for the likeliest token each time
     */
    record Sampling(double temperature, int maxNewTokens) implements StageAction {
        @Override
        public String in(Words words) {
            return temperature == 0
                    ? words.say("The likeliest token each time, at most {0}", maxNewTokens)
                    : words.say(
                            "Drawn at temperature {0}, at most {1} tokens",
                            Numbers.format(temperature), maxNewTokens);
        }
    }
}
