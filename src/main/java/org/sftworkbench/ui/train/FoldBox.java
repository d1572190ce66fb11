package org.sftworkbench.ui.train;

import javafx.beans.DefaultProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.FormField;

/** Settings that stay folded to a line until they are asked for. FX thread only. */
@DefaultProperty("content")
public final class FoldBox extends VBox {
    private final FontIcon icon = new FontIcon("fas-angle-right");
    private final Button heading = new Button("", icon);
    private final Label summary = new Label();
    private final ObjectProperty<Node> content = new SimpleObjectProperty<>(this, "content");

    public FoldBox() {
        getStyleClass().add("form-panel");
        heading.getStyleClass().addAll("flat", "fold");
        heading.setMinWidth(USE_PREF_SIZE);
        heading.setOnAction(e -> setOpen(!isOpen()));
        summary.getStyleClass().add("hint");
        summary.setMinWidth(0);
        HBox line = new HBox(heading, summary);
        line.getStyleClass().add("fold-heading");
        getChildren().add(line);
        content.addListener(
                (o, was, is) -> {
                    getChildren().setAll(line, is);
                    is.managedProperty().bind(is.visibleProperty());
                    is.visibleProperty().addListener((p, old, now) -> show(now));
                    setOpen(false);
                    show(false);
                });
    }

    private void show(boolean open) {
        icon.setIconLiteral(open ? "fas-angle-down" : "fas-angle-right");
        summary.setVisible(!open);
    }

    /** Whether the settings are shown. */
    public boolean isOpen() {
        return content.get() != null && content.get().isVisible();
    }

    public void setOpen(boolean open) {
        content.get().setVisible(open);
    }

    /** What is wrong with a field must be seen where it stands. */
    void openAt(FormField<?>... fields) {
        for (FormField<?> field : fields) {
            field.problemProperty()
                    .addListener(
                            (o, was, is) -> {
                                if (!is.isEmpty()) {
                                    setOpen(true);
                                }
                            });
        }
    }

    /** What the settings are about. */
    public StringProperty titleProperty() {
        return heading.textProperty();
    }

    public String getTitle() {
        return heading.getText();
    }

    public void setTitle(String text) {
        heading.setText(text);
    }

    /** The choices in a few words, while they are folded. */
    public StringProperty summaryProperty() {
        return summary.textProperty();
    }

    /** What is folded. */
    public ObjectProperty<Node> contentProperty() {
        return content;
    }

    public Node getContent() {
        return content.get();
    }

    public void setContent(Node node) {
        content.set(node);
    }
}
