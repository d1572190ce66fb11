package org.sftworkbench.ui.train;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.common.words.Words;

/** Fills the menu of presets: the program's, then the user's own. FX thread only. */
final class PresetMenu {
    private final MenuButton menu;
    private final OwnPresets own;
    private final PresetNaming naming;
    private final Words words;
    private final List<MenuItem> given = new ArrayList<>();

    PresetMenu(MenuButton menu, OwnPresets own, PresetNaming naming, Words words) {
        this.menu = menu;
        this.own = own;
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
        own.names().addListener((InvalidationListener) change -> show());
        own.keptProperty().addListener((p, old, now) -> show());
        show();
    }

    private void show() {
        List<MenuItem> all = new ArrayList<>(given);
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
