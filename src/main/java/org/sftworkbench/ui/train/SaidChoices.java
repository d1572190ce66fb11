package org.sftworkbench.ui.train;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.ChoiceBox;
import javafx.util.StringConverter;
import org.sftworkbench.ui.common.words.Words;

/** Choices of a box, said in the language of the window. FX thread only. */
final class SaidChoices<E> extends StringConverter<E> {
    private final Function<E, String> said;

    private SaidChoices(Function<E, String> said) {
        this.said = said;
    }

    /** Fills a box and binds its value. */
    static <E> void fill(
            ChoiceBox<E> box, Property<E> value, E[] all, Words words, Function<E, String> said) {
        box.getItems().setAll(List.of(all));
        box.setConverter(new SaidChoices<>(said));
        box.valueProperty().bindBidirectional(value);
        // A new converter makes the box write its choices anew.
        words.languageProperty()
                .addListener((o, was, is) -> box.setConverter(new SaidChoices<>(said)));
    }

    @Override
    public String toString(E choice) {
        return choice == null ? "" : said.apply(choice);
    }

    @Override
    public E fromString(String text) {
        throw new UnsupportedOperationException("choices are picked, not typed");
    }
}
