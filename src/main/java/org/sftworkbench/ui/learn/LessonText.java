package org.sftworkbench.ui.learn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.sftworkbench.ui.common.words.Language;

/**
 * A lesson's text in one language, from Markdown (CommonMark): a title, sections, and at the end an
 * ordered list of what to do and watch.
 *
 * @param language it is written in
 * @param title without marks
 * @param headings of its sections, without marks
 * @param steps what to do and watch in the experiment, without marks
 * @param document all but the title
 */
record LessonText(
        Language language, String title, List<String> headings, List<String> steps, Node document) {
    LessonText {
        headings = List.copyOf(headings);
        steps = List.copyOf(steps);
    }

    /** Reads the text of a lesson. */
    static LessonText read(Lesson lesson, Language language) {
        String file = "lessons/" + lesson.id() + "." + language.locale().getLanguage() + ".md";
        try (InputStream in = LessonText.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no lesson " + file);
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8), language);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * @throws IllegalStateException where it has no title or no list of what to do
     */
    static LessonText of(String markdown, Language language) {
        Node document = Parser.builder().build().parse(markdown);
        if (!(document.getFirstChild() instanceof Heading title) || title.getLevel() != 1) {
            throw new IllegalStateException("a lesson begins with its title");
        }
        title.unlink();
        Parts parts = new Parts();
        document.accept(parts);
        if (parts.steps.isEmpty()) {
            throw new IllegalStateException(plain(title) + " says nothing of what to do");
        }
        return new LessonText(language, plain(title), parts.headings, parts.steps, document);
    }

    private static String plain(Node node) {
        return TextContentRenderer.builder().build().render(node).strip();
    }

    /** Gathers headings, and the items of the last ordered list. */
    private static final class Parts extends AbstractVisitor {
        private final List<String> headings = new ArrayList<>();
        private List<String> steps = List.of();

        @Override
        public void visit(Heading heading) {
            headings.add(plain(heading));
        }

        @Override
        public void visit(OrderedList list) {
            steps = new ArrayList<>();
            for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
                if (item instanceof ListItem) {
                    steps.add(plain(item.getFirstChild()));
                }
            }
        }
    }
}
