package org.sftworkbench.ui.chat;

import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/** Small buttons beside messages. FX thread only. */
final class Tools {
    private Tools() {}

    /**
     * @param help what it does, for who points at it or cannot see it
     */
    static Button button(String icon, ObservableValue<String> help, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "small", "button-icon", "message-tool");
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(help);
        button.setTooltip(tip);
        button.accessibleTextProperty().bind(help);
        button.setOnAction(e -> action.run());
        return button;
    }

    /** As {@link #button}, for what cannot be done while something is under way. */
    static Button button(
            String icon, ObservableValue<String> help, Runnable action, TurnActions actions) {
        Button button = button(icon, help, action);
        button.disableProperty().bind(actions.isBusy());
        return button;
    }

    static Button copy(Words words, Supplier<String> text) {
        return button(
                "far-copy",
                words.text("Copy this answer"),
                () -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putString(text.get());
                    Clipboard.getSystemClipboard().setContent(content);
                });
    }
}
