package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.ui.common.words.Words;

/** Asks for one of a template's variables, and says what the template reads. FX thread only. */
final class VariableField extends HBox {
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
    private static final double WIDTH = 130;

    private final String name;
    private final TemplateViewModel model;
    private final TextField text = new TextField();
    private final Label remark = new Label();

    VariableField(String name, TemplateViewModel model) {
        this.name = name;
        this.model = model;
        Words words = model.words();
        getStyleClass().add("tool-group");
        Label called = new Label(name);
        called.setMnemonicParsing(false);
        called.getStyleClass().add("code");
        text.setAccessibleText(name);
        text.setPrefWidth(WIDTH);
        text.promptTextProperty().bind(words.text("not given"));
        Tooltip help = new Tooltip();
        help.textProperty()
                .bind(
                        words.text(
                                "Read as JSON where it is JSON, such as true, 3 or [\"a\"], else as"
                                        + " text; \"\" is an empty text. An empty field gives no"
                                        + " such variable"));
        text.setTooltip(help);
        text.textProperty().addListener((p, old, now) -> model.variables().write(name, now));
        remark.getStyleClass().add("variable-remark");
        getChildren().addAll(called, text, remark);
    }

    void begin() {
        text.requestFocus();
    }

    /** Shows what is given, and what comes of it. */
    void show() {
        String given = model.variables().textsProperty().get().getOrDefault(name, "");
        if (!text.getText().equals(given)) {
            text.setText(given);
        }
        Words words = model.words();
        List<String> remarks = new ArrayList<>();
        boolean doubtful = false;
        if (!given.isEmpty()) {
            VariableKind kind = VariableKind.of(given);
            remarks.add(words.say(kind.title()));
            doubtful = kind == VariableKind.NO_JSON;
        }
        if (!model.variables().readProperty().get().contains(name)) {
            remarks.add(words.say("the template does not read it"));
            doubtful = true;
        }
        if (model.conversation().shownProperty().get() instanceof RowContent.Chat chat
                && chat.conversation().variables().containsKey(name)) {
            remarks.add(words.say("this row has its own"));
            doubtful = true;
        }
        remark.setText(String.join(" · ", remarks));
        remark.pseudoClassStateChanged(WARNING, doubtful);
        remark.setVisible(!remarks.isEmpty());
        remark.setManaged(!remarks.isEmpty());
    }
}
