package org.sftworkbench.ui.labels;

import java.util.List;
import java.util.Locale;
import javafx.fxml.FXML;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.sftworkbench.data.RowLoss;
import org.sftworkbench.data.TokenKind;
import org.sftworkbench.job.Percent;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.words.Words;

/** The loss of the batch by kind of token, and its arithmetic. FX thread only. */
public final class LossPanel extends StackPane {
    /** Half of the longest heading, in pixels. */
    private static final double WRAPPED = 92;

    @FXML private Label unscored;
    @FXML private GridPane kinds;
    @FXML private GridPane batchLines;
    @FXML private Label microBatchesLabel;
    @FXML private Spinner<Integer> microBatches;
    @FXML private GridPane windowLines;
    @FXML private Label verdict;
    private Words words;
    private boolean following;

    public LossPanel() {
        PaneLoader.load(this);
    }

    void bind(LossViewModel view, Words words) {
        this.words = words;
        unscored.managedProperty().bind(unscored.visibleProperty());
        view.kindsProperty().addListener((p, old, now) -> showKinds(now));
        words.languageProperty()
                .addListener((p, old, now) -> showKinds(view.kindsProperty().get()));
        showKinds(view.kindsProperty().get());
        columns(batchLines);
        columns(windowLines);
        view.batchLinesProperty().addListener((p, old, now) -> show(batchLines, now));
        show(batchLines, view.batchLinesProperty().get());
        view.windowLinesProperty().addListener((p, old, now) -> show(windowLines, now));
        show(windowLines, view.windowLinesProperty().get());
        verdict.textProperty().bind(view.verdictProperty());
        microBatchesLabel.setLabelFor(microBatches);
        bindMicroBatches(view);
    }

    private void bindMicroBatches(LossViewModel view) {
        var values =
                new SpinnerValueFactory.IntegerSpinnerValueFactory(
                        1, RowChoice.MOST, view.microBatchesProperty().get());
        microBatches.setValueFactory(values);
        values.valueProperty()
                .addListener(
                        (p, old, now) -> {
                            if (!following) {
                                view.microBatchesProperty().set(now);
                            }
                        });
        view.unitsProperty().addListener((p, old, now) -> limit(values, view));
        limit(values, view);
    }

    /** A small batch does not make the number forgotten that a larger one can be split into. */
    private void limit(SpinnerValueFactory.IntegerSpinnerValueFactory values, LossViewModel view) {
        following = true;
        values.setMax(view.unitsProperty().get());
        values.setValue(Math.min(view.unitsProperty().get(), view.microBatchesProperty().get()));
        following = false;
    }

    private static void columns(GridPane grid) {
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(110);
        ColumnConstraints formula = new ColumnConstraints();
        formula.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(name, formula);
    }

    private static void show(GridPane grid, List<LossLine> lines) {
        grid.getChildren().clear();
        for (int i = 0; i < lines.size(); i++) {
            Label name = new Label(lines.get(i).name());
            name.getStyleClass().add("form-label");
            Label formula = new Label(lines.get(i).formula());
            formula.setWrapText(true);
            formula.getStyleClass().add("loss-formula");
            grid.addRow(i, name, formula);
        }
    }

    private void showKinds(List<KindLoss> all) {
        kinds.getChildren().clear();
        unscored.setVisible(
                all.stream()
                        .anyMatch(
                                kind -> Double.isNaN(kind.counted().nll() + kind.others().nll())));
        kinds.addRow(
                0,
                head(words.say("kind")),
                head(""),
                head(words.say("mean NLL")),
                head(words.say("tokens")),
                wrapped(words.say("share of the loss")),
                wrapped(words.say("read only: mean NLL")),
                head(words.say("tokens")));
        RowLoss sum = RowLoss.sum(all.stream().map(KindLoss::counted).toList());
        double highest =
                all.stream()
                        .mapToDouble(k -> k.counted().mean())
                        .filter(x -> x > 0)
                        .max()
                        .orElse(1);
        int row = 1;
        for (KindLoss kind : all) {
            ProgressBar bar = new ProgressBar(share(kind.counted().mean(), highest));
            bar.getStyleClass().add("loss-bar");
            kinds.addRow(
                    row++,
                    whole(name(kind.kind())),
                    bar,
                    figure(mean(kind.counted())),
                    figure(Integer.toString(kind.counted().tokens())),
                    figure(percent(kind.counted(), sum)),
                    figure(mean(kind.others())),
                    figure(Integer.toString(kind.others().tokens())));
        }
        RowLoss others = RowLoss.sum(all.stream().map(KindLoss::others).toList());
        kinds.addRow(
                row,
                whole(words.say("all")),
                new Label(""),
                figure(mean(sum)),
                figure(Integer.toString(sum.tokens())),
                figure(""),
                figure(mean(others)),
                figure(Integer.toString(others.tokens())));
    }

    private String name(TokenKind kind) {
        return switch (kind) {
            case CONTENT -> words.say("content");
            case REASONING -> words.say("reasoning");
            case END_OF_TURN -> words.say("end of turn");
            case SCAFFOLDING -> words.say("scaffolding");
            case WHITE_SPACE -> words.say("white space");
        };
    }

    private static double share(double part, double all) {
        return Double.isNaN(part) ? 0 : part / all;
    }

    private static String mean(RowLoss loss) {
        if (loss.tokens() == 0) {
            return "–";
        }
        return Double.isNaN(loss.nll()) ? "?" : String.format(Locale.ROOT, "%.3f", loss.mean());
    }

    private static String percent(RowLoss part, RowLoss all) {
        if (part.tokens() == 0) {
            return "–";
        }
        return Double.isNaN(part.nll()) ? "?" : Percent.text(part.nll() / all.nll());
    }

    /** In two lines where one has no room, never cut. */
    private static Label wrapped(String text) {
        Label head = head(text);
        head.setWrapText(true);
        head.setPrefWidth(WRAPPED);
        head.setMinHeight(USE_PREF_SIZE);
        return head;
    }

    private static Label whole(String text) {
        Label label = new Label(text);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Label head(String text) {
        Label head = whole(text);
        head.getStyleClass().add("form-label");
        return head;
    }

    private static Label figure(String text) {
        Label figure = whole(text);
        figure.getStyleClass().add("loss-figure");
        GridPane.setHalignment(figure, HPos.RIGHT);
        return figure;
    }
}
