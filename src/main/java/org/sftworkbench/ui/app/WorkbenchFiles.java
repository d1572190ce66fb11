package org.sftworkbench.ui.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sftworkbench.disk.UserDirectories;
import org.sftworkbench.starter.StarterHome;

/**
 * Where the program's own files are, the starter model and the sample data that come with it; and
 * the place for what the user makes.
 *
 * @param home directory that holds {@code assets} and {@code sample-data}
 * @param work directory for training runs and conversations
 */
record WorkbenchFiles(Path home, Path work) {
    private static final List<String> TRAINING_SAMPLES =
            List.of("alpaca.json", "messages.jsonl", "prompt_completion.csv");

    /** All of it below one directory. */
    WorkbenchFiles(Path directory) {
        this(directory, directory);
    }

    /** The home of the starter, as the command line finds it, and the user's own directory. */
    static WorkbenchFiles find() {
        return new WorkbenchFiles(StarterHome.find().directory(), UserDirectories.find().work());
    }

    /** The base model that comes with the program. */
    Path starter() {
        return new StarterHome(home).modelTarget();
    }

    /** The sample files that are made for training, those of them that are there. */
    List<Path> samples() {
        return TRAINING_SAMPLES.stream()
                .map(name -> sampleData().resolve(name))
                .filter(Files::isRegularFile)
                .toList();
    }

    /** Where the sample files lie. */
    Path sampleData() {
        return home.resolve("sample-data");
    }

    /** The questions kept out of training. */
    Path heldOut() {
        return sampleData().resolve("held-out.jsonl");
    }

    /** Where training runs go. */
    Path runs() {
        return work.resolve(UserDirectories.RUNS);
    }

    /** Where the user's conversations are kept: beside the training runs. */
    Path conversations() {
        return work.resolve("conversations");
    }
}
