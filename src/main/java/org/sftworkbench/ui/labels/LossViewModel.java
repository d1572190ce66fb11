package org.sftworkbench.ui.labels;

import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.sftworkbench.data.TokenKinds;

/** The loss of the batch that is shown: by kind of token, and as arithmetic. FX thread only. */
public final class LossViewModel {
    private final ReadOnlyObjectWrapper<List<KindLoss>> kinds =
            new ReadOnlyObjectWrapper<>(this, "kinds", List.of());
    private final ReadOnlyObjectWrapper<List<LossLine>> batchLines =
            new ReadOnlyObjectWrapper<>(this, "batchLines", List.of());
    private final ReadOnlyObjectWrapper<List<LossLine>> windowLines =
            new ReadOnlyObjectWrapper<>(this, "windowLines", List.of());
    private final ReadOnlyStringWrapper verdict = new ReadOnlyStringWrapper(this, "verdict", "");
    private final IntegerProperty microBatches = new SimpleIntegerProperty(this, "microBatches", 2);
    private final ReadOnlyIntegerWrapper units = new ReadOnlyIntegerWrapper(this, "units", 1);
    private LossArithmetic arithmetic;

    LossViewModel() {
        microBatches.addListener((p, old, now) -> split());
    }

    /**
     * @param readings what a model made of each row; empty for none
     */
    void show(LabelBatch batch, List<RowReading> readings, TokenKinds tokenKinds, PartNames names) {
        if (batch.rows().isEmpty()) {
            arithmetic = null;
            kinds.set(List.of());
            batchLines.set(List.of());
        } else {
            arithmetic = new LossArithmetic(batch, readings, names);
            kinds.set(KindLoss.of(batch, readings, tokenKinds));
            batchLines.set(arithmetic.ofBatch());
            units.set(arithmetic.units());
        }
        split();
    }

    private void split() {
        if (arithmetic == null) {
            windowLines.set(List.of());
            verdict.set("");
            return;
        }
        int count = Math.max(1, Math.min(units.get(), microBatches.get()));
        windowLines.set(arithmetic.ofMicroBatches(count));
        verdict.set(arithmetic.verdict(count));
    }

    ReadOnlyObjectProperty<List<KindLoss>> kindsProperty() {
        return kinds.getReadOnlyProperty();
    }

    /** Each row, numerator, denominator, loss. */
    ReadOnlyObjectProperty<List<LossLine>> batchLinesProperty() {
        return batchLines.getReadOnlyProperty();
    }

    /** Each micro-batch and both means. */
    ReadOnlyObjectProperty<List<LossLine>> windowLinesProperty() {
        return windowLines.getReadOnlyProperty();
    }

    /** What the choice between the means does to this batch. */
    public ReadOnlyStringProperty verdictProperty() {
        return verdict.getReadOnlyProperty();
    }

    /** Into how many micro-batches the batch is split; more than it has rows count as that many. */
    public IntegerProperty microBatchesProperty() {
        return microBatches;
    }

    /** How many micro-batches there can be. */
    public ReadOnlyIntegerProperty unitsProperty() {
        return units.getReadOnlyProperty();
    }
}
