package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import org.sftworkbench.model.ModelDirectory;

/** What a model directory is called where there is little room. */
final class ModelName {
    private ModelName() {}

    /** Its last name; of a run's checkpoint, the run's and the step. */
    static String of(Path directory) {
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
                ? parent.getParent().getFileName() + " · " + step(last.toString())
                : ModelDirectory.name(whole);
    }

    /** {@code step-00000120} is step 120. */
    private static String step(String name) {
        return name.matches("step-0*\\d+") ? name.replaceFirst("step-0*(\\d)", "step $1") : name;
    }
}
