package org.sftworkbench.ui.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;
import org.sftworkbench.ui.train.FoldBox;

/**
 * Keeps how the user has arranged a pane: where its dividers are, what is unfolded, which tab is in
 * front. FX thread only.
 */
public final class PaneLayout {
    private final KeptSettings settings;

    public PaneLayout(KeptSettings settings) {
        this.settings = settings;
    }

    /**
     * Keeps the arrangement of a pane, and takes up what was kept of it.
     *
     * @param name of the pane, which its settings are kept under
     */
    public void keep(String name, Parent pane) {
        String prefix = "layout." + name + ".";
        new Walk(prefix).visit(pane);
        settings.again(prefix);
    }

    private final class Walk {
        private final String prefix;
        private int count;

        Walk(String prefix) {
            this.prefix = prefix;
        }

        private String next(String kind) {
            return prefix + kind + "." + count++;
        }

        private void visit(Node node) {
            if (node instanceof SplitPane split) {
                add(split);
                split.getItems().forEach(this::visit);
            } else if (node instanceof TabPane tabs) {
                add(tabs);
                for (Tab tab : tabs.getTabs()) {
                    visit(tab.getContent());
                }
            } else if (node instanceof TitledPane titled) {
                settings.flag(next("open"), titled.expandedProperty());
                visit(titled.getContent());
            } else if (node instanceof ScrollPane scroll) {
                visit(scroll.getContent());
            } else if (node instanceof Parent parent) {
                if (node instanceof FoldBox fold && fold.getContent() != null) {
                    BooleanProperty open = fold.getContent().visibleProperty();
                    settings.flag(next("open"), open);
                }
                parent.getChildrenUnmodifiable().forEach(this::visit);
            }
        }

        /** One whose parts come and go has no arrangement of the user's. */
        private void add(SplitPane split) {
            if (split.getDividers().isEmpty()) {
                return;
            }
            String usual = positions(split);
            settings.add(
                    next("split"),
                    () -> Optional.of(positions(split)).filter(now -> !now.equals(usual)),
                    text -> move(split, text),
                    split.getDividers().stream()
                            .map(SplitPane.Divider::positionProperty)
                            .toArray(Observable[]::new));
        }

        private void add(TabPane tabs) {
            settings.add(
                    next("tab"),
                    () ->
                            Optional.of(tabs.getSelectionModel().getSelectedIndex())
                                    .filter(index -> index > 0)
                                    .map(String::valueOf),
                    text -> select(tabs, text),
                    tabs.getSelectionModel().selectedIndexProperty());
        }
    }

    private static String positions(SplitPane split) {
        return Arrays.stream(split.getDividerPositions())
                .mapToObj(position -> String.format(Locale.ROOT, "%.3f", position))
                .collect(Collectors.joining(" "));
    }

    private static void move(SplitPane split, String text) {
        try {
            double[] positions =
                    Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
            if (Arrays.stream(positions).allMatch(p -> p >= 0 && p <= 1)) {
                split.setDividerPositions(positions);
            }
        } catch (NumberFormatException e) {
            // An arrangement that cannot be read is none.
        }
    }

    private static void select(TabPane tabs, String text) {
        try {
            int index = Integer.parseInt(text);
            if (index >= 0 && index < tabs.getTabs().size()) {
                tabs.getSelectionModel().select(index);
            }
        } catch (NumberFormatException e) {
            // Likewise.
        }
    }
}
