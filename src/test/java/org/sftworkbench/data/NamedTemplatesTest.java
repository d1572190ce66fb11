package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.tokenizer.TokenizerException;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** A model's chat templates are found, and one of them chosen, as transformers does. */
class NamedTemplatesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN =
            Path.of("src/test/resources/golden/chat-templates/named-5.18.json");
    private static final String TURNS =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}"
                    + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
    private static final List<Message> TALK =
            List.of(Message.of("user", "Hi"), Message.of("assistant", "Hello"));
    private static final Conversation PLAIN = new Conversation(TALK);
    private static final Conversation WITH_TOOLS =
            new Conversation(TALK, List.of(Map.of("name", "f")));

    @TempDir Path directory;

    /** A model directory, and what transformers made of it. */
    record Case(JsonNode json) {
        @Override
        public String toString() {
            return json.path("case").asText();
        }
    }

    static Stream<Case> cases() throws IOException {
        JsonNode cases = JSON.readTree(GOLDEN.toFile()).path("cases");
        assertThat(cases).hasSizeGreaterThan(20);
        return StreamSupport.stream(cases.spliterator(), false).map(Case::new);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void templatesAreFoundAndChosenAsTransformersDoes(Case golden) throws IOException {
        Files.writeString(
                directory.resolve("tokenizer_config.json"),
                golden.json().path("config").toString());
        for (Map.Entry<String, JsonNode> file : golden.json().path("files").properties()) {
            write(file.getKey(), file.getValue().asText());
        }
        List<String> names = new ArrayList<>();
        golden.json().path("names").forEach(name -> names.add(name.asText()));
        try (Tokenizer tokenizer = open()) {
            assertThat(tokenizer.chatTemplates().names()).isEqualTo(names);
            Conversation asked = Conversation.of(Message.of("user", "hi"));
            compare(golden.json().path("plain"), tokenizer, asked);
            Object tool = Map.of("type", "function", "function", Map.of("name", "f"));
            compare(
                    golden.json().path("tools"),
                    tokenizer,
                    new Conversation(asked.messages(), List.of(tool)));
            compare(
                    golden.json().path("empty_tools"),
                    tokenizer,
                    new Conversation(asked.messages(), List.of()));
        }
    }

    private static void compare(JsonNode expected, Tokenizer tokenizer, Conversation asked) {
        Optional<TemplateChoice> choice = TemplateChoice.ofModel(tokenizer);
        if (choice.isEmpty()) {
            // Of an empty list transformers says that it has no default.
            assertThat(expected.path("error").asText()).isIn("no template", "no default");
            return;
        }
        switch (expected.path("error").asText()) {
            case "no default" ->
                    assertThatThrownBy(() -> text(tokenizer, choice.get(), asked))
                            .isInstanceOf(DataException.class)
                            .hasMessageContaining("called default")
                            .hasMessageContaining(
                                    ": " + String.join(", ", tokenizer.chatTemplates().names()));
            case "broken" ->
                    assertThatThrownBy(() -> text(tokenizer, choice.get(), asked))
                            .isInstanceOf(TemplateException.class)
                            .hasMessageContaining("line 2");
            default ->
                    assertThat(text(tokenizer, choice.get(), asked))
                            .isEqualTo(expected.path("text").asText());
        }
    }

    private static String text(Tokenizer tokenizer, TemplateChoice choice, Conversation asked) {
        return encoder(tokenizer, choice).rendering(asked, false).orElseThrow().text();
    }

    private static ExampleEncoder encoder(Tokenizer tokenizer, TemplateChoice choice) {
        return new ExampleEncoder(
                tokenizer, new EncodingOptions(choice, new MaskPolicy.Assistant(), Map.of()));
    }

    @Test
    void maskAndPromptAreThoseOfTheConversationsOwnTemplate() throws IOException {
        write("chat_template.jinja", TURNS);
        write("additional_chat_templates/tool_use.jinja", "TOOLS\n" + TURNS.replace("user", "x"));
        try (Tokenizer tokenizer = open()) {
            ExampleEncoder encoder = encoder(tokenizer, own(tokenizer));
            assertThat(encoder.templateName(PLAIN)).contains("default");
            assertThat(encoder.templateName(WITH_TOOLS)).contains("tool_use");
            AnnotatedExample example = encoder.encode(WITH_TOOLS);
            assertThat(example.text()).startsWith("TOOLS\n<|im_start|>");
            assertThat(trained(example)).isEqualTo("Hello<|im_end|>");
            assertThat(trained(encoder.encode(PLAIN))).isEqualTo("Hello<|im_end|>");
            assertThat(encoder.label(new DataRow(1, 1, WITH_TOOLS)).inputIds())
                    .isEqualTo(example.example().inputIds());
            assertThat(tokenizer.decode(encoder.prompt(WITH_TOOLS), false)).startsWith("TOOLS");
            assertThat(tokenizer.decode(encoder.prompt(PLAIN), false)).startsWith("<|im_start|>");
        }
    }

    @Test
    void toolsThatAreGivenToAllAsAVariableAreToolsToo() throws IOException {
        write("chat_template.jinja", "plain");
        write("additional_chat_templates/tool_use.jinja", "tools: {{ tools | length }}");
        try (Tokenizer tokenizer = open()) {
            ExampleEncoder encoder =
                    new ExampleEncoder(
                            tokenizer,
                            new EncodingOptions(
                                    own(tokenizer),
                                    new MaskPolicy.All(),
                                    Map.of("tools", List.of())));
            assertThat(encoder.encode(PLAIN).text()).isEqualTo("tools: 0");
        }
    }

    @Test
    void anEmptyListOfToolsReachesTheTemplateAsSuch() throws IOException {
        write("chat_template.jinja", "{{ tools is none }} {{ tools | tojson }}");
        try (Tokenizer tokenizer = open()) {
            TemplateChoice choice = own(tokenizer);
            assertThat(text(tokenizer, choice, PLAIN)).isEqualTo("True null");
            assertThat(text(tokenizer, choice, new Conversation(TALK, List.of())))
                    .isEqualTo("False []");
        }
    }

    @Test
    void withoutADefaultTheNamesThereAreAreTold() throws IOException {
        config("[{\"name\": \"b\", \"template\": \"x\"}, {\"name\": \"a\", \"template\": \"y\"}]");
        try (Tokenizer tokenizer = open()) {
            assertThatThrownBy(() -> encoder(tokenizer, own(tokenizer)))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "the model has chat templates but none called default: a, b; choose one"
                                    + " by its name")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
        }
        config("{\"rag\": \"x\", \"tool_use\": \"y\"}");
        try (Tokenizer tokenizer = open()) {
            ExampleEncoder encoder = encoder(tokenizer, own(tokenizer));
            assertThat(encoder.rendering(WITH_TOOLS, false).orElseThrow().text()).isEqualTo("y");
            assertThatThrownBy(() -> encoder.encode(PLAIN))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "the model has no chat template called default for a conversation"
                                    + " without tools; it has: rag, tool_use; choose one by its"
                                    + " name")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
        }
    }

    @Test
    void aTemplateThatDoesNotParseIsToldByItsFileAndLine() throws IOException {
        String broken = "{{ messages }}\n{% for";
        config(JSON.writeValueAsString(broken));
        assertTold("line 2, column 1 of chat_template in tokenizer_config.json: ");
        write("chat_template.jinja", broken);
        assertTold("line 2, column 1 of chat_template.jinja: ");
        write("additional_chat_templates/tool_use.jinja", broken + " ");
        assertTold("line 2, column 1 of chat_template.jinja: ");
        write("chat_template.jinja", "fine");
        try (Tokenizer tokenizer = open()) {
            ExampleEncoder encoder = encoder(tokenizer, own(tokenizer));
            assertThat(encoder.rendering(PLAIN, false).orElseThrow().text()).isEqualTo("fine");
            assertThat(encoder.unreadable(PLAIN)).isEmpty();
            assertThat(encoder.unreadable(WITH_TOOLS)).isPresent();
            assertThatThrownBy(() -> encoder.encode(WITH_TOOLS))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageStartingWith(
                            "line 2, column 1 of additional_chat_templates/tool_use.jinja: ")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
        }
    }

    @Test
    void ofAListInTheConfigurationTheNameIsToldToo() throws IOException {
        config(
                "[{\"name\": \"default\", \"template\": \"a\\nb\\n  {{\"}, {\"name\": \"c\", \"template\": \"\"}]");
        assertTold("line 3, column 3 of chat_template default in tokenizer_config.json: ");
    }

    private void assertTold(String start) {
        try (Tokenizer tokenizer = open()) {
            assertThatThrownBy(() -> encoder(tokenizer, own(tokenizer)))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageStartingWith(start)
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
        }
    }

    @Test
    void whereSeveralCanBeMeantARefusalSaysWhichRefuses() throws IOException {
        write("chat_template.jinja", TURNS);
        write("additional_chat_templates/tool_use.jinja", "\n{{ raise_exception('no tools') }}");
        try (Tokenizer tokenizer = open()) {
            assertThatThrownBy(() -> encoder(tokenizer, own(tokenizer)).label(row(WITH_TOOLS)))
                    .hasMessage(
                            "line 2, column 19 of additional_chat_templates/tool_use.jinja: no"
                                    + " tools");
            // As it would be edited in the window, where it is no file's any more.
            TemplateChoice edited =
                    new TemplateChoice.Named(
                            Map.of("default", TURNS, "tool_use", "{{ raise_exception('no') }}"));
            assertThatThrownBy(() -> encoder(tokenizer, edited).label(row(WITH_TOOLS)))
                    .hasMessage("line 1, column 19 of tool_use: no");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "[5]", "[{\"name\": \"a\"}]", "{\"default\": 5}"})
    void whatIsNoTemplateIsRefusedByFile(String entry) throws IOException {
        config(entry);
        assertThatThrownBy(this::open)
                .isInstanceOf(TokenizerException.class)
                .hasMessage(
                        directory.resolve("tokenizer_config.json")
                                + ": chat_template is no text and no list of named templates");
    }

    @Test
    void aFolderThatIsAStrangersTrapIsRefused() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path secret = Files.writeString(elsewhere.resolve("secret.jinja"), "secret");
        Path model = Files.createDirectory(directory.resolve("model"));
        Files.copy(Path.of("assets/starter/tokenizer.json"), model.resolve("tokenizer.json"));
        Path folder = model.resolve("additional_chat_templates");
        Files.createSymbolicLink(folder, elsewhere);
        assertRefused(model, folder + "/secret.jinja: is a link to a file outside the directory");
        Files.delete(folder);
        Files.createDirectory(folder);
        Path link = Files.createSymbolicLink(folder.resolve("a.jinja"), secret);
        assertRefused(model, link + ": is a link to a file outside the directory");
        Files.delete(link);
        Files.writeString(folder.resolve("a\u202eb.jinja"), "x");
        assertRefused(model, "holds one that is not shown");
        Files.delete(folder.resolve("a\u202eb.jinja"));
        Files.write(folder.resolve("b.jinja"), new byte[1_000_001]);
        assertRefused(model, folder.resolve("b.jinja") + ": cannot be read: is larger than 1 MB");
        Files.write(folder.resolve("b.jinja"), new byte[] {(byte) 0xE9});
        assertRefused(model, folder.resolve("b.jinja") + ": cannot be read: is not UTF-8");
        for (int i = 0; i < 101; i++) {
            Files.writeString(folder.resolve("t" + i + ".jinja"), "");
        }
        assertRefused(model, folder + ": holds more than 100 files that end in .jinja");
    }

    private static void assertRefused(Path model, String why) {
        assertThatThrownBy(() -> HuggingFaceFileTokenizer.open(model))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining(why)
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    @Test
    void ofASnapshotOfTheHubsCacheTheLinksAreItsOwn() throws IOException {
        Path blob = write("models--a--b/blobs/0123", "tools");
        Path snapshot = directory.resolve("models--a--b/snapshots/abc");
        Files.createDirectories(snapshot.resolve("additional_chat_templates"));
        Files.createSymbolicLink(
                snapshot.resolve("additional_chat_templates/tool_use.jinja"),
                Path.of("../../../blobs").resolve(blob.getFileName()));
        Files.copy(Path.of("assets/starter/tokenizer.json"), snapshot.resolve("tokenizer.json"));
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(snapshot)) {
            assertThat(tokenizer.chatTemplates().named("tool_use")).contains("tools");
        }
    }

    private static DataRow row(Conversation conversation) {
        return new DataRow(1, 1, conversation);
    }

    private static TemplateChoice own(Tokenizer tokenizer) {
        return TemplateChoice.ofModel(tokenizer).orElseThrow();
    }

    private static String trained(AnnotatedExample example) {
        StringBuilder text = new StringBuilder();
        example.tokens().stream().filter(TokenView::trained).forEach(t -> text.append(t.text()));
        return text.toString();
    }

    private void config(String chatTemplate) throws IOException {
        write("tokenizer_config.json", "{\"chat_template\": " + chatTemplate + "}");
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private Tokenizer open() {
        try {
            Path tokens = directory.resolve("tokenizer.json");
            if (!Files.exists(tokens)) {
                Files.copy(Path.of("assets/starter/tokenizer.json"), tokens);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return HuggingFaceFileTokenizer.open(directory);
    }
}
