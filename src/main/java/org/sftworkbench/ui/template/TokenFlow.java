package org.sftworkbench.ui.template;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.ui.common.TokenState;
import org.sftworkbench.ui.common.words.Words;

/**
 * Tokens as chips that flow in lines, with the role of each message in the margin. Only the lines
 * in sight have nodes, so that thousands of tokens stay smooth. FX thread only.
 */
public final class TokenFlow extends StackPane {
    /** Hears of tokens that the user painted. */
    interface PaintListener {
        /**
         * @param from first token
         * @param to one past the last
         * @param counts whether they are to count toward the loss
         */
        void painted(int from, int to, boolean counts);
    }

    /** Width of the margin with the roles, in pixels; {@code TemplatePane.css} gives it too. */
    static final double MARGIN = 74;

    /** Between two chips, in pixels. */
    static final double GAP = 3;

    private static final double SCROLL_BAR = 20;

    private static final PseudoClass ENTERED = PseudoClass.getPseudoClass("entered");

    /** Long enough that nothing flickers on the way across the tokens. */
    private static final Duration FACTS_AFTER = Duration.millis(350);

    private final ObservableList<TokenLine> lines = FXCollections.observableArrayList();
    private final ListView<TokenLine> list = new ListView<>(lines);
    private final ChipMeasure measure = new ChipMeasure();
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", -1);
    private final IntegerProperty anchor = new SimpleIntegerProperty(this, "anchor", -1);
    private final IntegerProperty hovered = new SimpleIntegerProperty(this, "hovered", -1);
    private final BooleanProperty painting = new SimpleBooleanProperty(this, "painting");
    private final Tooltip facts = new Tooltip("");
    private final TokenGestures gestures = new TokenGestures(this);
    private Words words = Words.english();
    private List<TokenView> tokens = List.of();
    private List<String> names = List.of();
    private BitSet related = new BitSet();
    private BitSet differing = new BitSet();
    private IntPredicate painted = i -> false;
    private TokenSearch search = TokenSearch.NONE;
    private PaintListener onPaint = (from, to, counts) -> {};

    public TokenFlow() {
        getStyleClass().add("token-flow");
        list.getStyleClass().addAll("token-lines", "pane-entry");
        list.setCellFactory(view -> new TokenLineCell(this, gestures));
        list.setFixedCellSize(27);
        list.setSelectionModel(null);
        facts.setShowDelay(FACTS_AFTER);
        facts.setShowDuration(Duration.INDEFINITE);
        list.setAccessibleText(Words.key("Tokens of the row"));
        list.addEventFilter(KeyEvent.KEY_PRESSED, gestures::keyPressed);
        // The list's cells call one of themselves focused wherever the focus is, and so would
        // :focus-within.
        list.focusedProperty().addListener((p, was, is) -> pseudoClassStateChanged(ENTERED, is));
        getChildren().addAll(measure, list);
        widthProperty().addListener(o -> breakLines());
        sceneProperty().addListener(o -> breakLines());
        selected.addListener(
                (p, old, now) -> {
                    if (!gestures.isExtending()) {
                        anchor.set(now.intValue());
                    }
                    list.refresh();
                });
    }

    /** Says what stands beside the tokens in the language of the window. */
    void setWords(Words says) {
        words = says;
        words.languageProperty().addListener(o -> list.refresh());
        list.refresh();
    }

    Words words() {
        return words;
    }

    /**
     * Shows other tokens; the place scrolled to stays. What is selected is let go where it or
     * anything before it has become another, as its place is that of another token then.
     */
    public void setTokens(List<TokenView> shown) {
        boolean sameNames = TokenNames.areSame(tokens, shown);
        int end = selection().end();
        boolean kept =
                end <= shown.size()
                        && TokenNames.areSame(tokens.subList(0, end), shown.subList(0, end));
        tokens = List.copyOf(shown);
        if (sameNames) {
            list.refresh();
            return;
        }
        names = TokenNames.of(tokens);
        if (!kept) {
            letGo();
        }
        breakLines();
    }

    /** Draws the tokens as those of an earlier state. */
    public void setStale(boolean stale) {
        pseudoClassStateChanged(TokenState.STALE, stale);
    }

