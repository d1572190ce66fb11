package org.sftworkbench.starter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sftworkbench.data.DataException;
import org.sftworkbench.model.ModelException;

/**
 * Where the starter model and the sample data lie: under the directory that the system property
 * {@code sft.home} names, else under the working directory. Immutable.
 *
 * @param directory the project's or the distribution's directory
 */
public record StarterHome(Path directory) {
    /** Names the directory with {@code assets} and {@code sample-data}. */
    public static final String PROPERTY = "sft.home";

    /** As the system property says. */
    public static StarterHome find() {
        String home = System.getProperty(PROPERTY);
        return new StarterHome(
                Path.of(home == null || home.isBlank() ? "" : home).toAbsolutePath());
    }

    /**
     * The directory of the starter model.
     *
     * @throws ModelException where it is not there
     */
    public Path model() {
        Path model = modelTarget();
        if (!Files.isRegularFile(model.resolve("config.json"))) {
            throw new ModelException(
                    model
                            + ": the starter model is not here. Start the program in the project's directory, set -D"
                            + PROPERTY
                            + " to it, or make the model with 'sft pretrain-starter'");
        }
        return model;
    }

    /** Where the starter model belongs, whether or not it is there. */
    public Path modelTarget() {
        return directory.resolve("assets").resolve("starter");
    }

    /** Where the sample data belongs, whether or not it is there. */
    public Path sampleDataTarget() {
        return directory.resolve("sample-data");
    }

    /**
     * The files of the sample data to train on.
     *
     * @throws DataException where one is not there
     */
    public List<Path> trainingFiles() {
        return List.of(
                sample("alpaca.json"), sample("messages.jsonl"), sample("prompt_completion.csv"));
    }

    /**
     * The questions held out.
     *
     * @throws DataException where the file is not there
     */
    public Path heldOut() {
        return sample("held-out.jsonl");
    }

    private Path sample(String name) {
        Path file = sampleDataTarget().resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    file
                            + ": no such file. Start the program in the project's directory, or set -D"
                            + PROPERTY
                            + " to it");
        }
        return file;
    }
}
