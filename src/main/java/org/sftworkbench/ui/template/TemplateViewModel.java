package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataException;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.MaskOverrides;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.template.TemplatePosition;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.tokenizer.TokenizerException;
import org.sftworkbench.ui.common.Debouncer;
import org.sftworkbench.ui.common.LatestOnly;
import org.sftworkbench.ui.common.Problem;

/**
 * State of the template pane: a template, a conversation, a policy, and the tokens that come of
 * them. FX thread only; rendering runs on the background executor on a snapshot.
 */
public final class TemplateViewModel {
    private final LatestOnly latest;
    private final Debouncer debouncer;

    private final ObjectProperty<Tokenizer> tokenizer =
            new SimpleObjectProperty<>(this, "tokenizer");
    private final SourceDraft template = new SourceDraft();
    private final ConversationDraft conversation = new ConversationDraft(this::changed);
    private final ObservableList<PolicyKind> policies = FXCollections.observableArrayList();
    private final ObjectProperty<PolicyKind> policy = new SimpleObjectProperty<>(this, "policy");
    private final StringProperty fromLastToken =
            new SimpleStringProperty(this, "fromLastToken", "<think>");
    private final BooleanProperty generationPrompt =
            new SimpleBooleanProperty(this, "generationPrompt");
    private final ObjectProperty<Thinking> thinking =
            new SimpleObjectProperty<>(this, "thinking", Thinking.UNSET);

    private final ReadOnlyObjectWrapper<EncodingOptions> encoding =
            new ReadOnlyObjectWrapper<>(this, "encoding");
    private final ReadOnlyObjectWrapper<RenderState> state =
            new ReadOnlyObjectWrapper<>(this, "state", RenderState.NO_TOKENIZER);
    private final ReadOnlyObjectWrapper<AnnotatedExample> example =
            new ReadOnlyObjectWrapper<>(this, "example");
    private final ReadOnlyObjectWrapper<Problem> problem =
            new ReadOnlyObjectWrapper<>(this, "problem");
    private final ReadOnlyObjectWrapper<TemplatePosition> errorPosition =
            new ReadOnlyObjectWrapper<>(this, "errorPosition");
    private final MaskPainting painting;
    private final Comparison comparison;
    private RenderOrder shown;
    private final ReadOnlyStringWrapper heldBack = new ReadOnlyStringWrapper(this, "heldBack", "");
    private final ObjectProperty<Function<DataRow, String>> places =
            new SimpleObjectProperty<>(this, "places", row -> "row " + row.number());
    private final IntegerProperty selectedToken =
            new SimpleIntegerProperty(this, "selectedToken", -1);

    /**
     * @param background renders and tokenizes
     * @param fx the FX thread
     * @param fxLater the FX thread after the pause that typing is given
     */
    public TemplateViewModel(Executor background, Executor fx, Executor fxLater) {
        latest = new LatestOnly(background, fx);
        debouncer = new Debouncer(fxLater);
        painting = new MaskPainting(background, fx);
        painting.overridesProperty().addListener((p, old, now) -> painted(now));
        comparison = new Comparison(background, fx, template);
        tokenizer.addListener((p, old, now) -> tokenizerChanged(now));
        template.presetProperty().addListener((p, old, now) -> templateChosen(old, now));
        template.sourceProperty().addListener((p, old, now) -> changed());
        policy.addListener((p, old, now) -> changed());
        conversation.rowIndexProperty().addListener((p, old, now) -> selectedToken.set(-1));
        fromLastToken.addListener((p, old, now) -> changed());
        generationPrompt.addListener((p, old, now) -> changed());
        thinking.addListener((p, old, now) -> changed());
        offerPolicies(PolicyKind.jinja());
    }

    /** The tokenizer in use; null before a model is open. */
    public ObjectProperty<Tokenizer> tokenizerProperty() {
        return tokenizer;
    }

    /** The dataset. */
    public ObservableList<DataRow> rows() {
        return conversation.rows();
    }

    /** Names a row with its file, such as {@code alpaca.json, row 3}. */
    public ObjectProperty<Function<DataRow, String>> placesProperty() {
        return places;
    }

    public SourceDraft template() {
        return template;
    }

    public ConversationDraft conversation() {
        return conversation;
    }

    /** The policies that fit the chosen template. */
    public ObservableList<PolicyKind> policies() {
        return policies;
    }

    public ObjectProperty<PolicyKind> policyProperty() {
        return policy;
    }

    /** The token that {@link PolicyKind#FROM_LAST} looks for. */
    public StringProperty fromLastTokenProperty() {
        return fromLastToken;
    }

