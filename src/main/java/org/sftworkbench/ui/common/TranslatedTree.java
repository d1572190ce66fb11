package org.sftworkbench.ui.common;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.Property;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

/**
 * The English texts found in a tree of nodes, each kept in the language of the window for as long
 * as nobody else sets or binds it; none has a mnemonic, as an underscore is part of a file's or a
 * field's name here. FX thread only.
 */
final class TranslatedTree {
    private final Words words;
    private final List<Place> places = new ArrayList<>();
    private final ChangeListener<Language> listener = (p, old, now) -> say(old, now);

    /** A text property and what it said in English. */
    private record Place(Property<String> text, String english) {}

    private TranslatedTree(Words words) {
        this.words = words;
    }

    /** The tree lives as long as its root; the language does not hold it. */
    static void follow(Parent root, Words words) {
        TranslatedTree tree = new TranslatedTree(words);
        tree.visit(root);
        tree.say(Language.ENGLISH, words.languageProperty().get());
        words.languageProperty().addListener(new WeakChangeListener<>(tree.listener));
        root.getProperties().put(TranslatedTree.class, tree);
    }

    private void say(Language old, Language now) {
        for (Place place : places) {
            if (!place.text.isBound()
                    && words.say(old, place.english).equals(place.text.getValue())) {
                place.text.setValue(words.say(now, place.english));
            }
        }
    }

    private void add(Property<String> text) {
        if (!text.isBound() && text.getValue() != null && !text.getValue().isBlank()) {
            places.add(new Place(text, text.getValue()));
        }
    }

    private void visit(Node node) {
        // What has a layout of its own has been visited when that was loaded.
        if (node == null || node.getProperties().containsKey(TranslatedTree.class)) {
            return;
        }
        add(node.accessibleTextProperty());
        if (node instanceof Text text) {
            add(text.textProperty());
        }
        if (node instanceof ProblemBar bar) {
            bar.speak(words);
        }
        if (node instanceof Control control) {
            visitControl(control);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::visit);
        }
    }

    private void visitControl(Control control) {
        visit(control.getTooltip());
        visit(control.getContextMenu());
        if (control instanceof Labeled labeled) {
            labeled.setMnemonicParsing(false);
            add(labeled.textProperty());
            visit(labeled.getGraphic());
        }
        if (control instanceof TextInputControl input) {
            add(input.promptTextProperty());
        } else if (control instanceof ComboBoxBase<?> box) {
            add(box.promptTextProperty());
        } else if (control instanceof TitledPane pane) {
            visit(pane.getContent());
        } else if (control instanceof ScrollPane pane) {
            visit(pane.getContent());
        } else if (control instanceof SplitPane pane) {
            pane.getItems().forEach(this::visit);
        } else if (control instanceof ToolBar bar) {
            bar.getItems().forEach(this::visit);
        } else if (control instanceof MenuButton button) {
            visitMenu(button.getItems());
        } else if (control instanceof TabPane pane) {
            pane.getTabs().forEach(this::visit);
        } else if (control instanceof ListView<?> list) {
            visit(list.getPlaceholder());
        } else if (control instanceof TableView<?> table) {
            visit(table.getPlaceholder());
            visitColumns(table.getColumns());
        }
    }

    private void visit(Tooltip tooltip) {
        if (tooltip != null) {
            add(tooltip.textProperty());
        }
    }

    private void visit(ContextMenu menu) {
        if (menu != null) {
            visitMenu(menu.getItems());
        }
    }

    private void visit(Tab tab) {
        add(tab.textProperty());
        visit(tab.getTooltip());
        visit(tab.getGraphic());
        visit(tab.getContent());
    }

    private void visitMenu(ObservableList<MenuItem> items) {
        for (MenuItem item : items) {
            item.setMnemonicParsing(false);
            add(item.textProperty());
            if (item instanceof Menu menu) {
                visitMenu(menu.getItems());
            }
        }
    }

    private <T> void visitColumns(List<? extends TableColumnBase<T, ?>> columns) {
        for (TableColumnBase<T, ?> column : columns) {
            add(column.textProperty());
            visit(column.getGraphic());
            visitColumns(column.getColumns());
        }
    }
}
