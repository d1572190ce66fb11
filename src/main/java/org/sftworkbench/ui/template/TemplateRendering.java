package org.sftworkbench.ui.template;

import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.MaskOverrides;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.template.TemplatePosition;
import org.sftworkbench.ui.common.LatestOnly;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.TemplateCaption;
import org.sftworkbench.ui.common.words.Words;

/**
 * What came of the editors: the last rendering that succeeded, and why what is in them now cannot
 * be rendered. FX thread only; rendering runs on the background executor on a snapshot.
 */
final class TemplateRendering {
    private final LatestOnly latest;
    private final MaskPainting painting;
    private final Comparison comparison;
    private final RowChecks checks;

    private final ReadOnlyObjectWrapper<EncodingOptions> encoding =
            new ReadOnlyObjectWrapper<>(this, "encoding");
    private final ReadOnlyObjectWrapper<TemplateCaption> caption =
            new ReadOnlyObjectWrapper<>(this, "caption");
    private final ReadOnlyStringWrapper heldBack = new ReadOnlyStringWrapper(this, "heldBack", "");
    private final ReadOnlyObjectWrapper<RenderState> state =
            new ReadOnlyObjectWrapper<>(this, "state", RenderState.NO_TOKENIZER);
    private final ReadOnlyObjectWrapper<AnnotatedExample> example =
            new ReadOnlyObjectWrapper<>(this, "example");
    private final ReadOnlyObjectWrapper<Problem> problem =
            new ReadOnlyObjectWrapper<>(this, "problem");
    private final ReadOnlyObjectWrapper<TemplatePosition> errorPosition =
            new ReadOnlyObjectWrapper<>(this, "errorPosition");
    private final IntegerProperty selectedToken =
            new SimpleIntegerProperty(this, "selectedToken", -1);
    private RenderOrder shown;

    /**
     * @param background renders and tokenizes
     * @param painting what is painted over a rendering
     * @param comparison whose first side is what is shown
     * @param checks are asked about what was rendered
     */
    TemplateRendering(
            Executor background,
            Executor fx,
            MaskPainting painting,
            Comparison comparison,
            RowChecks checks) {
        latest = new LatestOnly(background, fx);
        this.painting = painting;
        this.comparison = comparison;
        this.checks = checks;
    }

    /** As {@link TemplateViewModel#encodingProperty}. */
    ReadOnlyObjectProperty<EncodingOptions> encodingProperty() {
        return encoding.getReadOnlyProperty();
    }

    /** As {@link TemplateViewModel#captionProperty}. */
    ReadOnlyObjectProperty<TemplateCaption> captionProperty() {
        return caption.getReadOnlyProperty();
    }

    /** As {@link TemplateViewModel#heldBackProperty}. */
    ReadOnlyStringProperty heldBackProperty() {
        return heldBack.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<RenderState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The last that succeeded; null before there is one. */
    ReadOnlyObjectProperty<AnnotatedExample> exampleProperty() {
        return example.getReadOnlyProperty();
    }

    /** As {@link TemplateViewModel#problemProperty}. */
    ReadOnlyObjectProperty<Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** As {@link TemplateViewModel#errorPositionProperty}. */
    ReadOnlyObjectProperty<TemplatePosition> errorPositionProperty() {
        return errorPosition.getReadOnlyProperty();
    }

    /** Index of the token of {@link #exampleProperty} the user picked, or -1. */
    IntegerProperty selectedTokenProperty() {
        return selectedToken;
    }

    /**
     * Renders what is in the editors.
     *
     * @param called what its template is called
     */
    void render(RenderOrder order, TemplateCaption called) {
        checks.overtaken();
        latest.submit(() -> encode(order, called));
    }

    /** There is no tokenizer to render with any more. */
    void lackTokenizer() {
        latest.cancel();
        state.set(RenderState.NO_TOKENIZER);
    }

    /** Other marks were painted over what is shown. */
    void painted(MaskOverrides now) {
        if (encoding.get() != null) {
            encoding.set(encoding.get().with(now));
        }
        painting.drawn()
                .ifPresent(
                        drawn -> {
                            show(shown, drawn);
                            checks.ask(shown.with(shown.options().with(now)));
                        });
    }

    private Runnable encode(RenderOrder order, TemplateCaption called) {
        ExampleEncoder encoder;
        try {
            encoder = order.encoder();
            order.requireReadable(encoder);
        } catch (TemplateException e) {
            String why =
                    Words.original(
                            "The template in the Template pane has a mistake: {0}. Mend it there,"
                                    + " or reset it.",
                            e.getMessage());
            return () -> unusable(order, e, e.position(), why);
        } catch (DataException e) {
            String why =
                    Words.original(
                            "What is chosen in the Template pane cannot be used: {0}.",
                            e.getMessage());
            return () -> unusable(order, e, null, why);
        }
        Runnable outcome;
        try {
            AnnotatedExample encoded = order.encode(encoder);
            outcome = () -> succeeded(order, encoded);
        } catch (TemplateException e) {
            outcome = () -> failed(e, e.position());
        } catch (DataException e) {
            outcome = () -> failed(e, null);
        }
        Runnable told = outcome;
        return () -> {
            EncodingOptions used = order.options().with(painting.overridesProperty().get());
            if (!Objects.equals(encoding.get(), used)) {
                encoding.set(used);
            }
            caption.set(called);
            heldBack.set("");
            told.run();
            checks.ask(used.equals(order.options()) ? order : order.with(used));
        };
    }

    private void succeeded(RenderOrder order, AnnotatedExample encoded) {
        problem.set(null);
        errorPosition.set(null);
        if (selectedToken.get() >= encoded.tokens().size()) {
            selectedToken.set(-1);
        }
        show(order, painting.draw(order, encoded));
        state.set(RenderState.CURRENT);
    }

    private void show(RenderOrder order, AnnotatedExample drawn) {
        shown = order;
        example.set(drawn);
        comparison.firstSide(
                order.with(order.options().with(painting.overridesProperty().get())), drawn);
    }

    private void unusable(
            RenderOrder order, RuntimeException error, TemplatePosition position, String why) {
        heldBack.set(why);
        failed(error, position);
        checks.ask(order);
    }

    private void failed(RuntimeException error, TemplatePosition position) {
        problem.set(Problem.of(error));
        errorPosition.set(position);
        state.set(RenderState.STALE);
    }
}