    /** Marks the tokens that belong to what the user picked elsewhere. */
    public void setRelated(BitSet belongs) {
        related = belongs;
        list.refresh();
    }

    /** Marks the tokens that another side has otherwise. */
    public void setDiffering(BitSet differ) {
        differing = differ;
        list.refresh();
    }

    /** Marks the tokens that were painted by hand. */
    public void setPainted(IntPredicate byHand) {
        painted = byHand;
        list.refresh();
    }

    /** Marks the tokens that were looked for. */
    void setSearch(TokenSearch found) {
        search = found;
        list.refresh();
    }

    /** Index of the token picked by click or arrow keys, or -1; the moving end of a selection. */
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /** Index of the token under the mouse, or -1. */
    public IntegerProperty hoveredProperty() {
        return hovered;
    }

    /** Whether click, drag and the space bar paint tokens in or out of the loss. */
    public BooleanProperty paintingProperty() {
        return painting;
    }

    void setOnPaint(PaintListener listener) {
        onPaint = listener;
    }

    /** The selected tokens, of which there may be none. */
    TextRange selection() {
        int at = selected.get();
        int from = anchor.get() < 0 ? at : Math.min(anchor.get(), tokens.size() - 1);
        return at < 0
                ? new TextRange(0, 0)
                : new TextRange(Math.min(at, from), Math.max(at, from) + 1);
    }

    /** Selects tokens, the first of them the fixed end, and shows them. */
    void select(TextRange range) {
        if (range.start() < range.end() && range.end() <= tokens.size()) {
            gestures.extend(range.start(), range.end() - 1);
            revealIfHidden(range.start());
        }
    }

    /** Scrolls so that a token can be seen, where it cannot. */
    public void revealIfHidden(int token) {
        boolean seen =
                list.lookupAll(".token-line").stream()
                        .filter(TokenLineCell.class::isInstance)
                        .map(TokenLineCell.class::cast)
                        .anyMatch(cell -> cell.shows(token) && cell.isWithin(list));
        if (!seen) {
            reveal(token);
        }
    }

    /** Scrolls to the first token. */
    void showStart() {
        list.scrollTo(0);
    }

    /** Index of the first token in sight; 0 where there is none. */
    int firstInSight() {
        return list.lookupAll(".token-line").stream()
                .filter(TokenLineCell.class::isInstance)
                .map(TokenLineCell.class::cast)
                .filter(cell -> cell.getItem() != null && cell.isWithin(list))
                .mapToInt(cell -> cell.getItem().from())
                .min()
                .orElse(0);
    }

    private void reveal(int token) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).from() <= token && token < lines.get(i).to()) {
                list.scrollTo(Math.max(0, i - 2));
                return;
            }
        }
    }

    /** Selects nothing. */
    void letGo() {
        selected.set(-1);
    }

    /** Tells this of the token pointed at; empty for nothing. */
    void setFacts(String told) {
        facts.setText(told);
    }

    /** What is told of the token pointed at; null for nothing. */
    Tooltip facts() {
        return facts.getText().isEmpty() ? null : facts;
    }

    IntegerProperty anchorProperty() {
        return anchor;
    }

    void paint(TextRange range, boolean counts) {
        onPaint.painted(range.start(), range.end(), counts);
    }

    void redraw() {
        list.refresh();
    }

    int size() {
        return tokens.size();
    }

    /** The lines as broken for the present width. */
    List<TokenLine> lines() {
        return lines;
    }

    TokenView token(int index) {
        return tokens.get(index);
    }

    String name(int index) {
        return names.get(index);
    }

    boolean isRelated(int index) {
        return related.get(index);
    }

    boolean isDiffering(int index) {
        return differing.get(index);
    }

    boolean isPainted(int index) {
        return painted.test(index);
    }

    boolean isFound(int index) {
        return search.contains(index);
    }

    private void breakLines() {
        if (getScene() == null || getWidth() <= 0) {
            return;
        }
        double available = getWidth() - snappedLeftInset() - snappedRightInset();
        measure.begin();
        lines.setAll(
                TokenLines.of(
                        tokens,
                        i -> measure.width(names.get(i), tokens.get(i).special()),
                        GAP,
                        available - MARGIN - SCROLL_BAR));
    }
}
