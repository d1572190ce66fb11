package org.sftworkbench.ui.train;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/**
 * The mean loss of each part of a probed conversation over the time of a run, as small lines above
 * the slider, with a mark at the score that is looked at. FX thread only.
 */
public final class ProbeCurve extends Region {
    private static final double HEIGHT = 40;

    /** Half the thumb of the slider below, which never stands nearer to an end. */
    private static final double INSET = 9;

    private static final double EDGE = 2;

    private final Map<ProbedToken.Part, Polyline> lines = new EnumMap<>(ProbedToken.Part.class);
    private final Line ground = new Line();
    private final Line now = new Line();
    private ProbeTimeline view;

    public ProbeCurve() {
        getStyleClass().add("probe-curve");
        ground.getStyleClass().add("probe-ground");
        now.getStyleClass().add("probe-now");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        getChildren().addAll(ground, now);
        getChildren().forEach(line -> line.setManaged(false));
    }

    void bind(ProbeTimeline shared) {
        view = shared;
        Tooltip meaning = new Tooltip();
        meaning.textProperty().bind(accessibleTextProperty());
        Tooltip.install(this, meaning);
        view.tokensProperty().addListener((o, was, is) -> showParts());
        view.scores().addListener((ListChangeListener<ProbeScore>) change -> requestLayout());
        view.shownProperty().addListener((o, was, is) -> requestLayout());
        showParts();
    }

    /** The style class that tells a part's line from the others. */
    static String look(ProbedToken.Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private void showParts() {
        getChildren().removeAll(lines.values());
        lines.clear();
        for (ProbedToken.Part part : view.parts()) {
            Polyline line = new Polyline();
            line.getStyleClass().addAll("probe-line", look(part));
            line.setManaged(false);
            lines.put(part, line);
            getChildren().add(line);
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double bottom = getHeight() - EDGE;
        ground.setStartX(0);
        ground.setEndX(getWidth());
        ground.setStartY(bottom);
        ground.setEndY(bottom);
        List<PartMeans> means = view == null ? List.of() : view.means();
        double most = greatest(means);
        lines.forEach(
                (part, line) -> {
                    line.getPoints().clear();
                    for (int s = 0; s < means.size(); s++) {
                        double mean = means.get(s).of(part);
                        if (!Double.isNaN(mean)) {
                            double y = bottom - mean / most * (bottom - EDGE);
                            line.getPoints().addAll(x(s, means.size()), y);
                        }
                    }
                    if (line.getPoints().size() == 2) {
                        // A line to where it is: a dot.
                        line.getPoints().addAll(List.copyOf(line.getPoints()));
                    }
                });
        int shown = view == null ? -1 : view.shownProperty().get();
        now.setVisible(shown >= 0 && shown < means.size());
        double x = Math.rint(x(Math.max(0, shown), means.size())) + 0.5;
        now.setStartX(x);
        now.setEndX(x);
        now.setStartY(0);
        now.setEndY(getHeight());
    }

    private static double greatest(List<PartMeans> means) {
        return means.stream()
                .flatMap(score -> score.means().values().stream())
                .mapToDouble(mean -> mean)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
    }

    private double x(int score, int count) {
        double room = Math.max(0, getWidth() - 2 * INSET);
        return INSET + (count > 1 ? room * score / (count - 1) : 0);
    }
}
