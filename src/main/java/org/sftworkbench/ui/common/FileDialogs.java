package org.sftworkbench.ui.common;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.prefs.Preferences;
import java.util.stream.Stream;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.sftworkbench.ui.common.words.Words;

/**
 * The system's file dialogs, each kind of file starting where the last of its kind was. FX thread
 * only.
 */
public final class FileDialogs {
    private final Preferences remembered;
    private final Words words;
    private final Screen screen;
    private final Map<String, Path> beginnings = new HashMap<>();

    /** Shows a dialog that is made ready, and gives what was chosen; null for nothing. */
    public interface Screen {
        File open(FileChooser chooser, Window owner);

        List<File> openSeveral(FileChooser chooser, Window owner);

        File save(FileChooser chooser, Window owner);

        File directory(DirectoryChooser chooser, Window owner);
    }

    /** The system's. */
    private static final class SystemScreen implements Screen {
        @Override
        public File open(FileChooser chooser, Window owner) {
            return chooser.showOpenDialog(owner);
        }

        @Override
        public List<File> openSeveral(FileChooser chooser, Window owner) {
            return chooser.showOpenMultipleDialog(owner);
        }

        @Override
        public File save(FileChooser chooser, Window owner) {
            return chooser.showSaveDialog(owner);
        }

        @Override
        public File directory(DirectoryChooser chooser, Window owner) {
            return chooser.showDialog(owner);
        }
    }

    /**
     * @param remembered where the last directory of each kind is kept
     */
    public FileDialogs(Preferences remembered, Words words) {
        this(remembered, words, new SystemScreen());
    }

    /**
     * @param screen shows them
     */
    public FileDialogs(Preferences remembered, Words words, Screen screen) {
        this.remembered = remembered;
        this.words = words;
        this.screen = screen;
    }

    /** In English. */
    public FileDialogs(Preferences remembered) {
        this(remembered, Words.english());
    }

    /**
     * Where a kind of file is looked for until one was chosen; a directory that is missing is not.
     */
    public void beginIn(Kind kind, Path directory) {
        beginnings.put(kind.key(), directory);
    }

    /** Asks for one existing file. */
    public Optional<Path> openFile(Window owner, Kind kind) {
        return chosen(kind, screen.open(fileChooser(kind), owner));
    }

    /** Asks for one or more existing files; empty where the user changed their mind. */
    public List<Path> openFiles(Window owner, Kind kind) {
        List<File> files = screen.openSeveral(fileChooser(kind), owner);
        if (files == null) {
            return List.of();
        }
        return files.stream().flatMap(f -> chosen(kind, f).stream()).toList();
    }

    /** Asks where to write a file. */
    public Optional<Path> saveFile(Window owner, Kind kind, String suggestedName) {
        FileChooser chooser = fileChooser(kind);
        chooser.setInitialFileName(suggestedName);
        return chosen(kind, screen.save(chooser, owner));
    }

    /** Asks for an existing directory. */
    public Optional<Path> openDirectory(Window owner, Kind kind) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(words.say(kind.title()));
        lastDirectory(kind).ifPresent(d -> chooser.setInitialDirectory(d.toFile()));
        return chosen(kind, screen.directory(chooser, owner));
    }

    /**
     * A kind of file.
     *
     * @param key name under which its last directory is remembered
     * @param title of the dialog, in English; a key for {@link Words}
     * @param filters file types to offer, described likewise; empty for all
     */
    public record Kind(String key, String title, List<ExtensionFilter> filters) {
        public Kind {
            filters = List.copyOf(filters);
        }
    }

    private FileChooser fileChooser(Kind kind) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(words.say(kind.title()));
        kind.filters().stream().map(this::said).forEach(chooser.getExtensionFilters()::add);
        lastDirectory(kind).ifPresent(d -> chooser.setInitialDirectory(d.toFile()));
        return chooser;
    }

    private ExtensionFilter said(ExtensionFilter filter) {
        return new ExtensionFilter(words.say(filter.getDescription()), filter.getExtensions());
    }

    /** The home directory at last: GTK else begins in a list where no path can be typed. */
    private Optional<Path> lastDirectory(Kind kind) {
        return Stream.of(
                        remembered(kind),
                        Optional.ofNullable(beginnings.get(kind.key())),
                        Optional.of(Path.of(System.getProperty("user.home"))))
                .flatMap(Optional::stream)
                .filter(Files::isDirectory)
                .findFirst();
    }

    private Optional<Path> remembered(Kind kind) {
        String last = remembered.get("directory." + kind.key(), "");
        try {
            return last.isEmpty() ? Optional.empty() : Optional.of(Path.of(last));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> chosen(Kind kind, File file) {
        if (file == null) {
            return Optional.empty();
        }
        Path path = file.toPath().toAbsolutePath();
        if (path.getParent() != null) {
            remembered.put("directory." + kind.key(), path.getParent().toString());
        }
        return Optional.of(path);
    }
}
