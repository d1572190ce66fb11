package org.sftworkbench.ui.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.sftworkbench.ui.common.words.Language;

/**
 * Lays a lesson's Markdown out: headings, paragraphs with emphasis and code, lists, quotations as
 * key sentences, and illustrations where a fenced block names one. FX thread only.
 */
final class LessonPage {
    private final Illustrations illustrations;

    LessonPage(Illustrations illustrations) {
        this.illustrations = illustrations;
    }

    /** The lesson from top to bottom. */
    List<Node> of(LessonText text) {
        List<Node> nodes = new ArrayList<>();
        Label title = new Label(text.title());
        title.getStyleClass().add("lesson-title");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        nodes.add(title);
        nodes.addAll(blocks(text.document(), text.language()));
        return nodes;
    }

    private List<Node> blocks(org.commonmark.node.Node parent, Language language) {
        List<Node> nodes = new ArrayList<>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
            nodes.add(block(child, language));
        }
        return nodes;
    }

    private Node block(org.commonmark.node.Node block, Language language) {
        if (block instanceof Heading) {
            return flow(block, language, "lesson-heading");
        }
        if (block instanceof Paragraph) {
            return flow(block, language, "lesson-paragraph");
        }
        if (block instanceof ListBlock list) {
            return list(list, language);
        }
        if (block instanceof BlockQuote) {
            VBox quote = new VBox();
            quote.getStyleClass().add("lesson-key");
            quote.getChildren().setAll(blocks(block, language));
            return quote;
        }
        if (block instanceof FencedCodeBlock fenced) {
            Optional<Node> drawn =
                    illustrations.draw(fenced.getInfo().strip(), fenced.getLiteral());
            return drawn.orElseGet(() -> code(fenced.getLiteral()));
        }
        throw new IllegalArgumentException(
                "lessons have no " + block.getClass().getSimpleName() + " blocks");
    }

    private static Node code(String text) {
        Label label = new Label(text.stripTrailing());
        label.getStyleClass().addAll("code", "lesson-code-block");
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private VBox list(ListBlock list, Language language) {
        VBox lines = new VBox();
        lines.getStyleClass().add("lesson-list");
        int number = list instanceof OrderedList ? 1 : 0;
        for (var item = list.getFirstChild(); item != null; item = item.getNext()) {
            Label mark = new Label(list instanceof BulletList ? "•" : number++ + ".");
            mark.getStyleClass().add("lesson-mark");
            mark.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
            VBox content = new VBox();
            content.getChildren().setAll(blocks(item, language));
            HBox.setHgrow(content, Priority.ALWAYS);
            HBox line = new HBox(mark, content);
            line.getStyleClass().add("lesson-item");
            lines.getChildren().add(line);
        }
        return lines;
    }

    private static TextFlow flow(org.commonmark.node.Node block, Language language, String style) {
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add(style);
        addRuns(flow, block, language, List.of());
        return flow;
    }

    private static void addRuns(
            TextFlow flow,
            org.commonmark.node.Node parent,
            Language language,
            List<String> styles) {
        for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof org.commonmark.node.Text text) {
                add(flow, text.getLiteral(), styles);
            } else if (child instanceof Code code) {
                add(flow, code.getLiteral(), with(styles, "lesson-code"));
            } else if (child instanceof StrongEmphasis) {
                addRuns(flow, child, language, with(styles, "lesson-strong"));
            } else if (child instanceof Emphasis) {
                addRuns(flow, child, language, with(styles, emphasis(language)));
            } else if (child instanceof SoftLineBreak) {
                // Chinese is written without spaces, also where a line of the file ends.
                add(flow, language == Language.CHINESE ? "" : " ", styles);
            } else if (child instanceof HardLineBreak) {
                add(flow, "\n", styles);
            } else {
                throw new IllegalArgumentException(
                        "lessons have no " + child.getClass().getSimpleName());
            }
        }
    }

    private static String emphasis(Language language) {
        return language == Language.CHINESE ? "lesson-emphasis-upright" : "lesson-emphasis";
    }

    private static List<String> with(List<String> styles, String more) {
        List<String> all = new ArrayList<>(styles);
        all.add(more);
        return all;
    }

    private static void add(TextFlow flow, String content, List<String> styles) {
        Text text = new Text(content);
        text.getStyleClass().add("lesson-text");
        text.getStyleClass().addAll(styles);
        flow.getChildren().add(text);
    }
}
