package org.sftworkbench.ui.common.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Every sentence of a pane has its translation, and no translation is left of a former one. */
class TranslationsTest {
    private static final Path LAYOUTS = Path.of("src/main/resources/org/sftworkbench/ui");
    private static final Path CODE = Path.of("src/main/java/org/sftworkbench/ui");
    private static final Set<String> ATTRIBUTES =
            Set.of("text", "promptText", "accessibleText", "title", "help");

    /** A call that takes a sentence, written as one literal or several added up. */
    private static final Pattern CALL =
            Pattern.compile(
                    "\\b(?:words(?:\\(\\))?\\s*\\.\\s*(?:say|text)|Words\\s*\\.\\s*(?:key|original)|key)\\(\\s*"
                            + "(\"(?:[^\"\\\\]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\]|\\\\.)*\")*)");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    @TestFactory
    Stream<DynamicTest> ofEachPane() throws IOException {
        try (Stream<Path> panes = Files.list(LAYOUTS)) {
            return panes
                    .filter(pane -> Files.exists(pane.resolve("zh.json")))
                    .sorted()
                    .toList()
                    .stream()
                    .map(
                            pane ->
                                    DynamicTest.dynamicTest(
                                            pane.getFileName().toString(), () -> check(pane)));
        }
    }

    @TestFactory
    Stream<DynamicTest> ofTheCore() throws IOException {
        try (Stream<Path> files = Files.list(LAYOUTS.resolve("common/words"))) {
            return files.sorted().toList().stream()
                    .map(
                            file ->
                                    DynamicTest.dynamicTest(
                                            file.getFileName().toString(),
                                            () ->
                                                    read(file)
                                                            .forEach(
                                                                    TranslationsTest::samePlaces)));
        }
    }

    /** A window reads them all, and does not start where two of them disagree. */
    @Test
    void whatSeveralTranslateTheyTranslateAlike() throws IOException {
        List<URL> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(LAYOUTS)) {
            for (Path file : all.filter(path -> path.toString().endsWith("zh.json")).toList()) {
                files.add(file.toUri().toURL());
                try (JsonParser parser = new ObjectMapper().createParser(file.toFile())) {
                    parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
                    assertThatCode(parser::readValueAsTree)
                            .as(file.toString())
                            .doesNotThrowAnyException();
                }
            }
        }
        assertThatCode(() -> Dictionary.read(files)).doesNotThrowAnyException();
    }

    private static void samePlaces(String english, String other) {
        assertThat(places(other)).as(english).isEqualTo(places(english));
    }

    private static Map<String, String> read(Path file) throws IOException {
        return new ObjectMapper()
                .readValue(file.toFile(), new TypeReference<Map<String, String>>() {});
    }

    private static void check(Path pane) throws Exception {
        Set<String> said = new TreeSet<>();
        try (Stream<Path> files = Files.walk(pane)) {
            files.filter(f -> f.toString().endsWith(".fxml")).forEach(f -> addLayout(f, said));
        }
        try (Stream<Path> files = Files.walk(CODE.resolve(pane.getFileName().toString()))) {
            files.filter(f -> f.toString().endsWith(".java")).forEach(f -> addCode(f, said));
        }
        Map<String, String> dictionary = read(pane.resolve("zh.json"));
        assertThat(dictionary.keySet())
                .as("sentences of %s and their translations", pane.getFileName())
                .containsExactlyInAnyOrderElementsOf(said);
        dictionary.forEach(TranslationsTest::samePlaces);
    }

    /** The {0}, {1}, … of a sentence. */
    private static Set<String> places(String sentence) {
        return Pattern.compile("\\{\\d+}")
                .matcher(sentence)
                .results()
                .map(r -> r.group())
                .collect(Collectors.toSet());
    }

    private static void addLayout(Path file, Set<String> said) {
        try {
            NodeList elements =
                    javax.xml.parsers.DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getElementsByTagName("*");
            for (int i = 0; i < elements.getLength(); i++) {
                NamedNodeMap attributes = elements.item(i).getAttributes();
                for (int j = 0; j < attributes.getLength(); j++) {
                    Node attribute = attributes.item(j);
                    if (ATTRIBUTES.contains(attribute.getNodeName())
                            && LETTER.matcher(attribute.getNodeValue()).find()) {
                        said.add(attribute.getNodeValue());
                    }
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    private static void addCode(Path file, Set<String> said) {
        try {
            Matcher call = CALL.matcher(Files.readString(file));
            while (call.find()) {
                StringBuilder sentence = new StringBuilder();
                Matcher literal = LITERAL.matcher(call.group(1));
                while (literal.find()) {
                    sentence.append(literal.group(1).translateEscapes());
                }
                said.add(sentence.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
