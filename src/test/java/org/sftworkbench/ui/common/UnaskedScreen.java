package org.sftworkbench.ui.common;

import java.io.File;
import java.util.List;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** A user who is to be asked for no file or directory, but for what a test answers. */
public class UnaskedScreen implements FileDialogs.Screen {
    @Override
    public File open(FileChooser chooser, Window owner) {
        throw new AssertionError("no file is to be opened");
    }

    @Override
    public List<File> openSeveral(FileChooser chooser, Window owner) {
        throw new AssertionError("no files are to be opened");
    }

    @Override
    public File save(FileChooser chooser, Window owner) {
        throw new AssertionError("nothing is to be saved");
    }

    @Override
    public File directory(DirectoryChooser chooser, Window owner) {
        throw new AssertionError("no directory is asked for");
    }
}
