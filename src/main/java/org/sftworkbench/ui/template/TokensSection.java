package org.sftworkbench.ui.template;

import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.Place;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.TemplatePosition;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.TokenChip;
import org.sftworkbench.ui.common.TokenState;
import org.sftworkbench.ui.common.words.Words;

/**
 * The right half of the template pane: the tokens, and what can be done with them: look, look for,
 * copy, paint, compare. FX thread only.
 */
public final class TokensSection extends VBox {
    /** Two sides of tokens and the details find place in this height, in pixels. */
    private static final double ROOM_FOR_ALL = 700;

    @FXML private Label stale;
    @FXML private TokenChip trainedKey;
    @FXML private TokenChip maskedKey;
    @FXML private TokenChip specialKey;
    @FXML private TokenChip paintedKey;
    @FXML private Label tokenCount;
    @FXML private Label trainedCount;
    @FXML private Label trainedShare;
    @FXML private SearchBar search;
    @FXML private ToggleButton paint;
    @FXML private Button clearPainting;
    @FXML private ToggleButton compare;
    @FXML private MenuButton copy;
    @FXML private MenuItem copyIds;
    @FXML private Label policyHint;
    @FXML private Label paintHint;
    @FXML private ProblemBar paintProblem;
    @FXML private TokenFlow tokens;
    @FXML private Label nothing;
    @FXML private ComparisonBar comparisonBar;
    @FXML private TokenFlow otherTokens;
    @FXML private DetailsSection details;

    private TemplateViewModel model;
    private Words words = Words.english();
    private Consumer<TemplatePosition> onTemplatePlace = position -> {};
    private boolean going;
    private boolean tight;

