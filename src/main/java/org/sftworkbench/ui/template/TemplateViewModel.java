package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Pattern;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.template.TemplatePosition;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.Debouncer;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.TemplateCaption;
import org.sftworkbench.ui.common.words.Words;

/**
 * State of the template pane: a template, a conversation, a policy, and the tokens that come of
 * them. FX thread only; rendering runs on the background executor on a snapshot.
 */
public final class TemplateViewModel {
    private static final Pattern GENERATION = Pattern.compile("\\{%[-+]?\\s*generation\\b");

    private final Words words;
    private final Debouncer debouncer;

    private final ObjectProperty<Tokenizer> tokenizer =
            new SimpleObjectProperty<>(this, "tokenizer");
    private final BooleanProperty readingTokenizer =
            new SimpleBooleanProperty(this, "readingTokenizer");
    private final SourceDraft template = new SourceDraft();
    private final ConversationDraft conversation;
    private final ObservableList<PolicyKind> policies = FXCollections.observableArrayList();
    private final ObjectProperty<PolicyKind> policy = new SimpleObjectProperty<>(this, "policy");
    private final StringProperty fromLastToken =
            new SimpleStringProperty(this, "fromLastToken", "<think>");
    private final StringProperty marker =
            new SimpleStringProperty(this, "marker", MaskPolicy.After.CHATML);
    private final BooleanProperty generationPrompt =
            new SimpleBooleanProperty(this, "generationPrompt");
    private final ObjectProperty<Thinking> thinking =
            new SimpleObjectProperty<>(this, "thinking", Thinking.UNSET);
    private final TemplateVariables variables;

    private final MaskPainting painting;
    private final Comparison comparison;
    private final RowChecks checks;
    private final TemplateRendering rendering;
    private final MarkInsertion marks;
    private final ObservableValue<Boolean> lacksMarks =
            Bindings.createBooleanBinding(
                    () ->
                            template.shownProperty().get() != null
                                    && !template.sourceProperty().get().isBlank()
                                    && !GENERATION.matcher(template.sourceProperty().get()).find(),
                    template.sourceProperty(),
                    template.shownProperty());
    private final ObjectProperty<Function<DataRow, String>> places =
            new SimpleObjectProperty<>(
                    this, "places", row -> Words.original("row {0}", row.number()));

    /**
     * @param background renders, tokenizes and checks
     * @param fx the FX thread
     * @param fxLater the FX thread after the pause that typing is given
     */
    public TemplateViewModel(Words words, Executor background, Executor fx, Executor fxLater) {
        this(words, new Threads(background, background, background), fx, fxLater);
    }

    /**
     * Who does the work, so that what takes long holds nothing else up.
     *
     * @param rendering renders and tokenizes
     * @param checking runs the checks, which for a long conversation take longer than the pause in
     *     typing
     * @param marking inserts generation marks, which for a large template takes longer than that
     */
    public record Threads(Executor rendering, Executor checking, Executor marking) {}

    /** With a thread for each kind of work. */
    public TemplateViewModel(Words words, Threads threads, Executor fx, Executor fxLater) {
        this.words = words;
        Executor background = threads.rendering();
        debouncer = new Debouncer(fxLater);
        conversation = new ConversationDraft(background, fx, this::conversationChanged);
        variables = new TemplateVariables(words, background, fx);
        painting = new MaskPainting(words, background, fx);
        comparison = new Comparison(background, fx, template, fromLastToken, marker);
        checks = new RowChecks(threads.checking(), fx);
        rendering = new TemplateRendering(background, fx, painting, comparison, checks);
        painting.overridesProperty().addListener((p, old, now) -> rendering.painted(now));
        marks = new MarkInsertion(words, threads.marking(), fx, template);
        tokenizer.addListener((p, old, now) -> tokenizerChanged(now));
        template.presetProperty().addListener((p, old, now) -> templateChosen(old, now));
        template.sourceProperty().addListener((p, old, now) -> changed());
        policy.addListener((p, old, now) -> changed());
        policy.addListener(o -> marks.forget());
        conversation.rows().addListener((InvalidationListener) o -> marks.forget());
        conversation
                .rowIndexProperty()
                .addListener((p, old, now) -> selectedTokenProperty().set(-1));
        fromLastToken.addListener((p, old, now) -> changed());
        marker.addListener((p, old, now) -> changed());
        generationPrompt.addListener((p, old, now) -> changed());
        thinking.addListener((p, old, now) -> changed());
        variables.textsProperty().addListener((p, old, now) -> changed());
        offerPolicies(PolicyKind.jinja());
        words.languageProperty().addListener(o -> painting.drawn());
    }

