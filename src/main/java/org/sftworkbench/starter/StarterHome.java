package org.sftworkbench.starter;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.model.ModelException;

/**
 * Where the starter model and the sample data lie: under the directory that the system property
 * {@code sft.home} names, else above the program's jar, else under the working directory.
 * Immutable.
 *
 * @param directory the project's or the distribution's directory
 */
public record StarterHome(Path directory) {
    /** Names the directory with {@code assets} and {@code sample-data}. */
    public static final String PROPERTY = "sft.home";

    /** Takes the first of the three places that has {@code assets}; named ones in any case. */
    public static StarterHome find() {
        String named = System.getProperty(PROPERTY);
        if (named != null && !named.isBlank()) {
            return at(Path.of(named));
        }
        return aboveJar()
                .filter(above -> Files.isDirectory(above.resolve("assets")))
                .map(StarterHome::at)
                .orElseGet(() -> at(Path.of("")));
    }

    private static StarterHome at(Path directory) {
        return new StarterHome(directory.toAbsolutePath().normalize());
    }

    /** A distribution has its jars in {@code lib}. */
    private static Optional<Path> aboveJar() {
        try {
            CodeSource code = StarterHome.class.getProtectionDomain().getCodeSource();
            return Optional.ofNullable(Path.of(code.getLocation().toURI()).getParent())
                    .map(Path::getParent);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
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
