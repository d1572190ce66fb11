package org.sftworkbench.ui.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.sftworkbench.model.ModelDirectory;

/** Names the directories finished checkpoints go to; a name is never given twice. */
final class CheckpointNames {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Clock clock;

    CheckpointNames(Clock clock) {
        this.clock = clock;
    }

    /**
     * A directory that does not exist yet, such as {@code runs/starter-sft-20250131-142530}.
     *
     * @param root where finished checkpoints go
     * @param model the directory the run starts from
     * @param kind what is trained, such as {@code sft}
     */
    Path next(Path root, Path model, String kind) {
        String name = ModelDirectory.name(model);
        String last = name.substring(name.lastIndexOf('/') + 1);
        String base = (last.isEmpty() ? "model" : last) + "-" + kind + "-" + now();
        Path candidate = root.resolve(base);
        for (int n = 2; Files.exists(candidate); n++) {
            candidate = root.resolve(base + "-" + n);
        }
        return candidate;
    }

    private String now() {
        return LocalDateTime.now(clock).format(STAMP);
    }
}
