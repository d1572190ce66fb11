package org.sftworkbench.ui.template;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.ui.common.LatestOnly;
import org.sftworkbench.ui.common.Problem;

/**
 * The conversation under a second template or policy, beside the one in use; for looking only. FX
 * thread only; rendering runs on the background executor.
 */
public final class Comparison {
    /**
     * Both sides.
     *
     * @param left under the template and policy in use
     * @param right under those compared with
     */
    record Sides(AnnotatedExample left, AnnotatedExample right, TokenComparison differences) {}

    private final LatestOnly latest;
    private final SourceDraft sources;
    private final ObservableStringValue fromLastToken;
    private final ObservableStringValue marker;
    private final BooleanProperty on = new SimpleBooleanProperty(this, "on");
    private final ObjectProperty<TemplatePreset> template =
            new SimpleObjectProperty<>(this, "template");
    private final ObservableList<PolicyKind> policies = FXCollections.observableArrayList();
    private final ObjectProperty<PolicyKind> policy = new SimpleObjectProperty<>(this, "policy");
    private final ReadOnlyObjectWrapper<Sides> sides = new ReadOnlyObjectWrapper<>(this, "sides");
    private final ReadOnlyObjectWrapper<Problem> problem =
            new ReadOnlyObjectWrapper<>(this, "problem");
    private String wanted = "";
    private RenderOrder order;
    private AnnotatedExample left;

    /**
     * @param sources the templates, as edited
     * @param fromLastToken the token that {@link PolicyKind#FROM_LAST} looks for, on both sides
     * @param marker the text that {@link PolicyKind#AFTER} looks for, on both sides
     */
    Comparison(
            Executor background,
            Executor fx,
            SourceDraft sources,
            ObservableStringValue fromLastToken,
            ObservableStringValue marker) {
        this.latest = new LatestOnly(background, fx);
        this.sources = sources;
        this.fromLastToken = fromLastToken;
        this.marker = marker;
        on.addListener((p, old, now) -> turned(now));
        template.addListener((p, old, now) -> offerPolicies());
        sources.presets().addListener((Observable o) -> choosePreferred());
        policy.addListener((p, old, now) -> compare());
    }

    /** Whether two sides are shown. */
    public BooleanProperty onProperty() {
        return on;
    }

    /** The template compared with; one of those that can be chosen for the first side. */
    public ObjectProperty<TemplatePreset> templateProperty() {
        return template;
    }

    /** The policies that fit the template compared with. */
    public ObservableList<PolicyKind> policies() {
        return policies;
    }

    public ObjectProperty<PolicyKind> policyProperty() {
        return policy;
    }

    /** The last comparison that succeeded; null while there is none. */
    ReadOnlyObjectProperty<Sides> sidesProperty() {
        return sides.getReadOnlyProperty();
    }

    /** Why the second side cannot be rendered; null where it can. */
    public ReadOnlyObjectProperty<Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /**
     * The first side is another.
     *
     * @param now what it was made from, with all that is painted by now
     * @param shown its tokens
     */
    void firstSide(RenderOrder now, AnnotatedExample shown) {
        order = now;
        left = shown;
        if (on.get() && template.get() == null) {
            // The one it was to be compared with is not there any more.
            template.set(sources.presetProperty().get());
        }
        compare();
    }

    /** Compares with a template by its name, at once or when it is first offered. */
    public void prefer(String name) {
        wanted = name;
        choosePreferred();
    }

    /** The name of the template compared with, or of the one preferred; empty for none yet. */
    public String preferred() {
        return !wanted.isEmpty() || template.get() == null ? wanted : template.get().name();
    }

    private void choosePreferred() {
        sources.presets().stream()
                .filter(preset -> preset.name().equals(wanted))
                .findFirst()
                .ifPresent(
                        found -> {
                            wanted = "";
                            template.set(found);
                        });
    }

    /** Begins with the same template and another policy, as that is what is mostly asked. */
    private void turned(boolean now) {
        if (now && template.get() == null && wanted.isEmpty()) {
            template.set(sources.presetProperty().get());
        }
        compare();
    }

    private void offerPolicies() {
        TemplatePreset chosen = template.get();
        if (chosen == null) {
            return;
        }
        wanted = "";
        List<PolicyKind> offered = chosen.isJinja() ? PolicyKind.jinja() : PolicyKind.roleMarks();
        PolicyKind before = policy.get();
        if (!policies.equals(offered)) {
            policies.setAll(offered);
        }
        if (before == null || !offered.contains(before)) {
            policy.set(offered.get(chosen.isJinja() ? offered.indexOf(PolicyKind.ALL) : 0));
        } else {
            policy.set(before);
            compare();
        }
    }

    private void compare() {
        if (!on.get() || order == null || template.get() == null || policy.get() == null) {
            latest.cancel();
            sides.set(null);
            problem.set(null);
            return;
        }
        TemplateChoice choice = sources.choice(template.get());
        EncodingOptions options =
                order.options()
                        .with(choice)
                        .with(policy.get().policy(fromLastToken.get(), marker.get()));
        RenderOrder second = order.with(options);
        AnnotatedExample first = left;
        latest.submit(() -> compared(first, second));
    }

    private Runnable compared(AnnotatedExample first, RenderOrder second) {
        try {
            AnnotatedExample right = second.encodePainted(second.encoder());
            TokenComparison differences = TokenComparison.of(first.tokens(), right.tokens());
            return () -> {
                problem.set(null);
                sides.set(new Sides(first, right, differences));
            };
        } catch (TemplateException | DataException e) {
            return () -> {
                sides.set(null);
                problem.set(Problem.of(e));
            };
        }
    }
}
