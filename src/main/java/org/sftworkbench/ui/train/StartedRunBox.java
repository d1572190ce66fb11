package org.sftworkbench.ui.train;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.words.Words;

/** What the run in the charts was started with; takes no room while there is none. FX thread. */
public final class StartedRunBox extends VBox {
    private Words words;

    @FXML private Label name;
    @FXML private Label model;
    @FXML private Label data;
    @FXML private Label tokens;
    @FXML private Label method;
    @FXML private Label length;
    @FXML private Label steps;
    @FXML private Label rate;

    public StartedRunBox() {}

    void bind(ReadOnlyObjectProperty<StartedRun> started, Words spoken) {
        words = spoken;
        PaneLoader.load(this, words);
        visibleProperty().bind(started.isNotNull());
        managedProperty().bind(visibleProperty());
        name.setTooltip(whole(name));
        model.setTooltip(whole(model));
        started.addListener((o, was, is) -> show(is));
        words.languageProperty().addListener((o, was, is) -> show(started.get()));
        show(started.get());
    }

    private static Tooltip whole(Label cut) {
        Tooltip text = new Tooltip();
        text.textProperty().bind(cut.textProperty());
        return text;
    }

    private void show(StartedRun run) {
        if (run == null) {
            return;
        }
        name.setText(run.name());
        model.setText(run.model());
        data.setText(run.amounts().rows(words));
        tokens.setText(run.amounts().tokens(words));
        method.setText(
                run.rank()
                        .map(rank -> words.say("LoRA, rank {0}", Numbers.count(rank)))
                        .orElseGet(
                                () ->
                                        run.adapter()
                                                ? words.say("the model’s adapter")
                                                : words.say("every weight")));
        TrainingConfig.Course course = run.config().course();
        boolean bySteps = course.steps() > 0;
        length.setText(bySteps ? words.say("Steps") : words.say("Epochs"));
        steps.setText(bySteps ? Numbers.count(course.steps()) : Numbers.format(course.epochs()));
        rate.setText(Numbers.format(run.config().learningRate()));
    }
}
