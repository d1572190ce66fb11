package org.sftworkbench.ui.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.check.CheckSetup;
import org.sftworkbench.check.Checker;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.ModelFacts;
import org.sftworkbench.check.Place;
import org.sftworkbench.check.RowFindings;
import org.sftworkbench.check.SaidOnce;
import org.sftworkbench.check.Severity;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.ui.common.LatestOnly;

/**
 * What the checks say about what is in the editors, asked anew after each rendering. FX thread
 * only; the checks run on the executor given.
 */
public final class RowChecks {
    private final LatestOnly latest;
    private final ObjectProperty<Path> modelDirectory =
            new SimpleObjectProperty<>(this, "modelDirectory");
    private final IntegerProperty maxLength = new SimpleIntegerProperty(this, "maxLength");
    private final ReadOnlyObjectWrapper<CheckResult> result =
            new ReadOnlyObjectWrapper<>(this, "result");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private RenderOrder asked;

    RowChecks(Executor background, Executor fx) {
        latest = new LatestOnly(background, fx);
        modelDirectory.addListener((p, old, now) -> again());
        maxLength.addListener((p, old, now) -> again());
    }

    /** The model whose configuration is checked against; null where only a tokenizer is open. */
    public ObjectProperty<Path> modelDirectoryProperty() {
        return modelDirectory;
    }

    /** The most tokens of a row that training will take; 0 for no limit. */
    public IntegerProperty maxLengthProperty() {
        return maxLength;
    }

    /** The last answer; null before there is one, and for a row that is no conversation. */
    ReadOnlyObjectProperty<CheckResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** Whether the answer is not yet about what is in the editors. */
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** What is in the editors is changing: what is still running has been overtaken. */
    void overtaken() {
        latest.cancel();
        running.set(true);
    }

    /** Asks about this. */
    void ask(RenderOrder order) {
        asked = order;
        if (!order.isConversation()) {
            latest.cancel();
            told(null);
            return;
        }
        running.set(true);
        Path model = modelDirectory.get();
        int most = maxLength.get();
        latest.submit(
                () -> {
                    CheckResult answer = check(order, model, most);
                    return () -> told(answer);
                });
    }

    private void again() {
        if (asked != null) {
            ask(asked);
        }
    }

    private void told(CheckResult answer) {
        running.set(false);
        result.set(answer);
    }

    private static CheckResult check(RenderOrder order, Path model, int maxLength) {
        List<Finding> findings = new ArrayList<>();
        ModelFacts facts = ModelFacts.UNKNOWN;
        try {
            facts = model == null ? facts : ModelFacts.read(model);
        } catch (DataException e) {
            findings.add(
                    new Finding(
                            Severity.WARNING,
                            "model-config",
                            e.getMessage(),
                            "mend the file; what the model says of its ids is not checked",
                            Place.SETUP));
        }
        Checker checker =
                new Checker(new CheckSetup(order.tokenizer(), order.options(), facts, maxLength));
        findings.addAll(checker.setup());
        RowFindings row = checker.row(order.edited());
        findings.addAll(SaidOnce.of(row.findings()));
        findings.sort(
                Comparator.comparing(Finding::severity)
                        .thenComparing(finding -> finding.place().isSetup()));
        return new CheckResult(order, findings, row.example().isPresent());
    }
}