    /** Whether the rendering ends with the opening of an assistant turn; for looking only. */
    public BooleanProperty generationPromptProperty() {
        return generationPrompt;
    }

    public ObjectProperty<Thinking> thinkingProperty() {
        return thinking;
    }

    /**
     * Template, policy and variables as the other panes use them: the last whose template could be
     * parsed; null before there is one.
     */
    public ReadOnlyObjectProperty<EncodingOptions> encodingProperty() {
        return encoding.getReadOnlyProperty();
    }

    /**
     * Why {@link #encodingProperty} is not what the editors say: the template in them cannot be
     * used at all; empty where it can.
     */
    public ReadOnlyStringProperty heldBackProperty() {
        return heldBack.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<RenderState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The last rendering that succeeded; null before there is one. */
    public ReadOnlyObjectProperty<AnnotatedExample> exampleProperty() {
        return example.getReadOnlyProperty();
    }

    /** Why what is in the editors cannot be rendered; null where it can. */
    public ReadOnlyObjectProperty<Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /**
     * Where in the template's source the problem was met; null where it is none of the template.
     */
    public ReadOnlyObjectProperty<TemplatePosition> errorPositionProperty() {
        return errorPosition.getReadOnlyProperty();
    }

    /** Index of the token the user picked, or -1. */
    public IntegerProperty selectedTokenProperty() {
        return selectedToken;
    }

    /** What was painted by hand. */
    public MaskPainting painting() {
        return painting;
    }

    /** The conversation under a second template or policy. */
    public Comparison comparison() {
        return comparison;
    }

    private void painted(MaskOverrides now) {
        if (encoding.get() != null) {
            encoding.set(encoding.get().with(now));
        }
        painting.drawn().ifPresent(drawn -> show(shown, drawn));
    }

    private void tokenizerChanged(Tokenizer now) {
        if (now == null) {
            latest.cancel();
            state.set(RenderState.NO_TOKENIZER);
            return;
        }
        List<TemplatePreset> offered = new ArrayList<>();
        now.chatTemplate().ifPresent(s -> offered.add(new TemplatePreset("The model's own", s)));
        offered.addAll(TemplatePreset.builtIn());
        offered.add(TemplatePreset.ROLE_MARKS);
        template.offer(offered);
        changed();
    }

    private void templateChosen(TemplatePreset old, TemplatePreset now) {
        if (now != null && (old == null || old.isJinja() != now.isJinja())) {
            offerPolicies(now.isJinja() ? PolicyKind.jinja() : PolicyKind.roleMarks());
        }
        changed();
    }

    private void offerPolicies(List<PolicyKind> offered) {
        PolicyKind before = policy.get();
        policies.setAll(offered);
        policy.set(before != null && offered.contains(before) ? before : offered.get(0));
    }

    private void changed() {
        debouncer.call(this::render);
    }

    private void render() {
        if (tokenizer.get() == null || template.choice() == null || policy.get() == null) {
            return;
        }
        EncodingOptions options =
                new EncodingOptions(
                        template.choice(),
                        policy.get().policy(fromLastToken.get()),
                        thinking.get().variables(),
                        painting.overridesProperty().get());
        RenderOrder order =
                new RenderOrder(
                        tokenizer.get(),
                        options,
                        conversation.row(),
                        conversation.conversation(),
                        generationPrompt.get());
        latest.submit(() -> encode(order));
    }

    private Runnable encode(RenderOrder order) {
        ExampleEncoder encoder;
        try {
            encoder = order.encoder();
        } catch (TemplateException e) {
            return () -> unusable(e, e.position());
        } catch (DataException | TokenizerException e) {
            return () -> unusable(e, null);
        }
        Runnable outcome;
        try {
            AnnotatedExample encoded = order.encode(encoder);
            outcome = () -> succeeded(order, encoded);
        } catch (TemplateException e) {
            outcome = () -> failed(e, e.position());
        } catch (DataException | TokenizerException e) {
            outcome = () -> failed(e, null);
        }
        Runnable told = outcome;
        return () -> {
            EncodingOptions used = order.options().with(painting.overridesProperty().get());
            if (!Objects.equals(encoding.get(), used)) {
                encoding.set(used);
            }
            heldBack.set("");
            told.run();
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
        comparison.firstSide(order, drawn, fromLastToken.get());
    }

    private void unusable(RuntimeException error, TemplatePosition position) {
        heldBack.set(
                "The template in the Template pane has a mistake: "
                        + error.getMessage()
                        + ". Mend it there, or reset it.");
        failed(error, position);
    }

    private void failed(RuntimeException error, TemplatePosition position) {
        problem.set(Problem.of(error));
        errorPosition.set(position);
        state.set(RenderState.STALE);
    }
}
