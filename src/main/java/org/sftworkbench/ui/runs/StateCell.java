package org.sftworkbench.ui.runs;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.sftworkbench.run.RunState;
import org.sftworkbench.run.StoredRun;

/** How a run stands, as a small label; the reason on hover. FX thread only. */
final class StateCell extends TableCell<StoredRun, StoredRun> {
    private static final List<String> STATES =
            List.of("broken", "interrupted", "running", "stopped", "finished", "failed");

    private final RunFigures figures;
    private final Label label = new Label();

    StateCell(RunFigures figures) {
        this.figures = figures;
        label.getStyleClass().add("run-state");
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

    private static String style(StoredRun run) {
        if (run.record().isEmpty()) {
            return "broken";
        }
        return run.isInterrupted()
                ? "interrupted"
                : run.record().map(r -> r.state()).orElse(RunState.FAILED).text();
    }
}
