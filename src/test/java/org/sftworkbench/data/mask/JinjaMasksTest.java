package org.sftworkbench.data.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.EncodeCases;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.tokenizer.QwenTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** Masks of Jinja templates on the Qwen3 tokenizer. */
class JinjaMasksTest {
    private static final Path TEMPLATES = Path.of("..", "shared", "golden", "templates");
    private static final Conversation TALK =
            Conversation.of(
                    Message.of("user", "Hi"),
                    Message.of("assistant", "<think>\nhm\n</think>\n\nHello 😀"),
                    Message.of("user", "Bye"),
                    Message.of("assistant", "Goodbye"));

    @Test
    void generationBlocksTrainWhatTrlTrains() throws IOException {
        String training = template("qwen3_training");
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        ExampleEncoder encoder = encoder(tokenizer, training, new MaskPolicy.Generation());
        for (EncodeCases one : EncodeCases.all()) {
            LabelledExample example = encoder.encode(one.conversation()).example();
            assertThat(example.inputIds())
                    .isEqualTo(EncodeCases.ints(one.qwen3().get("input_ids")));
            assertThat(example.trained())
                    .isEqualTo(booleans(EncodeCases.ints(one.qwen3().get("assistant_mask"))));
        }
    }

    @Test
    void aFlippedTokenOfAnyGoldenMaskIsSeen() throws IOException {
        String training = template("qwen3_training");
        int mutants = 0;
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        ExampleEncoder encoder = encoder(tokenizer, training, new MaskPolicy.Generation());
        for (EncodeCases one : EncodeCases.all()) {
            boolean[] trained = encoder.encode(one.conversation()).example().trained();
            int[] golden = EncodeCases.ints(one.qwen3().get("assistant_mask"));
            for (int t = 0; t < golden.length; t++, mutants++) {
                int[] mutant = golden.clone();
                mutant[t] = 1 - mutant[t];
                assertThat(trained).isNotEqualTo(booleans(mutant));
            }
        }
        assertThat(mutants).isGreaterThan(100);
    }

    @Test
    void whatAnAnswerRepeatsOfThePromptIsNotTrained() throws IOException {
        String template =
                "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                        + "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n<think>\n"
                        + "{% endif %}";
        Conversation thought =
                Conversation.of(
                        Message.of("user", "Hi"),
                        Message.of("assistant", "<think>\nhm\n</think>\n\nHello"));
        assertThat(trainedText(thought, template, new MaskPolicy.Completion(), Map.of()))
                .isEqualTo("hm\n</think>\n\nHello<|im_end|>");
    }

    @Test
    void theAssistantPolicyTrainsTheSameButTheNewlineAfterTheTurn() throws IOException {
        String training = template("qwen3_training");
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        ExampleEncoder encoder = encoder(tokenizer, training, new MaskPolicy.Assistant());
        int turnEnd = tokenizer.idOf("<|im_end|>").orElseThrow();
        for (EncodeCases one : EncodeCases.all()) {
            LabelledExample example = encoder.encode(one.conversation()).example();
            boolean[] expected = booleans(EncodeCases.ints(one.qwen3().get("assistant_mask")));
            for (int t = 1; t < expected.length; t++) {
                expected[t] &= example.inputIds()[t - 1] != turnEnd;
            }
            assertThat(example.trained()).isEqualTo(expected);
        }
    }

    @Test
    void theNotesRuleTrainsFromTheLastThinkToTheEnd() throws IOException {
        String training = template("qwen3_training");
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        ExampleEncoder encoder = encoder(tokenizer, training, new MaskPolicy.FromLast("<think>"));
        for (EncodeCases one : EncodeCases.all()) {
            boolean[] trained = encoder.encode(one.conversation()).example().trained();
            int start = one.qwen3().get("last_think_index").intValue();
            boolean[] expected = new boolean[trained.length];
            Arrays.fill(expected, start, trained.length, true);
            assertThat(trained).isEqualTo(expected);
        }
    }

    @Test
    void onPlainTemplatesTheAnswerAndItsEndAreTrained() throws IOException {
        assertThat(trainedText("qwen3", new MaskPolicy.Assistant(), Map.of()))
                .isEqualTo("Hello 😀<|im_end|>|<think>\n\n</think>\n\nGoodbye<|im_end|>");
        assertThat(trainedText("qwen3", new MaskPolicy.LastAssistant(), Map.of()))
                .isEqualTo("<think>\n\n</think>\n\nGoodbye<|im_end|>");
    }

    @Test
    void whatThePromptAlreadyContainsIsNotTrained() throws IOException {
        assertThat(
                        trainedText(
                                "qwen3",
                                new MaskPolicy.LastAssistant(),
                                Map.of("enable_thinking", false)))
                .isEqualTo("Goodbye<|im_end|>");
    }

    @Test
    void theOpenedTurnIsNeverTrained() throws IOException {
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        ExampleEncoder encoder = encoder(tokenizer, template("qwen3"), new MaskPolicy.All());
        AnnotatedExample example = encoder.encodeWithGenerationPrompt(TALK);
        int opened = example.text().lastIndexOf("<|im_start|>assistant\n");
        assertThat(example.tokens())
                .allSatisfy(t -> assertThat(t.trained()).isEqualTo(t.start() < opened));
        assertThat(encoder.prompt(TALK)).isEqualTo(example.example().inputIds());
    }

    @Test
    void aTemplateWithoutGenerationBlocksIsRefusedForThatPolicy() throws IOException {
        String plain = template("qwen3");
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        assertThatThrownBy(
                        () -> encoder(tokenizer, plain, new MaskPolicy.Generation()).encode(TALK))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("{% generation %}");
    }

    private static String trainedText(
            String template, MaskPolicy policy, Map<String, Object> variables) throws IOException {
        return trainedText(TALK, template(template), policy, variables);
    }

    private static String trainedText(
            Conversation conversation,
            String source,
            MaskPolicy policy,
            Map<String, Object> variables)
            throws IOException {
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        AnnotatedExample example =
                new ExampleEncoder(
                                tokenizer,
                                new EncodingOptions(
                                        new TemplateChoice.Jinja(source), policy, variables))
                        .encode(conversation);
        StringBuilder text = new StringBuilder();
        int end = -1;
        for (TokenView token :
                example.tokens().stream().filter(TokenView::trained).collect(Collectors.toList())) {
            if (end >= 0 && token.start() > end) {
                text.append('|');
            }
            // Pieces of one character share its range.
            text.append(token.end() > end ? token.text() : "");
            end = token.end();
        }
        return text.toString();
    }

    private static ExampleEncoder encoder(Tokenizer tokenizer, String template, MaskPolicy policy) {
        return new ExampleEncoder(
                tokenizer,
                new EncodingOptions(new TemplateChoice.Jinja(template), policy, Map.of()));
    }

    private static String template(String name) throws IOException {
        Path file = TEMPLATES.resolve(name + ".jinja");
        assumeTrue(Files.exists(file), "skipped: no golden templates at " + TEMPLATES);
        return Files.readString(file);
    }

    private static boolean[] booleans(int[] mask) {
        boolean[] values = new boolean[mask.length];
        for (int t = 0; t < mask.length; t++) {
            values[t] = mask[t] != 0;
        }
        return values;
    }
}