    /** What the pane says, in the language of the window. */
    public Words words() {
        return words;
    }

    /** The tokenizer in use; null before a model is open. */
    public ObjectProperty<Tokenizer> tokenizerProperty() {
        return tokenizer;
    }

    /** Whether one is being read. */
    public BooleanProperty readingTokenizerProperty() {
        return readingTokenizer;
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

    /** The text that {@link PolicyKind#AFTER} looks for, as it is typed. */
    public StringProperty markerProperty() {
        return marker;
    }

    /** Whether the rendering ends with the opening of an assistant turn; for looking only. */
    public BooleanProperty generationPromptProperty() {
        return generationPrompt;
    }

    public ObjectProperty<Thinking> thinkingProperty() {
        return thinking;
    }

    /** What templates are given beside that. */
    public TemplateVariables variables() {
        return variables;
    }

    /**
     * Template, policy and variables as the other panes use them: the last whose template could be
     * parsed; null before there is one.
     */
    public ReadOnlyObjectProperty<EncodingOptions> encodingProperty() {
        return rendering.encodingProperty();
    }

    /** What the template of {@link #encodingProperty} is called; null before there is one. */
    public ReadOnlyObjectProperty<TemplateCaption> captionProperty() {
        return rendering.captionProperty();
    }

    /**
     * Why {@link #encodingProperty} is not what the editors say: the template in them cannot be
     * used at all; empty where it can.
     */
    public ReadOnlyStringProperty heldBackProperty() {
        return rendering.heldBackProperty();
    }

    public ReadOnlyObjectProperty<RenderState> stateProperty() {
        return rendering.stateProperty();
    }

    /** The last rendering that succeeded; null before there is one. */
    public ReadOnlyObjectProperty<AnnotatedExample> exampleProperty() {
        return rendering.exampleProperty();
    }

    /** Why what is in the editors cannot be rendered; null where it can. */
    public ReadOnlyObjectProperty<Problem> problemProperty() {
        return rendering.problemProperty();
    }

    /**
     * Where in the template's source the problem was met; null where it is none of the template.
     */
    public ReadOnlyObjectProperty<TemplatePosition> errorPositionProperty() {
        return rendering.errorPositionProperty();
    }

    /** Index of the token the user picked, or -1. */
    public IntegerProperty selectedTokenProperty() {
        return rendering.selectedTokenProperty();
    }

    /** What was painted by hand. */
    public MaskPainting painting() {
        return painting;
    }

    /** The conversation under a second template or policy. */
    public Comparison comparison() {
        return comparison;
    }

    /** What the checks say about the conversation. */
    public RowChecks checks() {
        return checks;
    }

    /** Writes generation marks into the template. */
    public MarkInsertion marks() {
        return marks;
    }

    /** Whether the template is one of Jinja without generation marks, which could be given them. */
    public ObservableValue<Boolean> lacksMarksProperty() {
        return lacksMarks;
    }

    /**
     * Writes generation marks around what the policy trains into the template; around the answers
     * where it is the policy that looks for such marks, as it has nothing to learn them from.
     */
    public void insertMarks() {
        RenderOrder order = order();
        if (order != null) {
            marks.insert(
                    order.options().policy() instanceof MaskPolicy.Generation
                            ? order.trainingAnswers()
                            : order,
                    rows());
        }
    }

    private void tokenizerChanged(Tokenizer now) {
        if (now == null) {
            rendering.lackTokenizer();
            return;
        }
        List<TemplatePreset> offered = new ArrayList<>();
        offered.addAll(TemplatePreset.ofModel(now.chatTemplates()));
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

    private void conversationChanged() {
        template.offersTools(conversation.offersTools());
        changed();
    }

    private void changed() {
        debouncer.call(this::render);
    }

    private void render() {
        RenderOrder order = order();
        if (order != null) {
            variables.lookAt(order.options().template(), order.tokenizer());
            rendering.render(order, template.caption());
        }
    }

    /** What is in the editors; null where something to render with is missing. */
    private RenderOrder order() {
        if (tokenizer.get() == null || template.choice() == null || policy.get() == null) {
            return null;
        }
        Map<String, Object> given = new LinkedHashMap<>(variables.values());
        given.putAll(thinking.get().variables());
        EncodingOptions options =
                new EncodingOptions(
                        template.choice(),
                        policy.get().policy(fromLastToken.get(), marker.get()),
                        given,
                        painting.overridesProperty().get());
        return new RenderOrder(
                tokenizer.get(),
                options,
                conversation.row(),
                conversation.original(),
                conversation.content(),
                generationPrompt.get());
    }
}
