package org.sftworkbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.ui.common.words.ToldInChinese;

/**
 * A stranger's {@code tokenizer.json} is refused where the library that runs it would end this
 * process (as it would end these tests) or take no end; what tokenizers really use is not.
 */
@Timeout(300)
class HostileTokenizersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path STARTER = Path.of("assets/starter/tokenizer.json");

    /** Patterns of tokenizers that are in use. */
    private static final List<String> IN_USE =
            List.of(
                    "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                    "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}|"
                            + " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                    "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}+|\\p{N}{1,3}|"
                            + " ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+",
                    "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
                            + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?"
                            + "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
                            + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|"
                            + "\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                    "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?"
                            + "[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                    " ?[^(\\s|[.,!?…。，、।۔،])]+",
                    "[一-龥぀-ゟ゠-ヿ]+",
                    "\\p{N}{1,3}",
                    "\\s?\\p{L}+",
                    "[0-9][0-9][0-9]",
                    "[\\r\\n]",
                    "(?=(\\d{3})+(?!\\d))".replace("(\\d{3})+", "\\d{3}"),
                    " {2,}");

    @TempDir Path directory;

    private ObjectNode sound;

    @BeforeEach
    void readSound() throws IOException {
        sound = (ObjectNode) JSON.readTree(STARTER.toFile());
    }

    @Test
    void aDirectoryWithoutAModelIsToldAsThat() throws IOException {
        assertThatThrownBy(() -> HuggingFaceFileTokenizer.open(directory))
                .isInstanceOf(TokenizerException.class)
                .hasMessage(
                        directory
                                + ": holds neither tokenizer.json nor config.json; it is no"
                                + " model's directory")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
        Files.writeString(directory.resolve("config.json"), "{}");
        assertThatThrownBy(() -> HuggingFaceFileTokenizer.open(directory))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("tokenizer.json: no such file");
    }

    @Test
    void patternsThatAreInUsePass() {
        for (String pattern : IN_USE) {
            assertThat(PatternCheck.obstacle(pattern)).as(pattern).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(x+x+)+y",
                "(.*)*(.*)*(.*)*!",
                "(a*)*\\1b",
                "(a|aa)+$",
                "(a|b|c|d| |\\w|\\W)*",
                ".*.*.*!",
                "\\s+\\s+x",
                "(?:a?a)+!",
                "(?:(?:a{1,9}){1,9}){1,9}!",
                "(a{1000}){1000}",
                "a{100000}",
                "(?!.*.*x)y",
                "(?=a)*",
                "(?>a+)+b",
                "a+(b+(c+d)e)f",
                "(?<n>a)\\k<n>",
                "(?~a+)",
                "\\X*",
                "(((((((((((((((((((((((a)))))))))))))))))))))))",
                "a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaa",
                "[[[[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]]]]",
                "a**",
                "a+*",
                "a)",
                "(a",
                "[a",
                "\\p{L"
            })
    void aPatternThatMayTakeNoEndIsRefusedByFileAndStep(String pattern) throws IOException {
        assertThat(PatternCheck.obstacle(pattern)).isPresent();
        for (String step : List.of("normalizer", "pre_tokenizer")) {
            assertRefused(
                    root ->
                            root.putObject(step)
                                    .put("type", "Split")
                                    .put("behavior", "Isolated")
                                    .put("invert", false)
                                    .putObject("pattern")
                                    .put("Regex", pattern),
                    "the regular expression of its " + step);
            readSound();
        }
    }

    @Test
    void patternsOfAnyDepthAndLengthAreRefusedInLittleTime() throws IOException {
        for (String pattern :
                List.of(
                        "(".repeat(9_000) + ")".repeat(9_000),
                        "[".repeat(19_000),
                        "a?".repeat(9_000),
                        "a".repeat(1_000_000),
                        "(?:".repeat(6_000) + "a+")) {
            assertThat(PatternCheck.obstacle(pattern)).isPresent();
        }
    }

    @Test
    void aTextThatWouldGrowWithoutEndAndABrokenTableAreRefused() throws IOException {
        assertRefused(
                root -> {
                    ObjectNode steps = root.putObject("normalizer").put("type", "Sequence");
                    for (int i = 0; i < 3; i++) {
                        steps.withArray("normalizers")
                                .addObject()
                                .put("type", "Replace")
                                .put("content", "a".repeat(1000))
                                .putObject("pattern")
                                .put("String", "a");
                    }
                },
                "times as long");
        for (String map :
                List.of("AAAA", "/////w==", "?", "BAAAAA==", "AAAAAGE=", "BAAAAAAAAAD/")) {
            readSound();
            assertRefused(
                    root ->
                            root.putObject("normalizer")
                                    .put("type", "Precompiled")
                                    .put("precompiled_charsmap", map),
                    "precompiled_charsmap");
        }
    }

    /** The library would end the process in the first text with a character of several bytes. */
    @Test
    void anAddedTokenOfWhichTheNormalizerLeavesNothingIsRefused() throws IOException {
        ObjectNode token = (ObjectNode) sound.path("added_tokens").path(0);
        sound.putObject("normalizer")
                .put("type", "Strip")
                .put("strip_left", true)
                .put("strip_right", true);
        token.put("content", "  ");
        HuggingFaceFileTokenizer.open(write(sound)).close();
        assertRefused(
                root -> token.put("normalized", true),
                "its normalizer leaves nothing of the added token \"  \"");
    }

    /** The library would end the process in {@code <|im_end|>} and three spaces. */
    @Test
    void addedTokensThatTakeTheSameWhiteSpaceAreRefused() throws IOException {
        ObjectNode first = (ObjectNode) sound.path("added_tokens").path(2);
        ObjectNode second = (ObjectNode) sound.path("added_tokens").path(0);
        first.put("rstrip", true);
        second.put("content", "  ").put("lstrip", true).put("normalized", true);
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(write(sound))) {
            assertThat(tokenizer.encode("<|im_end|>   ").ids()).containsExactly(4093);
        }
        assertRefused(
                root -> second.put("normalized", false),
                "the added token \"<|im_end|>\" takes the white space after it, and \"  \" begins");
    }

    @Test
    void anAddedTokenThatIsDamagedIsNotMendedByTheConfiguration() throws IOException {
        ObjectNode config =
                (ObjectNode)
                        JSON.readTree(STARTER.resolveSibling("tokenizer_config.json").toFile());
        ObjectNode token = (ObjectNode) sound.path("added_tokens").path(0);
        config.putObject("added_tokens_decoder").set(token.path("id").asText(), token.deepCopy());
        Files.write(directory.resolve("tokenizer_config.json"), JSON.writeValueAsBytes(config));
        HuggingFaceFileTokenizer.open(write(sound)).close();
        assertRefused(root -> token.put("lstrip", 7), "added_tokens[0].lstrip");
        assertRefused(root -> token.remove("lstrip"), "added_tokens[0].lstrip");
        assertRefused(root -> token.putNull("content"), "added_tokens[0] has no content");
    }

    @Test
    void whatFollowsTheJsonAndAnEmptyFileAreRefused() throws IOException {
        write(sound);
        for (String name : List.of("tokenizer_config.json", "special_tokens_map.json")) {
            Path file = directory.resolve(name);
            Files.writeString(file, "{} {");
            assertNamed(file, "not valid JSON");
            Files.writeString(file, "");
            assertNamed(file, "is empty");
            Files.delete(file);
        }
        Path file = directory.resolve("tokenizer.json");
        Files.writeString(file, sound + "]");
        assertNamed(file, "not valid JSON");
    }

    @Test
    void theLibrarysWordsAreToldWithoutAllThatTheyQuote() throws IOException {
        sound.putObject("decoder").put("type", "Strip").put("content", "x\u0085".repeat(3000));
        assertThatThrownBy(() -> HuggingFaceFileTokenizer.open(write(sound)))
                .isInstanceOf(TokenizerException.class)
                .satisfies(
                        e ->
                                assertThat(e.getMessage())
                                        .hasSizeLessThan(600)
                                        .doesNotContainPattern("\\p{Cc}"));
    }

    @Test
    void whatTheLibraryCannotEncodeIsSaidInASentence() throws IOException {
        ((ObjectNode) sound)
                .putObject("model")
                .put("type", "WordLevel")
                .put("unk_token", "none")
                .putObject("vocab")
                .put("a", 0);
        sound.putArray("added_tokens");
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(write(sound))) {
            assertThatThrownBy(() -> tokenizer.encode("b"))
                    .isInstanceOf(TokenizerException.class)
                    .hasMessageContaining("cannot encode");
        }
    }

    @Test
    void aStretchThatTheLibraryWouldBreakOnIsRefused() {
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(STARTER)) {
            String spaces = " ".repeat(15_000_000);
            assertThatThrownBy(() -> tokenizer.encode(spaces + "a"))
                    .isInstanceOf(TokenizerException.class)
                    .hasMessageContaining("14,999,999 characters")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
            assertThat(tokenizer.encode("  " + "a b ".repeat(1_000_000)).ids().length)
                    .isGreaterThan(1_000_000);
        }
    }

    private void assertRefused(Consumer<ObjectNode> change, String why) throws IOException {
        change.accept(sound);
        Path file = write(sound);
        assertThatThrownBy(() -> HuggingFaceFileTokenizer.open(file))
                .isInstanceOf(TokenizerException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(why)
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    private void assertNamed(Path file, String why) {
        assertThatThrownBy(() -> HuggingFaceFileTokenizer.open(directory))
                .isInstanceOf(TokenizerException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(why)
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    private Path write(JsonNode root) throws IOException {
        return Files.write(directory.resolve("tokenizer.json"), JSON.writeValueAsBytes(root));
    }
}
