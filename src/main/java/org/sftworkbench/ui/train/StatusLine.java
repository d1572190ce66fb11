package org.sftworkbench.ui.train;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/**
 * Says in one line what a run does: what comes before its first step, else how far it is. There is
 * room for one of the two; who points at it reads both. FX thread only.
 */
final class StatusLine {
    private StatusLine() {}

    static void show(RunCourse run, Label line) {
        line.textProperty()
                .bind(
                        Bindings.when(run.phaseProperty().isEmpty())
                                .then(run.statusProperty())
                                .otherwise(run.phaseProperty()));
        Tooltip both = new Tooltip();
        both.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        Stream.of(run.phaseProperty(), run.statusProperty())
                                                .map(StringBinding::get)
                                                .filter(text -> !text.isEmpty())
                                                .collect(Collectors.joining("\n")),
                                run.phaseProperty(),
                                run.statusProperty()));
        line.tooltipProperty()
                .bind(
                        Bindings.when(both.textProperty().isEmpty())
                                .then((Tooltip) null)
                                .otherwise(both));
    }
}
