package org.sftworkbench.ui.train;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.shape.Line;
import org.sftworkbench.ui.common.words.Words;

/**
 * Names the lines of the {@link ProbeCurve}, with the mean loss of each part in the score that is
 * looked at. FX thread only.
 */
public final class ProbeLegend extends GridPane {
    private static final double SWATCH = 22;

    private final Map<ProbedToken.Part, Label> figures = new EnumMap<>(ProbedToken.Part.class);
    private ProbeTimeline view;
    private ProbeWords names;

    public ProbeLegend() {
        getStyleClass().add("probe-legend");
    }

    void bind(ProbeTimeline shared, Words words) {
        view = shared;
        names = new ProbeWords(words);
        view.tokensProperty().addListener((o, was, is) -> showParts());
        view.shownProperty().addListener((o, was, is) -> showMeans());
        words.languageProperty().addListener((o, was, is) -> showParts());
        showParts();
    }

    private void showParts() {
        getChildren().clear();
        figures.clear();
        for (ProbedToken.Part part : view.parts()) {
            Line swatch = new Line(0, 0, SWATCH, 0);
            swatch.getStyleClass().addAll("probe-line", ProbeCurve.look(part));
            Label name = new Label(names.name(part));
            name.getStyleClass().add("probe-part");
            name.setTooltip(new Tooltip(names.meaning(part)));
            name.setMinWidth(USE_PREF_SIZE);
            Label figure = new Label();
            figure.getStyleClass().add("probe-mean");
            figure.setMinWidth(USE_PREF_SIZE);
            figures.put(part, figure);
            addRow(figures.size() - 1, swatch, name, figure);
        }
        showMeans();
    }

    private void showMeans() {
        int shown = view.shownProperty().get();
        boolean any = shown >= 0 && shown < view.means().size();
        figures.forEach(
                (part, figure) -> {
                    double mean = any ? view.means().get(shown).of(part) : Double.NaN;
                    figure.setText(Double.isNaN(mean) ? "–" : ProbeTimeline.figure(mean));
                });
    }
}
