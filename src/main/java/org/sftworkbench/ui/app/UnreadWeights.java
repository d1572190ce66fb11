package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.ui.common.Problem;

/**
 * A model that did not take the place of another, as its weights cannot be read: it can be opened
 * for its tokenizer, which could be. FX thread only.
 */
final class UnreadWeights {
    /**
     * @param why what was told of it
     */
    private record Refused(Path directory, Problem why) {}

    private final Consumer<Path> openTokenizer;
    private final ObjectProperty<Refused> refused = new SimpleObjectProperty<>(this, "refused");
    private final BooleanBinding told;

    /**
     * @param problem what the user is told now
     */
    UnreadWeights(ObjectProperty<Problem> problem, Consumer<Path> openTokenizer) {
        this.openTokenizer = openTokenizer;
        told =
                Bindings.createBooleanBinding(
                        () -> refused.get() != null && refused.get().why() == problem.get(),
                        refused,
                        problem);
    }

    /**
     * @param why what was told of it
     */
    void of(Path directory, Problem why) {
        refused.set(new Refused(directory, why));
    }

    /** Whether that is what is told. */
    BooleanBinding toldProperty() {
        return told;
    }

    /** Opens it for its tokenizer alone. */
    void openTokenizer() {
        openTokenizer.accept(refused.get().directory());
    }
}
