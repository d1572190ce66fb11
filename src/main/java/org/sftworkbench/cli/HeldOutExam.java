package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.job.Progress;
import org.sftworkbench.starter.HeldOut;
import org.sftworkbench.tokenizer.Tokenizer;

/** Asks a model every held-out question, greedily, and judges what comes back. */
final class HeldOutExam {
    private static final int BATCH = 32;
    private static final GenerationSettings SETTINGS = GenerationSettings.greedy(48);

    private final HeldOut heldOut;
    private final Tokenizer tokenizer;
    private final List<int[]> prompts;
    private final int endOfTurn;

    HeldOutExam(HeldOut heldOut, Tokenizer tokenizer, ExampleEncoder encoder) {
        this.heldOut = heldOut;
        this.tokenizer = tokenizer;
        this.prompts = heldOut.questions().stream().map(q -> encoder.prompt(q.question())).toList();
        this.endOfTurn = tokenizer.special().eos().map(tokenizer::idOf).orElseThrow().orElseThrow();
    }

    /**
     * What a model answered.
     *
     * @param replies one per question, in order
     * @param shares how often it stopped by itself, and how often it was right
     */
    record Result(List<HeldOut.Reply> replies, HeldOut.Shares shares) {
        Result {
            replies = List.copyOf(replies);
        }
    }

    HeldOut heldOut() {
        return heldOut;
    }

    /**
     * @param progress counts the questions answered
     */
    Result sit(Path model, EngineSession engine, Progress progress) {
        List<HeldOut.Reply> replies = new ArrayList<>();
        progress.report("", 0, prompts.size());
        for (int from = 0; from < prompts.size(); from += BATCH) {
            List<int[]> batch = prompts.subList(from, Math.min(prompts.size(), from + BATCH));
            Event.Generated answers =
                    engine.run(
                            new Command.Generate(model, batch, SETTINGS),
                            Event.Generated.class,
                            within(from, batch.size(), progress));
            answers.rows().forEach(row -> replies.add(reply(row)));
            progress.report("", replies.size(), prompts.size());
        }
        return new Result(replies, heldOut.score(replies));
    }

    /** A batch is answered token by token, so its share of tokens stands for its questions. */
    private Consumer<Event> within(int from, int batch, Progress progress) {
        int[] tokens = new int[1];
        return event -> {
            if (event instanceof Event.Tokens) {
                int answered = batch * ++tokens[0] / SETTINGS.maxNewTokens();
                progress.report("", from + Math.min(answered, batch - 1), prompts.size());
            }
        };
    }

    /** Only the end-of-turn token counts as stopping; a text may end in other ways. */
    private HeldOut.Reply reply(Event.GeneratedRow row) {
        return new HeldOut.Reply(
                tokenizer.decode(row.outputIds(), true).strip(), row.stopId() == endOfTurn);
    }
}
