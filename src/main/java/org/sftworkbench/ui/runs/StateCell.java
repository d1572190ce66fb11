package org.sftworkbench.ui.runs;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.sftworkbench.run.RunState;
import org.sftworkbench.run.StoredRun;

/** How a run stands, as a small label; the reason on hover. FX thread only. */
final class StateCell extends TableCell<StoredRun, StoredRun> {
    private static final List<String> STATES =
            List.of("broken", "interrupted", "running", "paused", "stopped", "finished", "failed");

    private final RunFigures figures;
    private final Label label = new Label();
    private final ChangeListener<LiveRun> changed;

    /**
     * @param live the run that goes on in this window, which is paused and resumed there
     */
    StateCell(RunFigures figures, ObservableValue<LiveRun> live) {
        this.figures = figures;
        changed = (o, was, is) -> show(was != null && was.paused(), is != null && is.paused());
        live.addListener(new WeakChangeListener<>(changed));
        label.getStyleClass().add("run-state");
    }

    private void show(boolean waited, boolean waits) {
        if (waited != waits) {
            updateItem(getItem(), isEmpty());
        }
    }

    @Override
    protected void updateItem(StoredRun item, boolean empty) {
        super.updateItem(item, empty);
        setGraphic(null);
        setTooltip(null);
        if (empty || item == null) {
            return;
        }
        String state = style(item);
        for (String each : STATES) {
            label.pseudoClassStateChanged(PseudoClass.getPseudoClass(each), each.equals(state));
        }
        label.setText(figures.state(item));
        String reason = figures.reason(item);
        if (!reason.isEmpty()) {
            Tooltip why = new Tooltip(reason);
            why.setWrapText(true);
            why.setMaxWidth(480);
            setTooltip(why);
        }
        setGraphic(label);
    }

    private String style(StoredRun run) {
        if (figures.isPaused(run)) {
            return "paused";
        }
        if (run.record().isEmpty()) {
            return "broken";
        }
        return run.isInterrupted()
                ? "interrupted"
                : run.record().map(r -> r.state()).orElse(RunState.FAILED).text();
    }
}
