package org.sftworkbench.ui.app;

import org.sftworkbench.ui.common.words.Words;

/**
 * What the engine is doing.
 *
 * @param busy whether a command runs
 * @param training whether it is a training run
 * @param doing what it does
 * @param paused whether it waits until it is told to go on
 * @param still whether nothing is computed until it goes on
 * @param answersMeanwhile whether it stands still and answers are computed beside it
 * @param waiting how many commands wait behind it
 */
record EngineStatus(
        boolean busy,
        boolean training,
        Doing doing,
        boolean paused,
        boolean still,
        boolean answersMeanwhile,
        int waiting) {
    /** What the model does that is talked to. */
    static final String ANSWERING = Words.key("Answering …");

    static final EngineStatus READY =
            new EngineStatus(false, false, new Doing(Words.key("Ready")), false, true, false, 0);

    /** A sentence in English with what stands in its places; said in the window's language. */
    record Doing(String sentence, long percent, Object... arguments) {
        Doing(String sentence, Object... arguments) {
            this(sentence, -1, arguments);
        }

        Doing at(long share) {
            return new Doing(sentence, share, arguments);
        }

        String in(Words words) {
            String text = words.say(sentence, arguments);
            return percent < 0 ? text : text + " " + percent + " %";
        }
    }

    static EngineStatus busy(String sentence, Object... arguments) {
        return new EngineStatus(
                true, false, new Doing(sentence, arguments), false, false, false, 0);
    }

    static EngineStatus training(String sentence, Object... arguments) {
        return new EngineStatus(true, true, new Doing(sentence, arguments), false, false, false, 0);
    }

    /** The same so far; as a percentage behind what it does. */
    EngineStatus at(long done, long total) {
        long percent = total == 0 ? 0 : 100 * done / total;
        return new EngineStatus(
                busy, training, doing.at(percent), paused, still, answersMeanwhile, waiting);
    }

    /** A run that was told to end, which it does after the batch in work. */
    EngineStatus stopping() {
        return training ? training(Words.key("Stopping the training …")) : this;
    }

    EngineStatus with(boolean isPaused, int behind) {
        return new EngineStatus(busy, training, doing, isPaused, false, false, behind);
    }

    /**
     * A run that stands still and lets answers be computed.
     *
     * @param answering whether one is
     */
    EngineStatus standingStill(int behind, boolean answering) {
        return new EngineStatus(busy, training, doing, true, !answering, true, behind);
    }

    /** A run that waits for the disk. */
    EngineStatus waitingForDisk(int behind) {
        return new EngineStatus(busy, training, doing, true, true, false, behind);
    }

    /** Whether something is being computed, or read, or written. */
    boolean works() {
        return busy && !still;
    }

    /** What others wait for, in the user's words; empty where that is not worth a word. */
    String awaited(Words words) {
        if (!training || answersMeanwhile) {
            return "";
        }
        if (paused && !still) {
            return words.say("waits for the batch in work, after which the training pauses");
        }
        String run =
                doing.arguments().length == 2
                        ? words.say("waits for the training, step {0} of {1}", doing.arguments())
                        : words.say("waits for the training");
        return paused ? words.say("{0}, which is paused", run) : run;
    }

    /** What a run that has not begun waits for, in the user's words; empty for nothing. */
    String ahead(Words words) {
        if (!busy || training) {
            return "";
        }
        return doing.sentence().equals(ANSWERING)
                ? words.say("Waits for the answer in Chat")
                : words.say("Waits until this is done: {0}", doing.in(words));
    }

    private String paused(Words words, String text) {
        if (!training) {
            return words.say("Paused. {0}", text);
        }
        return doing.arguments().length == 2
                ? words.say("Paused at step {0} of {1}", doing.arguments())
                : words.say("The training is paused");
    }

    /** In the user's words. */
    String in(Words words) {
        String text = doing.in(words);
        String run = paused ? paused(words, text) : text;
        return waiting == 0 ? run : words.say("{0} · {1} waiting", run, waiting);
    }
}
