package org.sftworkbench.ui.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.FirstRow;
import org.sftworkbench.ui.common.words.Words;

/** A line for each column of a file: what it is read as, and its value in row 1. FX thread only. */
final class ColumnChoices extends GridPane {
    private static final String OWN = "";

    /** What most files need; the rest of the known names follows these. */
    private static final List<String> FIRST =
            List.of("prompt", "completion", "instruction", "input", "output", "messages", "text");

    private final Words words;
    private final Map<String, ComboBox<String>> choices = new LinkedHashMap<>();
    private final Runnable chosen;
    private boolean showing;

    /**
     * @param chosen told when another name is chosen
     */
    ColumnChoices(Words words, FirstRow row, Runnable chosen) {
        this.words = words;
        this.chosen = chosen;
        setHgap(10);
        setVgap(6);
        setPadding(new Insets(4, 0, 4, 0));
        addRow(
                0,
                title(Words.key("Column of the file")),
                title(Words.key("Read as")),
                title(Words.key("In row 1")));
        row.columns().forEach(column -> add(column, row.value(column)));
    }

    private Label title(String key) {
        Label title = new Label(words.say(key));
        title.getStyleClass().add("hint");
        title.setMinWidth(USE_PREF_SIZE);
        return title;
    }

    private void add(String column, String value) {
        ComboBox<String> choice = new ComboBox<>();
        choice.setId("column-" + column);
        choice.getItems().add(OWN);
        choice.getItems()
                .addAll(
                        Stream.concat(FIRST.stream(), ColumnMapping.known().stream())
                                .distinct()
                                .toList());
        choice.setCellFactory(list -> new NameCell());
        choice.setButtonCell(new NameCell());
        choice.setValue(OWN);
        choice.setAccessibleText(words.say("{0}, read as", column));
        choice.valueProperty()
                .addListener(
                        (p, old, now) -> {
                            if (!showing) {
                                chosen.run();
                            }
                        });
        choices.put(column, choice);
        Label example = new Label(value);
        example.getStyleClass().add("hint");
        example.setMaxWidth(230);
        Label name = new Label(column);
        name.setMaxWidth(170);
        name.setTooltip(new Tooltip(column));
        addRow(choices.size(), name, choice, example);
    }

    /** What is chosen, as it is typed: {@code prompt=question,completion=answer}. */
    String text() {
        return ColumnMapping.text(
                choices.entrySet().stream()
                        .filter(each -> !each.getValue().getValue().equals(OWN))
                        .map(each -> Map.entry(each.getValue().getValue(), each.getKey()))
                        .toList());
    }

    /** Shows what was typed. */
    void show(ColumnMapping mapping) {
        showing = true;
        choices.values().forEach(choice -> choice.setValue(OWN));
        mapping.columns()
                .forEach(
                        (name, column) -> {
                            if (choices.containsKey(column)) {
                                choices.get(column).setValue(name);
                            }
                        });
        showing = false;
    }

    /** A name; none says that the column keeps its own. */
    private final class NameCell extends ListCell<String> {
        @Override
        protected void updateItem(String name, boolean empty) {
            super.updateItem(name, empty);
            setText(
                    empty || name == null
                            ? ""
                            : name.equals(OWN) ? words.say("its own name") : name);
        }
    }
}
