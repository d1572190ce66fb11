package org.sftworkbench.ui.train;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.train.TrainingException;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/** Fills the menu of presets: the program's, then the user's own. FX thread only. */
final class PresetMenu {
    private final MenuButton menu;
    private final OwnPresets own;
    private final PresetNaming naming;
    private final Words words;
    private final List<MenuItem> given = new ArrayList<>();
    private final ObservableList<StoredRun> past;

    /**
     * @param past the runs that are selected in the list of runs
     */
    PresetMenu(
            MenuButton menu,
            OwnPresets own,
            ObservableList<StoredRun> past,
            PresetNaming naming,
            Words words) {
        this.menu = menu;
        this.own = own;
        this.past = past;
        this.naming = naming;
        this.words = words;
    }

    /**
     * @param offered numbers that suit the open model
     */
    void fill(TrainingChoices choices, ObservableValue<TrainingConfig> offered) {
        naming.bind(own);
        for (Preset preset : Preset.ALL) {
            MenuItem item = new MenuItem();
            item.textProperty()
                    .bind(
                            words.text(
                                    "{0}: {1}",
                                    words.text(preset.name()), words.text(preset.purpose())));
            item.setOnAction(e -> preset.application().to(choices, offered.getValue()));
            given.add(item);
        }
        menu.getItems().setAll(given);
        // Only then: a menu that is open is not changed under the user's hand.
        menu.setOnShowing(e -> show(choices));
    }

    private void show(TrainingChoices choices) {
        List<MenuItem> all = new ArrayList<>(given);
        if (past.size() == 1 && past.get(0).record().isPresent()) {
            all.add(again(past.get(0), choices));
        }
        if (own.keptProperty().get()) {
            all.add(new SeparatorMenuItem());
            own.names().forEach(name -> all.add(item(name, () -> own.use(name))));
            MenuItem keep = new MenuItem();
            keep.textProperty().bind(words.text("Save these choices…"));
            keep.setOnAction(e -> naming.ask(menu));
            all.add(keep);
            if (!own.names().isEmpty()) {
                all.add(removal());
            }
        }
        menu.getItems().setAll(all);
    }

    private MenuItem again(StoredRun run, TrainingChoices choices) {
        MenuItem item = new MenuItem();
        item.setMnemonicParsing(false);
        item.textProperty()
                .bind(
                        words.text(
                                "{0}: {1}",
                                words.text("As in the selected run"),
                                new SimpleStringProperty(run.name())));
        item.setOnAction(
                e -> {
                    try {
                        PastChoices.of(run.record().orElseThrow()).choose(choices);
                    } catch (TrainingException broken) {
                        own.problemProperty()
                                .set(Problem.error(run.name() + ": " + broken.getMessage()));
                    }
                });
        return item;
    }

    private Menu removal() {
        Menu remove = new Menu();
        remove.textProperty().bind(words.text("Remove"));
        own.names().forEach(name -> remove.getItems().add(item(name, () -> own.remove(name))));
        return remove;
    }

    /** A name is the user's: what would mark a key in it does not. */
    private static MenuItem item(String name, Runnable action) {
        MenuItem item = new MenuItem(name);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> action.run());
        return item;
    }
}
