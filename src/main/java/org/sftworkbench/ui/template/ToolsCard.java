package org.sftworkbench.ui.template;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/** Edits the tools that a conversation offers, as JSON. FX thread only. */
final class ToolsCard extends VBox {
    /** A tool to begin with. */
    static final String BEGINNING =
            """
            [
              {
                "type": "function",
                "function": {
                  "name": "get_weather",
                  "description": "The weather at a place",
                  "parameters": {
                    "type": "object",
                    "properties": {"city": {"type": "string"}},
                    "required": ["city"]
                  }
                }
              }
            ]""";

    private final JsonDraft draft;
    private final TextArea area = new GrowingTextArea();

    /**
     * @param removed called when there are no tools any more
     */
    ToolsCard(Words words, JsonDraft draft, Runnable removed) {
        this.draft = draft;
        getStyleClass().addAll("message-card", "tools-card");
        Label title = new Label("tools");
        title.getStyleClass().add("hint");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button remove = new Button(null, new FontIcon("fas-trash-alt"));
        remove.getStyleClass().addAll("flat", "small", "button-icon");
        remove.setTooltip(new Tooltip(words.say("Offer no tools")));
        remove.setAccessibleText(words.say("Offer no tools"));
        remove.setOnAction(
                e -> {
                    draft.textProperty().set(null);
                    removed.run();
                });
        HBox head = new HBox(title, space, remove);
        head.getStyleClass().add("message-head");
        area.getStyleClass().add("code");
        area.setAccessibleText(words.say("Tools of the conversation as JSON"));
        area.textProperty().bindBidirectional(draft.textProperty());
        Label problem = new Label();
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.textProperty().bind(draft.problemIn(words));
        problem.visibleProperty().bind(draft.problemProperty().isNotEmpty());
        problem.managedProperty().bind(draft.problemProperty().isNotEmpty());
        getChildren().addAll(head, area, problem);
    }

    /** Lets go of the draft. */
    void dispose() {
        area.textProperty().unbindBidirectional(draft.textProperty());
    }
}
