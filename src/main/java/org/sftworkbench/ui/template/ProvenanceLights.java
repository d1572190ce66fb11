package org.sftworkbench.ui.template;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.TemplatePosition;
import org.sftworkbench.template.TextRange;

/**
 * Lights up what belongs together: picked tokens with the template node that wrote them and the
 * characters of a message they came from, and the other way round. FX thread only.
 */
final class ProvenanceLights {
    private static final BitSet NONE = new BitSet();

    private final TemplateEditor editor;
    private final ConversationEditor conversation;
    private final TokenFlow tokens;
    private TokenLinks links = new TokenLinks(List.of());
    private Runnable again = () -> {};
    private boolean stale;

    ProvenanceLights(TemplateEditor editor, ConversationEditor conversation, TokenFlow tokens) {
        this.editor = editor;
        this.conversation = conversation;
        this.tokens = tokens;
        tokens.selectedProperty().addListener((p, old, now) -> fromTokens());
        tokens.anchorProperty().addListener((p, old, now) -> fromTokens());
        editor.setOnCaret(caret -> light(() -> fromTemplate(caret)));
        conversation.setOnPlace(field -> light(() -> fromMessage(field)));
    }

    /** Other tokens are shown; what was lit is lit among them. */
    void setExample(AnnotatedExample example) {
        links = new TokenLinks(example == null ? List.of() : example.tokens());
        relight();
    }

    /**
     * @param now whether the tokens are those of an earlier source or row: their places are not
     *     places of what is in the editors, and nothing is lit
     */
    void setStale(boolean now) {
        stale = now;
        relight();
    }

    private void light(Runnable from) {
        again = from;
        relight();
    }

    private void relight() {
        if (stale) {
            nothing();
        } else {
            again.run();
        }
    }

    private void fromTokens() {
        TextRange selection = tokens.selection();
        if (selection.start() == selection.end() || selection.end() > tokens.size()) {
            light(this::nothing);
        } else {
            light(this::fromSelection);
        }
    }

    private void nothing() {
        editor.setNode(null);
        conversation.light(-1, null);
        tokens.setRelated(NONE);
    }

    private void fromSelection() {
        TextRange selection = tokens.selection();
        if (selection.start() == selection.end() || selection.end() > tokens.size()) {
            nothing();
            return;
        }
        TokenView first = tokens.token(selection.start());
        editor.setNode(first.node());
        conversation.light(
                first.message(), links.fieldOf(selection.start(), selection.end()).orElse(null));
        tokens.setRelated(
                first.node() == null ? NONE : links.writtenBy(first.node(), first.message()));
    }

    private void fromTemplate(int caret) {
        Optional<TemplatePosition> node = links.nodeAt(editor.sourceProperty().get(), caret);
        editor.markNode(node.orElse(null));
        conversation.light(-1, null);
        show(node.map(links::writtenBy).orElse(NONE));
    }

    private void fromMessage(TokenLinks.Field field) {
        BitSet written = links.from(field);
        TokenView first = written.isEmpty() ? null : tokens.token(written.nextSetBit(0));
        editor.setNode(first == null ? null : first.node());
        show(written);
    }

    private void show(BitSet lit) {
        tokens.setRelated(lit);
        if (!lit.isEmpty()) {
            tokens.revealIfHidden(lit.nextSetBit(0));
        }
    }
}
