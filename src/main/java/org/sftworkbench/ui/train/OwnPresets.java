package org.sftworkbench.ui.train;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.ui.common.Problem;

/** Choices for a run that the user has kept under names of their own. FX thread only. */
public final class OwnPresets {
    private final ObservableList<String> names = FXCollections.observableArrayList();
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");
    private final ReadOnlyBooleanWrapper kept = new ReadOnlyBooleanWrapper(this, "kept", false);
    private Shelf shelf;

    /** Where they are kept. */
    public interface Shelf {
        /** Keeps the choices as they are now; those of the same name are replaced. */
        void save(String name);

        /** Chooses what was kept. */
        void use(String name);

        void remove(String name);
    }

    /** Where they are kept; null where they are not. */
    public Shelf shelf() {
        return shelf;
    }

    /** Keeps them there from now on. */
    public void keepOn(Shelf other) {
        shelf = other;
        kept.set(true);
    }

    /** Whether any can be kept. */
    public ReadOnlyBooleanProperty keptProperty() {
        return kept.getReadOnlyProperty();
    }

    /** Those that there are, in the order in which they were first made. */
    public ObservableList<String> names() {
        return names;
    }

    /** Why one could not be kept; null where all is well. */
    public ObjectProperty<Problem> problemProperty() {
        return problem;
    }

    void save(String name) {
        if (!name.isBlank()) {
            shelf.save(name.strip());
        }
    }

    void use(String name) {
        shelf.use(name);
    }

    void remove(String name) {
        shelf.remove(name);
    }
}
