package org.sftworkbench.ui.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sftworkbench.starter.StarterHome;

/**
 * Where the program's own files are: the starter model and the sample data that come with it, and
 * the place for training runs.
 *
 * @param home directory that holds {@code assets} and {@code sample-data}
 */
record WorkbenchFiles(Path home) {
    private static final List<String> TRAINING_SAMPLES =
            List.of("alpaca.json", "messages.jsonl", "prompt_completion.csv");

    /** The home of the starter, as the command line finds it. */
    static WorkbenchFiles find() {
        return new WorkbenchFiles(StarterHome.find().directory());
    }

    /** The base model that comes with the program. */
    Path starter() {
        return new StarterHome(home).modelTarget();
    }

    /** The sample files that are made for training, those of them that are there. */
    List<Path> samples() {
        return TRAINING_SAMPLES.stream()
                .map(name -> home.resolve("sample-data").resolve(name))
                .filter(Files::isRegularFile)
                .toList();
    }

    /** The questions kept out of training. */
    Path heldOut() {
        return home.resolve("sample-data").resolve("held-out.jsonl");
    }

    /**
     * Where training runs go: under the home where it can be written to, else the user's. Never
     * into an installed program, which the next version replaces.
     */
    Path runs() {
        return new StarterHome(home).runs();
    }

    /** Where the user's conversations are kept: beside the training runs. */
    Path conversations() {
        return new StarterHome(home).conversations();
    }
}
