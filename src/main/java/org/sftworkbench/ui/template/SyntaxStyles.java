package org.sftworkbench.ui.template;

import java.util.Collection;
import java.util.List;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** Gives each stretch of a template's source the style class of its kind. */
final class SyntaxStyles {
    private SyntaxStyles() {}

    /** Style classes that tile the source. */
    static StyleSpans<Collection<String>> of(String source) {
        StyleSpansBuilder<Collection<String>> styles = new StyleSpansBuilder<>();
        styles.add(List.of(), 0);
        for (SyntaxScanner.Stretch stretch : SyntaxScanner.scan(source)) {
            styles.add(
                    List.of(stretch.kind().styleClass()),
                    stretch.range().end() - stretch.range().start());
        }
        return styles.create();
    }
}
