package org.sftworkbench.ui.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunMarker;

/** What files that the user names together are. */
sealed interface OpenTarget {
    /** A training run. */
    record Run(RunDirectory directory) implements OpenTarget {}

    /** A model's or an adapter's directory. */
    record Model(Path directory) implements OpenTarget {}

    /** Data files. */
    record Data(List<Path> files) implements OpenTarget {}

    /** A chat template as a file of its own. */
    record Template(Path file) implements OpenTarget {}

    /** A run's marker that was taken away from its run. */
    record LostMarker(Path file) implements OpenTarget {}

    /** A model's or an adapter's directory, and data files. */
    record ModelAndData(Path model, List<Path> files) implements OpenTarget {}

    /** Nothing that could be opened together. */
    record Mixture() implements OpenTarget {}

    /** Looks at the disk. */
    static OpenTarget of(List<Path> paths) {
        if (paths.size() == 1) {
            Path path = paths.get(0);
            var run = RunMarker.runOf(path);
            if (run.isPresent()) {
                return new Run(run.get());
            }
            if (Files.isDirectory(path)) {
                return new Model(path);
            }
            if (RunMarker.isNamedLikeOne(path)) {
                return new LostMarker(path);
            }
            if (isNamedLikeTemplate(path)) {
                return new Template(path);
            }
        }
        if (paths.stream().anyMatch(OpenTarget::isNamedLikeTemplate)) {
            return new Mixture();
        }
        List<Path> directories = paths.stream().filter(Files::isDirectory).toList();
        if (directories.isEmpty()) {
            return new Data(paths);
        }
        Path model = directories.get(0);
        return directories.size() == 1 && RunMarker.runOf(model).isEmpty()
                ? new ModelAndData(model, paths.stream().filter(p -> !p.equals(model)).toList())
                : new Mixture();
    }

    /** As transformers names them in a model's directory, and as editors know them. */
    private static boolean isNamedLikeTemplate(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return (name.endsWith(".jinja") || name.endsWith(".jinja2") || name.endsWith(".j2"))
                && !Files.isDirectory(path);
    }
}
