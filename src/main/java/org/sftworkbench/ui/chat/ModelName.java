package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.ui.common.words.Words;

/** What a model directory is called where there is little room. FX thread only. */
final class ModelName {
    private final Words words;

    ModelName(Words words) {
        this.words = words;
    }

    /** Where the run would be that has written a model: as a checkpoint, or at its end. */
    static RunDirectory run(Path directory) {
        Path whole = directory.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        boolean checkpoint =
                parent != null && parent.endsWith("checkpoints") && parent.getParent() != null;
        return new RunDirectory(checkpoint ? parent.getParent() : whole);
    }

    /**
     * Its last name; of what a run has written, the run's, and of a checkpoint the step too.
     *
     * @param runName what the run is called, where not as its directory
     */
    String of(Path directory, Optional<String> runName) {
        Path whole = directory.toAbsolutePath().normalize();
        Path last = whole.getFileName();
        if (last == null) {
            return directory.toString();
        }
        Path parent = whole.getParent();
        boolean checkpoint =
                parent.endsWith("checkpoints")
                        && parent.getParent() != null
                        && parent.getParent().getFileName() != null;
        return checkpoint
                ? runName.orElse(String.valueOf(parent.getParent().getFileName()))
                        + " · "
                        + step(last.toString())
                : runName.orElse(ModelDirectory.name(whole));
    }

    /** {@code step-00000120} is step 120. */
    private String step(String name) {
        return name.matches("step-0*\\d+")
                ? words.say("step {0}", name.replaceFirst("step-0*(\\d)", "$1"))
                : name;
    }
}
