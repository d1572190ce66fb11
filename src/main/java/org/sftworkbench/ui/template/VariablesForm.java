package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/**
 * A field for each variable that the template reads or that was asked for, folded away until a
 * button opens it. FX thread only.
 */
public final class VariablesForm extends FlowPane {
    private static final double NAME_WIDTH = 130;

    private final Map<String, VariableField> fields = new LinkedHashMap<>();
    private final TextField another = new TextField();
    private final Label problem = new Label();
    private final HBox adding;
    private TemplateViewModel model;

    public VariablesForm() {
        getStyleClass().addAll("tool-flow", "variables-form");
        another.setPromptText(Words.key("another name"));
        another.setAccessibleText(Words.key("Name of another variable"));
        another.setPrefWidth(NAME_WIDTH);
        another.setOnAction(e -> add());
        another.textProperty().addListener(o -> problem.setText(""));
        Button add = new Button(Words.key("Add"));
        add.getStyleClass().add("small");
        add.setOnAction(e -> add());
        problem.getStyleClass().add("variable-problem");
        adding = new HBox(another, add, problem);
        adding.getStyleClass().add("tool-group");
        getChildren().add(adding);
        setVisible(false);
        managedProperty().bind(visibleProperty());
    }

    /** Shows the variables of a model, and itself where the button is pressed. */
    void setModel(TemplateViewModel shown, Button button) {
        model = shown;
        FontIcon icon = new FontIcon("fas-angle-right");
        button.setGraphic(icon);
        button.setOnAction(e -> setVisible(!isVisible()));
        visibleProperty()
                .addListener(
                        (p, old, now) ->
                                icon.setIconLiteral(now ? "fas-angle-down" : "fas-angle-right"));
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        setVisible(false);
                        button.requestFocus();
                        event.consume();
                    }
                });
        TemplateVariables variables = model.variables();
        variables.namesProperty().addListener(o -> offer());
        variables.readProperty().addListener(o -> show(button));
        variables.textsProperty().addListener(o -> show(button));
        model.conversation().shownProperty().addListener(o -> show(button));
        model.words().languageProperty().addListener(o -> problem.setText(""));
        model.words().languageProperty().addListener(o -> show(button));
        offer();
        show(button);
    }

    private void offer() {
        Map<String, VariableField> before = new LinkedHashMap<>(fields);
        fields.clear();
        for (String name : model.variables().namesProperty().get()) {
            VariableField field = before.get(name);
            fields.put(name, field == null ? new VariableField(name, model) : field);
        }
        List<Node> shown = new ArrayList<>(fields.values());
        shown.add(adding);
        getChildren().setAll(shown);
        fields.values().forEach(VariableField::show);
    }

    private void show(Button button) {
        Words words = model.words();
        int given = model.variables().textsProperty().get().size();
        button.setText(given == 0 ? words.say("Variables") : words.say("Variables: {0}", given));
        fields.values().forEach(VariableField::show);
    }

    private void add() {
        String name = another.getText().strip();
        String why = model.variables().add(name);
        problem.setText(why);
        if (why.isEmpty()) {
            another.clear();
            fields.get(name).begin();
        }
    }
}
