package org.sftworkbench.ui.app;

import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;

import org.sftworkbench.session.Opened;
import org.sftworkbench.ui.common.words.Words;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Fills a menu with what was opened last. FX thread only. */
final class RecentMenu {
    private RecentMenu() {}

    /** An item each; the menu is disabled where there is none. */
    static void fill(Menu menu, List<Opened> recent, Words words, Consumer<List<Path>> open) {
        menu.setDisable(recent.isEmpty());
        menu.getItems().setAll(recent.stream().map(each -> item(each, words, open)).toList());
    }

    private static MenuItem item(Opened opened, Words words, Consumer<List<Path>> open) {
        List<Path> paths = opened.paths().stream().map(Path::of).toList();
        String first = paths.get(0).toString();
        MenuItem item =
                new MenuItem(
                        paths.size() == 1
                                ? first
                                : words.say("{0} and {1} more", first, paths.size() - 1));
        item.setMnemonicParsing(false);
        item.setOnAction(e -> open.accept(paths));
        return item;
    }
}
