package org.sftworkbench.ui.template;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.sftworkbench.template.TemplatePosition;
import org.sftworkbench.template.TextRange;

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
            new Label("This template has no source: it writes token ids, not text.");
    private final StringProperty source = new SimpleStringProperty(this, "source", "");
    private StyleSpans<Collection<String>> syntax;
    private TemplatePosition error;
    private TemplatePosition node;
    private BlockMatching matching = BlockMatching.of("");
    private List<TextRange> matched = List.of();
    private IntConsumer onCaret = caret -> {};

    public TemplateEditor() {
        getStyleClass().add("template-editor");
        area.setParagraphGraphicFactory(this::lineNumber);
        area.textProperty().addListener((p, old, now) -> source.set(now));
        source.addListener((p, old, now) -> sourceChanged(now));
        area.setAccessibleText("Template source");
        area.caretPositionProperty().addListener((p, old, now) -> caretMoved());
        area.focusedProperty().addListener((p, old, now) -> caretMoved());
        noSource.getStyleClass().add("hint");
        noSource.setVisible(false);
        noSource.setWrapText(true);
        getChildren().addAll(new VirtualizedScrollPane<>(area), noSource);
    }

    /** The source as edited. */
    public StringProperty sourceProperty() {
        return source;
    }

    /** Shows a note in place of the source, for a template that has none. */
    public void setNoSource(boolean none) {
        noSource.setVisible(none);
        area.setEditable(!none);
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

    private void sourceChanged(String now) {
        if (!area.getText().equals(now)) {
            area.replaceText(now);
        }
        syntax = SyntaxStyles.of(now);
        matching = BlockMatching.of(now);
        matched = area.isFocused() ? matching.around(area.getCaretPosition()) : List.of();
        node = null;
        paint();
    }

    private void paint() {
        if (syntax == null || area.getLength() == 0) {
            return;
        }
        String text = area.getText();
        StyleSpans<Collection<String>> styles = syntax;
        if (node != null) {
            styles = overlaid(styles, SourceRanges.node(text, node), "picked");
        }
        for (TextRange partner : matched) {
            if (partner.end() <= text.length()) {
                styles = overlaid(styles, partner, "matched");
            }
        }
        if (error != null) {
            styles = overlaid(styles, SourceRanges.error(text, error), "error");
        }
        area.setStyleSpans(0, styles);
    }

    private static StyleSpans<Collection<String>> overlaid(
            StyleSpans<Collection<String>> below, TextRange range, String style) {
        StyleSpansBuilder<Collection<String>> mark = new StyleSpansBuilder<>();
        mark.add(Collections.emptyList(), range.start());
        mark.add(Set.of(style), range.end() - range.start());
        return below.overlay(
                mark.create(),
                (a, b) -> {
                    Set<String> both = new LinkedHashSet<>(a);
                    both.addAll(b);
                    return both;
                });
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
