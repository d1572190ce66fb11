package org.sftworkbench.ui.template;

import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.wellbehaved.event.EventPattern;
import org.fxmisc.wellbehaved.event.InputMap;
import org.fxmisc.wellbehaved.event.Nodes;
import org.sftworkbench.template.TemplatePosition;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.ui.common.words.Words;

/**
 * Editor of a template's source: line numbers, Jinja colours, the node that wrote the picked token,
 * and errors underlined where they are. FX thread only.
 */
public final class TemplateEditor extends StackPane {
    /** Room for three digits, so that lines begin below each other. */
    private static final double NUMBER_WIDTH = 42;

    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

    private final CodeArea area = new CodeArea();
    private final Label noSource =
            new Label(Words.key("This template has no source: it writes token ids, not text."));
    private final StringProperty source = new SimpleStringProperty(this, "source", "");
    private SourceStyles syntax = SourceStyles.unknown(0);

    /** The styles that the area has. */
    private SourceStyles shown = SourceStyles.unknown(0);

    private boolean replacing;
    private TemplatePosition error;
    private TemplatePosition node;
    private BlockMatching matching = BlockMatching.of("", List.of());
    private List<TextRange> matched = List.of();
    private IntConsumer onCaret = caret -> {};

    public TemplateEditor() {
        getStyleClass().add("template-editor");
        area.setParagraphGraphicFactory(this::lineNumber);
        area.plainTextChanges().subscribe(this::textChanged);
        source.addListener((p, old, now) -> sourceChanged(now));
        letTabLeave();
        area.setAccessibleText(Words.key("Template source"));
        area.caretPositionProperty().addListener((p, old, now) -> caretMoved());
        area.focusedProperty().addListener((p, old, now) -> caretMoved());
        noSource.getStyleClass().add("hint");
        noSource.setVisible(false);
        noSource.setWrapText(true);
        getChildren().addAll(new VirtualizedScrollPane<>(area), noSource);
    }

    /** As it leaves every other field; it would be a tab in what is trained. */
    private void letTabLeave() {
        Nodes.addInputMap(area, InputMap.ignore(EventPattern.keyPressed(KeyCode.TAB)));
        Nodes.addInputMap(
                area,
                InputMap.ignore(EventPattern.keyPressed(KeyCode.TAB, KeyCombination.SHIFT_DOWN)));
    }

    /** The source as edited. */
    public StringProperty sourceProperty() {
        return source;
    }

    /** Shows a note in place of the source, for a template that has none. */
    public void setNoSource(boolean none) {
        noSource.setVisible(none);
    }

    /** Whether there is a source to write in. */
    public void setEditable(boolean editable) {
        area.setEditable(editable);
    }

    /** Hears of the caret's place in the source while the editor has the focus. */
    void setOnCaret(IntConsumer listener) {
        onCaret = listener;
    }

    /** Lets undo begin anew, as another template was chosen. */
    public void forgetHistory() {
        area.getUndoManager().forgetHistory();
        area.moveTo(0);
        area.requestFollowCaret();
    }

    /** Underlines an error; null for none. */
    public void setError(TemplatePosition position) {
        TemplatePosition before = error;
        error = position;
        paint();
        redrawNumber(before);
        redrawNumber(position);
    }

    /** Puts the caret at a place, where it is seen, for typing there. */
    void goTo(TemplatePosition position) {
        area.moveTo(SourceRanges.index(area.getText(), position));
        area.requestFollowCaret();
        area.requestFocus();
    }

    /** Marks the node at a place and scrolls to it; null for none. */
    public void setNode(TemplatePosition position) {
        markNode(position);
        if (position != null) {
            int line = Math.min(position.line(), area.getParagraphs().size()) - 1;
            area.showParagraphInViewport(Math.max(0, line));
        }
    }

    /** Marks the node at a place where the user is already; null for none. */
    void markNode(TemplatePosition position) {
        if (!Objects.equals(node, position)) {
            node = position;
            paint();
        }
    }

    private void caretMoved() {
        List<TextRange> now =
                area.isFocused() ? matching.around(area.getCaretPosition()) : List.of();
        if (!now.equals(matched)) {
            matched = now;
            paint();
        }
        if (area.isFocused()) {
            onCaret.accept(area.getCaretPosition());
        }
    }

    /** Styles stay with the characters that were not replaced. */
    private void textChanged(PlainTextChange change) {
        shown =
                shown.replaced(
                        change.getPosition(),
                        change.getRemoved().length(),
                        change.getInserted().length());
        if (shown.length() != area.getLength()) {
            // Several changes made at once are told one after another.
            return;
        }
        if (!source.get().equals(area.getText())) {
            source.set(area.getText());
        } else if (!replacing) {
            paint();
        }
    }

    private void sourceChanged(String now) {
        if (!area.getText().equals(now)) {
            replacing = true;
            area.replaceText(now);
            replacing = false;
        }
        if (!source.get().equals(now)) {
            // The area has its own line ends, with which the source was set again.
            return;
        }
        List<SyntaxScanner.Stretch> stretches = SyntaxScanner.scan(now);
        syntax = SourceStyles.of(now.length(), stretches);
        matching = BlockMatching.of(now, stretches);
        matched = area.isFocused() ? matching.around(area.getCaretPosition()) : List.of();
        node = null;
        paint();
    }

    /**
     * Amid a change of the text, when the caret is moved before or after the change is told,
     * colours and text are not of one source: they meet at its end, which paints.
     */
    private void paint() {
        int length = area.getLength();
        if (syntax.length() != length || shown.length() != length) {
            return;
        }
        String text = source.get();
        SourceStyles styles = syntax;
        if (node != null) {
            styles = styles.marked(SourceRanges.node(text, node), SourceStyles.Mark.PICKED);
        }
        for (TextRange partner : matched) {
            styles = styles.marked(partner, SourceStyles.Mark.MATCHED);
        }
        if (error != null) {
            styles = styles.marked(SourceRanges.error(text, error), SourceStyles.Mark.ERROR);
        }
        TextRange changed = styles.changedFrom(shown);
        if (changed.start() < changed.end()) {
            // First, as the area tells of the caret in the midst of it, and that paints again.
            shown = styles;
            area.setStyleSpans(changed.start(), styles.spans(changed));
        }
    }

    private void redrawNumber(TemplatePosition position) {
        if (position != null && position.line() <= area.getParagraphs().size()) {
            area.recreateParagraphGraphic(position.line() - 1);
        }
    }

    private Node lineNumber(int paragraph) {
        Label number = new Label(Integer.toString(paragraph + 1));
        number.getStyleClass().add("line-number");
        number.setAlignment(Pos.TOP_RIGHT);
        number.setMinWidth(NUMBER_WIDTH);
        number.setPrefWidth(NUMBER_WIDTH);
        number.setMaxHeight(Double.MAX_VALUE);
        number.pseudoClassStateChanged(ERROR, error != null && error.line() == paragraph + 1);
        return number;
    }
}
