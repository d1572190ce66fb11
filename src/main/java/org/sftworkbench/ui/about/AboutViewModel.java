package org.sftworkbench.ui.about;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.sftworkbench.about.Place;
import org.sftworkbench.about.Report;
import org.sftworkbench.ui.common.BackgroundTask;

/** State of the About dialog: the report, once the machine was looked at. FX thread only. */
public final class AboutViewModel {
    private final Callable<Report> maker;
    private final Executor background;
    private final Executor fx;
    private final Desk desk;
    private final ReadOnlyObjectWrapper<Report> report =
            new ReadOnlyObjectWrapper<>(this, "report");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private final ReadOnlyBooleanWrapper copied = new ReadOnlyBooleanWrapper(this, "copied");

    /**
     * What the window's surroundings can do.
     *
     * @param show opens a directory in the system's file browser
     * @param copy puts a text on the clipboard
     */
    public record Desk(Consumer<Path> show, Consumer<String> copy) {}

    /**
     * @param maker makes a report; may take seconds
     */
    public AboutViewModel(Callable<Report> maker, Executor background, Executor fx, Desk desk) {
        this.maker = maker;
        this.background = background;
        this.fx = fx;
        this.desk = desk;
    }

    /** Looks at program, machine and disk, as they are now. */
    public void look() {
        copied.set(false);
        BackgroundTask.of(maker)
                .onSuccess(report::set)
                .onError(RuntimeException.class, e -> failure.set(String.valueOf(e.getMessage())))
                .start(background, fx);
    }

    /** Puts the whole report on the clipboard, where there is one yet. */
    public void copyReport() {
        if (report.get() != null) {
            desk.copy().accept(report.get().text());
            copied.set(true);
        }
    }

    /** Opens a place where files are looked at; of a file, the directory it is in. */
    public void open(Place place) {
        BackgroundTask.of(
                        () ->
                                Files.isDirectory(place.path())
                                        ? place.path()
                                        : place.path().getParent())
                .onSuccess(desk.show())
                .start(background, fx);
    }

    /** Puts a place's whole path on the clipboard, for other programs. */
    public void copy(Place place) {
        desk.copy().accept(place.path().toString());
    }

    /** The report; null while the machine is looked at. */
    public ReadOnlyObjectProperty<Report> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** Why there is no report; empty for no reason. */
    public ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** Whether the report was copied since it was made. */
    public ReadOnlyBooleanProperty copiedProperty() {
        return copied.getReadOnlyProperty();
    }
}
