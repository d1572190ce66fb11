package org.sftworkbench.ui.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.ui.common.words.Language;

/** Every lesson is there in both languages, and says the same in both. */
class LessonTextTest {
    private static final Path FILES =
            Path.of("src/main/resources/org/sftworkbench/ui/learn/lessons");
    private static final Path PANES = Path.of("src/main/resources/org/sftworkbench/ui");
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,.]*(?:e-?\\d+)?");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    static List<Lesson> lessons() {
        return LessonCatalog.lessons();
    }

    @Test
    void thereAreNoTextsButThoseOfTheLessons() throws IOException {
        List<String> expected =
                lessons().stream()
                        .flatMap(l -> Stream.of(l.id() + ".en.md", l.id() + ".zh.md"))
                        .toList();
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void aLessonHasToDoWithItsPlaceAndThePanesThatItsStepsSendTo(Lesson lesson) {
        String steps = String.join(" ", LessonText.read(lesson, Language.ENGLISH).steps());
        Set<Place> named = new TreeSet<>(Set.of(lesson.place()));
        Map<String, Place> sending =
                Map.of(
                        "In Labels ", Place.LABELS,
                        "In Chat, ", Place.CHAT,
                        "Go to Train ", Place.TRAIN,
                        "In Train ", Place.TRAIN);
        sending.forEach(
                (words, place) -> {
                    if (steps.contains(words)) {
                        named.add(place);
                    }
                });
        assertThat(lesson.places()).isEqualTo(named);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void bothLanguagesHaveTheSameSectionsStepsAndIllustrations(Lesson lesson) {
        LessonText english = LessonText.read(lesson, Language.ENGLISH);
        LessonText chinese = LessonText.read(lesson, Language.CHINESE);
        assertThat(chinese.headings()).hasSameSizeAs(english.headings());
        assertThat(chinese.steps()).hasSameSizeAs(english.steps());
        assertThat(blocks(chinese).stream().map(FencedCodeBlock::getInfo))
                .containsExactlyElementsOf(
                        blocks(english).stream().map(FencedCodeBlock::getInfo).toList());
        for (int i = 0; i < blocks(english).size(); i++) {
            FencedCodeBlock block = blocks(english).get(i);
            String other = blocks(chinese).get(i).getLiteral();
            assertThat(numbers(other))
                    .as("numbers of %s", block.getLiteral())
                    .isEqualTo(numbers(block.getLiteral()));
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void aLessonIsShortAndEndsWithWhatToTry(Lesson lesson) {
        LessonText english = LessonText.read(lesson, Language.ENGLISH);
        assertThat(english.title()).isNotBlank();
        assertThat(english.headings()).last().isEqualTo("Try it");
        assertThat(english.steps()).hasSizeBetween(2, 4);
        assertThat(prose(english).split("\\s+").length).as("words").isBetween(150, 330);
        LessonText chinese = LessonText.read(lesson, Language.CHINESE);
        assertThat(chinese.headings()).last().isEqualTo("试一试");
        assertThat(HAN.matcher(chinese.title()).find()).isTrue();
        assertThat(HAN.matcher(prose(chinese)).results().count()).isGreaterThan(300);
    }

    /** Emphasis next to Chinese punctuation is easily not read as such. */
    @ParameterizedTest
    @MethodSource("lessons")
    void noMarkOfMarkdownIsLeftInTheText(Lesson lesson) {
        for (Language language : Language.values()) {
            LessonText text = LessonText.read(lesson, language);
            assertThat(prose(text)).doesNotContain("*", "`");
            assertThat(text.steps()).allSatisfy(step -> assertThat(step).doesNotContain("*", "`"));
        }
    }

    /** Who follows a step looks for the name in the window, in the language of the lesson. */
    @ParameterizedTest
    @MethodSource("lessons")
    void whatIsEmphasisedInAStepIsANameInTheWindow(Lesson lesson) throws IOException {
        for (Language language : Language.values()) {
            assertThat(namesWindow(language)).containsAll(emphasised(lesson, language));
        }
    }

    /** All that panes say, and the templates there are, which are called the same everywhere. */
    private static Set<String> namesWindow(Language language) throws IOException {
        Set<String> names = new TreeSet<>();
        for (BuiltInTemplate template : BuiltInTemplate.values()) {
            names.add(template.title());
        }
        try (Stream<Path> panes = Files.list(PANES)) {
            for (Path dictionary : panes.map(pane -> pane.resolve("zh.json")).toList()) {
                if (Files.exists(dictionary)) {
                    Map<String, String> said =
                            new ObjectMapper()
                                    .readValue(
                                            dictionary.toFile(),
                                            new TypeReference<Map<String, String>>() {});
                    names.addAll(language == Language.CHINESE ? said.values() : said.keySet());
                }
            }
        }
        return names;
    }

    private static List<String> emphasised(Lesson lesson, Language language) {
        List<String> found = new ArrayList<>();
        LessonText.read(lesson, language)
                .document()
                .accept(
                        new AbstractVisitor() {
                            @Override
                            public void visit(Emphasis emphasis) {
                                if (isInStep(emphasis)) {
                                    found.add(
                                            TextContentRenderer.builder().build().render(emphasis));
                                }
                            }
                        });
        return found;
    }

    private static boolean isInStep(Node node) {
        for (Node each = node.getParent(); each != null; each = each.getParent()) {
            if (each instanceof OrderedList) {
                return true;
            }
        }
        return false;
    }

    @Test
    void whatIsNoLessonIsRefused() {
        assertThatThrownBy(() -> LessonText.of("Nothing but words", Language.ENGLISH))
                .hasMessageContaining("title");
        assertThatThrownBy(() -> LessonText.of("# Title\n\nWords", Language.ENGLISH))
                .hasMessageContaining("what to do");
    }

    @Test
    void stepsAreThoseOfTheLastOrderedList() {
        LessonText text =
                LessonText.of(
                        "# T\n\n1. early\n\n## Try it\n\n1. Press *Send*.\n2. See `x`.\n",
                        Language.ENGLISH);
        assertThat(text.title()).isEqualTo("T");
        assertThat(text.headings()).containsExactly("Try it");
        assertThat(text.steps()).containsExactly("Press Send.", "See \"x\".");
    }

    private static List<FencedCodeBlock> blocks(LessonText text) {
        List<FencedCodeBlock> blocks = new ArrayList<>();
        text.document()
                .accept(
                        new AbstractVisitor() {
                            @Override
                            public void visit(FencedCodeBlock block) {
                                blocks.add(block);
                            }
                        });
        return blocks;
    }

    private static TreeSet<String> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(number -> number.replaceAll("[.,]+$", ""))
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    /** Its paragraphs, lists and key sentences, without the illustrations. */
    private static String prose(LessonText text) {
        StringBuilder prose = new StringBuilder();
        for (Node node = text.document().getFirstChild(); node != null; node = node.getNext()) {
            if (!(node instanceof FencedCodeBlock)) {
                prose.append(TextContentRenderer.builder().build().render(node)).append('\n');
            }
        }
        return prose.toString();
    }
}
