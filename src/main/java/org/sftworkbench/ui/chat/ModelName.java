package org.sftworkbench.ui.chat;

import java.nio.file.Path;

/** What a model directory is called where there is little room. */
final class ModelName {
    private ModelName() {}

    static String of(Path directory) {
        Path last = directory.toAbsolutePath().normalize().getFileName();
        return last == null ? directory.toString() : last.toString();
    }
}