    public TokensSection() {
        PaneLoader.load(this);
        paintedKey.pseudoClassStateChanged(TokenLineCell.PAINTED, true);
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /** Shows the tokens of this model from now on. */
    void setModel(TemplateViewModel shown) {
        model = shown;
        words = model.words();
        tokens.setWords(words);
        otherTokens.setWords(words);
        search.setFlow(tokens);
        words.languageProperty().addListener(o -> sayAnew());
        nameKeys();
        nothing.visibleProperty().bind(model.tokenizerProperty().isNull());
        nothing.textProperty()
                .bind(
                        Bindings.when(model.readingTokenizerProperty())
                                .then(words.text("The model's tokenizer is being read …"))
                                .otherwise(
                                        words.text(
                                                "Open a model directory to see tokens: its"
                                                        + " tokenizer and chat template are used.")));
        policyHint
                .textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::trained,
                                words.languageProperty(),
                                model.policyProperty(),
                                model.conversation().shownProperty()));
        ObservableValue<Boolean> isStale = model.stateProperty().isEqualTo(RenderState.STALE);
        showOnlyWhile(stale, isStale);
        isStale.addListener((p, old, now) -> setStale(now));
        tokens.selectedProperty().bindBidirectional(model.selectedTokenProperty());
        tokens.selectedProperty().addListener((p, old, now) -> picked());
        tokens.hoveredProperty().addListener((p, old, now) -> inspect());
        otherTokens.hoveredProperty().addListener((p, old, now) -> inspect());
        otherTokens.selectedProperty().addListener((p, old, now) -> inspect());
        model.conversation().rowIndexProperty().addListener(o -> showStart());
        bindPainting(model.painting());
        bindComparison(model.comparison());
        bindChecks(model.checks());
        model.exampleProperty().addListener((p, old, now) -> show(now));
        show(model.exampleProperty().get());
    }

    private void setStale(boolean now) {
        tokens.setStale(now);
        for (Label figure : List.of(tokenCount, trainedCount, trainedShare)) {
            figure.pseudoClassStateChanged(TokenState.STALE, now);
        }
    }

    /** Another row is read from its beginning, on both sides. */
    private void showStart() {
        tokens.showStart();
        otherTokens.showStart();
    }

    private void sayAnew() {
        nameKeys();
        showPainting(model.painting());
        showUnchecked();
        inspect();
    }

    private void nameKeys() {
        trainedKey.setToken(words.say("trained"), new TokenChip.Kind(true, false, false));
        maskedKey.setToken(words.say("masked"), new TokenChip.Kind(false, false, false));
        specialKey.setToken(words.say("special"), new TokenChip.Kind(false, true, false));
        paintedKey.setToken(words.say("painted"), new TokenChip.Kind(false, false, false));
    }

    TokenFlow flow() {
        return tokens;
    }

    /** Puts the cursor into the field for what to look for. */
    void beginSearch() {
        search.begin();
    }

    private void bindPainting(MaskPainting painting) {
        tokens.setPainted(painting::isPainted);
        tokens.setOnPaint(painting::paint);
        paint.disableProperty().bind(painting.hindranceProperty().isNotEmpty());
        painting.hindranceProperty().addListener((p, old, now) -> showPainting(painting));
        painting.noteProperty().addListener((p, old, now) -> showPainting(painting));
        paint.selectedProperty().addListener((p, old, now) -> showPainting(painting));
        clearPainting.setOnAction(e -> painting.clear());
        paintProblem.problemProperty().bindBidirectional(painting.problemProperty());
        showPainting(painting);
    }

    private void showPainting(MaskPainting painting) {
        boolean on = paint.isSelected() && painting.hindranceProperty().get().isEmpty();
        tokens.paintingProperty().set(on);
        details.setPainting(on);
        String says = painting.noteProperty().get();
        if (paint.isSelected()) {
            says =
                    on
                            ? words.say(
                                            "Click or drag over tokens to set them in or out of the"
                                                    + " loss; kept beside the data.")
                                    + " "
                                    + says
                            : painting.hindranceProperty().get();
        }
        paintHint.setText(says.strip());
        paintHint.setVisible(!says.isBlank());
        paintHint.setManaged(!says.isBlank());
        boolean any = painting.paintedCount() > 0;
        clearPainting.setVisible(any);
        clearPainting.setManaged(any);
        paintedKey.setVisible(any);
        paintedKey.setManaged(any);
    }

    private void bindComparison(Comparison comparison) {
        compare.selectedProperty().bindBidirectional(comparison.onProperty());
        showOnlyWhile(otherTokens, comparison.onProperty());
        comparisonBar.bind(words, comparison, model.template(), tokens, otherTokens);
        comparison.sidesProperty().addListener((p, old, now) -> showSides(now));
        comparison.onProperty().addListener((p, old, now) -> makeRoom(now));
        heightProperty().addListener(o -> makeRoom(comparison.onProperty().get()));
    }

    /** In a small window two sides leave no room for the details, which open again when asked. */
    private void makeRoom(boolean compared) {
        policyHint.setVisible(!compared);
        policyHint.setManaged(!compared);
        boolean now = compared && getHeight() < ROOM_FOR_ALL;
        if (now != tight) {
            tight = now;
            details.setOpen(!tight);
        }
    }

    private void bindChecks(RowChecks checks) {
        details.setChecks(words, checks);
        heightProperty().addListener((p, old, now) -> details.setAvailable(now.doubleValue()));
        details.setOnFinding(this::go);
        model.conversation().shownProperty().addListener(o -> showUnchecked());
        model.tokenizerProperty().addListener(o -> showUnchecked());
        model.readingTokenizerProperty().addListener(o -> showUnchecked());
        showUnchecked();
    }

    private void showUnchecked() {
        details.setUnchecked(whyUnchecked());
    }

    private String whyUnchecked() {
        RowContent content = model.conversation().shownProperty().get();
        if (!(content instanceof RowContent.Chat)) {
            return words.say(
                    "The checks are about chat templates and loss masks; this row is {0} and goes"
                            + " past both.",
                    content.kind());
        }
        if (model.tokenizerProperty().get() != null) {
            return words.say("The row is being checked …");
        }
        return model.readingTokenizerProperty().get()
                ? words.say("The model's tokenizer is being read …")
                : words.say("Open a model directory and a data file to have the row checked.");
    }

    /** Hears of the place in the template that a finding names. */
    void setOnTemplatePlace(Consumer<TemplatePosition> listener) {
        onTemplatePlace = listener;
    }

    /** Shows what a finding is about. */
    private void go(Finding finding) {
        Place place = finding.place();
        if (place.hasTokens() && place.firstToken() < tokens.size()) {
            going = true;
            try {
                tokens.select(
                        new TextRange(
                                place.firstToken(), Math.min(tokens.size(), place.endToken())));
            } finally {
                going = false;
            }
        } else if (place.template() != null) {
            onTemplatePlace.accept(place.template());
        }
    }

    private void picked() {
        if (!going && tokens.selectedProperty().get() >= 0) {
            details.showToken();
        }
        inspect();
    }

    private String trained() {
        RowContent content = model.conversation().shownProperty().get();
        if (content instanceof RowContent.PlainText) {
            return words.say(
                    "Trained: every token, as the row is plain text; no template, no loss mask");
        }
        if (content instanceof RowContent.PreTokenized) {
            return words.say("Trained: as the row's own labels say; no template, no loss mask");
        }
        PolicyKind policy = model.policyProperty().get();
        return policy == null ? "" : words.say("Trained: {0}", words.say(policy.explanation()));
    }

    private void showSides(Comparison.Sides sides) {
        tokens.setDiffering(sides == null ? new BitSet() : sides.differences().differsLeft());
        otherTokens.setTokens(sides == null ? List.of() : sides.right().tokens());
        otherTokens.setDiffering(sides == null ? new BitSet() : sides.differences().differsRight());
    }

    private void show(AnnotatedExample example) {
        Counts counts = example == null ? Counts.NONE : Counts.of(example.example());
        tokenCount.setText(Numbers.count(counts.tokens()));
        trainedCount.setText(Numbers.count(counts.trained()));
        trainedShare.setText(counts.share());
        tokens.setTokens(example == null ? List.of() : example.tokens());
        search.setExample(example);
        copy.setDisable(example == null);
        showPainting(model.painting());
        inspect();
    }

    /**
     * Below the tokens what is picked is told of, as everywhere else in the pane, or while nothing
     * is what is pointed at; what is pointed at and not told of there is told of beside it.
     */
    private void inspect() {
        TokenFlow flow = flowToTellOf();
        int picked = flow.selectedProperty().get();
        int index = picked >= 0 ? picked : flow.hoveredProperty().get();
        boolean there = index >= 0 && index < flow.size();
        details.inspector()
                .show(
                        words,
                        there ? flow.token(index) : null,
                        there ? flow.name(index) : "",
                        index,
                        there && isPainted(flow, index));
        for (TokenFlow each : List.of(tokens, otherTokens)) {
            int hovered = each.hoveredProperty().get();
            boolean told = each == flow && hovered == index && details.isTokenShown();
            boolean tell = hovered >= 0 && hovered < each.size() && !told;
            each.setFacts(
                    tell
                            ? TokenWords.facts(
                                    words, each.token(hovered), hovered, isPainted(each, hovered))
                            : "");
        }
    }

    private TokenFlow flowToTellOf() {
        boolean other =
                tokens.selectedProperty().get() < 0
                        && (otherTokens.selectedProperty().get() >= 0
                                || otherTokens.hoveredProperty().get() >= 0);
        return other ? otherTokens : tokens;
    }

    private boolean isPainted(TokenFlow flow, int index) {
        return flow == tokens && model.painting().isPainted(index);
    }

    private void keyPressed(KeyEvent event) {
        if (!event.isShortcutDown() || event.getTarget() instanceof TextInputControl) {
            return;
        }
        boolean shift = event.isShiftDown();
        if (event.getCode() == KeyCode.C && shift) {
            copyIds();
        } else if (event.getCode() == KeyCode.C) {
            copyText();
        } else if (event.getCode() == KeyCode.Y || event.getCode() == KeyCode.Z && shift) {
            model.painting().redo();
        } else if (event.getCode() == KeyCode.Z) {
            model.painting().undo();
        } else {
            return;
        }
        event.consume();
    }

    @FXML
    private void copyIds() {
        copied(TokenCopy.ids(chosen()));
    }

    @FXML
    private void copyLabels() {
        copied(TokenCopy.labels(chosen()));
    }

    @FXML
    private void copyText() {
        copied(TokenCopy.text(chosen()));
    }

    /** The selected tokens where more than one is, else all. */
    private List<TokenView> chosen() {
        TextRange selection = tokens.selection();
        List<TokenView> all = model.exampleProperty().get().tokens();
        return selection.end() - selection.start() > 1
                ? all.subList(selection.start(), selection.end())
                : all;
    }

    private static void copied(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static void showOnlyWhile(Node node, ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }
}
