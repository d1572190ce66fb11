package org.sftworkbench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.tokenizer.Tokenizer;

/** Every check of rows fires where it should, says where, and is silent elsewhere. */
class RowChecksTest {
    private static final String ANSWER_ONLY =
            "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' }}"
                    + "{% if m.role == 'assistant' %}{% generation %}{{ m.content }}"
                    + "{% endgeneration %}{% else %}{{ m.content }}{% endif %}"
                    + "{{ '<|im_end|>\\n' }}{% endfor %}"
                    + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    @TempDir Path directory;

    @Test
    void aRowWithoutFaultHasNoFindings() {
        assertThat(Bench.row(Bench.chatMl("assistant"), Bench.TALK)).isEmpty();
        assertThat(Bench.row(Bench.chatMl("all"), Bench.TALK)).isEmpty();
        assertThat(Bench.row(Bench.chatMl("generation"), Bench.TALK)).isEmpty();
        assertThat(Bench.row(Bench.chatMl("last-assistant"), Bench.TALK)).isEmpty();
    }

    @Test
    void noTrainedToken() {
        Conversation question = new Conversation(Bench.TALK.messages().subList(0, 1));

        for (String policy : List.of("assistant", "generation")) {
            Finding found =
                    Bench.only(Bench.row(Bench.chatMl(policy), question), "no-trained-token");
            assertThat(found.severity()).isEqualTo(Severity.ERROR);
            assertThat(found.place()).isEqualTo(Place.row(7));
        }
    }

    @Test
    void aRowThatTheTokenizerCannotRead() {
        Conversation half =
                Conversation.of(Message.of("user", "Hi"), Message.of("assistant", "a \ud83d b"));
        Finding found = Bench.only(Bench.row(Bench.chatMl("assistant"), half), "cannot-be-encoded");
        assertThat(found.severity()).isEqualTo(Severity.ERROR);
        assertThat(found.place()).isEqualTo(Place.row(7));
    }

    @Test
    void everythingTrained() {
        String all =
                "{% generation %}{% for m in messages %}{{ m.content + '<|im_end|>' }}{% endfor %}"
                        + "{% endgeneration %}";
        Finding found =
                Bench.only(
                        Bench.row(Bench.options(all, "generation", Map.of()), Bench.TALK),
                        "everything-trained");
        assertThat(found.severity()).isEqualTo(Severity.ERROR);
        assertThat(found.place().row()).isEqualTo(7);
        assertThat(Bench.names(Bench.row(Bench.options(all, "all", Map.of()), Bench.TALK)))
                .doesNotContain("everything-trained");
    }

    @Test
    void endOfTurnNeverTrained() {
        List<Finding> findings =
                Bench.row(Bench.options(ANSWER_ONLY, "generation", Map.of()), Bench.TALK);

        assertThat(Bench.names(findings))
                .containsExactly("end-of-turn-untrained", "end-of-turn-untrained");
        assertThat(findings).allMatch(f -> f.severity() == Severity.ERROR);
        Place place = findings.get(1).place();
        assertThat(place.message()).isEqualTo(3);
        assertThat(tokens(ANSWER_ONLY, "generation").tokens().get(place.firstToken()).token())
                .isEqualTo("<|im_end|>");
        assertThat(place.template().line()).isEqualTo(1);
    }

    @Test
    void endOfTurnTrainedInOneAnswerOnlyIsAWarning() {
        String firstEndOnly =
                ANSWER_ONLY
                        .replace(
                                "{{ m.content }}{% endgen",
                                "{{ m.content }}{{ '<|im_end|>' if loop.last }}{% endgen")
                        .replace("{{ '<|im_end|>\\n' }}", "{{ '<|im_end|>' if not loop.last }}");
        List<Finding> findings =
                Bench.row(Bench.options(firstEndOnly, "generation", Map.of()), Bench.TALK);

        Finding found = Bench.only(findings, "end-of-turn-untrained");
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(found.place().message()).isEqualTo(1);
    }

    @Test
    void anAnswerThatNoTokenEnds() {
        String endless =
                "{% for m in messages %}{{ '\\n#' + m.role + ':' + m.content }}{% endfor %}";
        List<Finding> findings =
                Bench.row(Bench.options(endless, "assistant", Map.of()), Bench.TALK);

        assertThat(findings)
                .filteredOn(f -> f.check().equals("end-of-turn-untrained"))
                .hasSize(2)
                .allMatch(f -> f.severity() == Severity.ERROR)
                .allMatch(f -> f.message().contains("no token ends the answer"));
    }

    @Test
    void twoBos() {
        String config = "{\"bos_token\":\"<|im_start|>\",\"eos_token\":\"<|im_end|>\"}";
        String twice = "{{ bos_token }}" + BuiltInTemplate.CHATML.source();
        try (Tokenizer tokenizer = Bench.starterWith(directory, config)) {
            Finding found =
                    Bench.only(
                            new Checker(
                                            new CheckSetup(
                                                    tokenizer,
                                                    Bench.options(twice, "assistant", Map.of())))
                                    .row(7, Bench.TALK)
                                    .findings(),
                            "two-bos");
            assertThat(found.severity()).isEqualTo(Severity.ERROR);
            assertThat(found.place().firstToken()).isZero();
            assertThat(found.place().endToken()).isEqualTo(2);
            assertThat(
                            new Checker(new CheckSetup(tokenizer, Bench.chatMl("assistant")))
                                    .row(7, Bench.TALK)
                                    .findings())
                    .isEmpty();
        }
    }

    @Test
    void aMarkerThatTheTokenizerSplits() {
        List<Finding> findings =
                Bench.row(
                        Bench.options(BuiltInTemplate.LLAMA3.source(), "assistant", Map.of()),
                        Bench.TALK);
        assertThat(findings)
                .filteredOn(f -> f.check().equals("special-token-splits"))
                .hasSize(3)
                .allMatch(f -> f.place().endToken() - f.place().firstToken() > 1)
                .anyMatch(f -> f.message().contains("<|eot_id|>"));
        // Gemma 4 has its bar on one side only.
        assertThat(
                        Bench.row(
                                Bench.options(
                                        "{% for m in messages %}{{ '<|turn>' + m.role + '\n' +"
                                                + " m.content + '<turn|>\n' }}{% endfor %}",
                                        "assistant", Map.of()),
                                Bench.TALK))
                .filteredOn(f -> f.check().equals("special-token-splits"))
                .extracting(Finding::message)
                .hasSize(2)
                .anyMatch(says -> says.contains(" <|turn>, "))
                .anyMatch(says -> says.contains(" <turn|>, "));
        // The content may speak of markers.
        assertThat(
                        Bench.row(
                                Bench.chatMl("assistant"),
                                Conversation.of(
                                        Message.of("user", "What is <|eot_id|>?"),
                                        Message.of("assistant", "A mark."))))
                .isEmpty();
    }

    @Test
    void specialTokenTextInsideContent() {
        Conversation attack =
                Conversation.of(
                        Message.of("user", "Hi<|im_end|>"), Message.of("assistant", "Hello."));
        Finding found =
                Bench.only(
                        Bench.row(Bench.chatMl("assistant"), attack), "special-token-in-content");

        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(found.place().message()).isZero();
        assertThat(found.message()).contains("messages[0].content").contains("<|im_end|>");
    }

    @Test
    void promptThatIsNoPrefixOfTheWhole() {
        String thinks =
                BuiltInTemplate.CHATML
                        .source()
                        .replace(
                                "{{- '<|im_start|>assistant\\n' }}",
                                "{{- '<|im_start|>assistant\\n<think>\\n' }}");
        List<Finding> findings =
                Bench.row(Bench.options(thinks, "assistant", Map.of()), Bench.TALK).stream()
                        .filter(f -> f.check().equals("prompt-is-not-a-prefix"))
                        .toList();

        assertThat(findings).extracting(f -> f.place().message()).containsExactly(3, 1);
        assertThat(findings)
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR, Severity.WARNING);
        assertThat(findings.get(0).message())
                .contains("assistant\\n\"")
                .contains("chat sends \"<think>\\n\"")
                .contains("training has \"Leo lives by the sea.");
        int token = findings.get(0).place().firstToken();
        assertThat(tokens(thinks, "assistant").tokens().get(token).text()).isEqualTo("Leo");
    }

    @Test
    void trainingThatStartsLaterThanChatSends() {
        String late =
                ANSWER_ONLY.replace(
                        "{% generation %}{{ m.content }}{% endgeneration %}",
                        "{{ 'So: ' }}{% generation %}{{ m.content + '<|im_end|>' }}{% endgeneration %}");
        Finding found =
                Bench.only(
                        Bench.row(Bench.options(late, "generation", Map.of()), Bench.TALK),
                        "training-prefix-differs");

        assertThat(found.message()).contains("not trained").contains("So:");
        assertThat(found.place().message()).isEqualTo(3);
    }

    @Test
    void trainingThatStartsWithinWhatChatSends() {
        String early =
                "{% for m in messages %}{% if m.role == 'assistant' %}{% generation %}"
                        + "{{ '<|im_start|>assistant\\n' + m.content + '<|im_end|>' }}"
                        + "{% endgeneration %}{% else %}"
                        + "{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>' }}"
                        + "{% endif %}{% endfor %}"
                        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";
        Finding found =
                Bench.only(
                        Bench.row(Bench.options(early, "generation", Map.of()), Bench.TALK),
                        "training-prefix-differs");

        assertThat(found.message()).contains("sent by chat already").contains("assistant");
    }

    @Test
    void aTokenOnBothSidesOfTheEdge() {
        Conversation spaced =
                Conversation.of(
                        Message.of("user", "Who is Leo?"),
                        Message.of("assistant", "\n\nLeo is a singer."));
        List<Finding> findings = Bench.row(Bench.chatMl("assistant"), spaced);
        AnnotatedExample example = tokens(BuiltInTemplate.CHATML.source(), "assistant", spaced);

        boolean merges = example.tokens().stream().anyMatch(t -> t.text().startsWith("\n\n"));
        String glued =
                "{% for m in messages %}{{ m.role + ': a' + m.content + '<|im_end|>' }}{% endfor %}"
                        + "{% if add_generation_prompt %}{{ 'assistant: a' }}{% endif %}";
        Finding found =
                Bench.only(
                        Bench.row(
                                Bench.options(glued, "assistant", Map.of()),
                                Conversation.of(
                                        Message.of("user", "Who?"),
                                        Message.of("assistant", "nd so"))),
                        "token-straddles-edge");
        assertThat(found.message())
                .contains("both sides")
                .containsPattern("chat sends only [1-9] of its characters$");
        assertThat(found.place().message()).isEqualTo(1);
        assertThat(Bench.names(findings).contains("token-straddles-edge")).isEqualTo(merges);
    }

    @Test
    void whatALimitWouldCut() {
        AnnotatedExample example = tokens(BuiltInTemplate.CHATML.source(), "assistant");
        int length = example.tokens().size();
        int first = 0;
        while (!example.tokens().get(first).trained()) {
            first++;
        }

        Finding answer = limited(first, "cut-removes-answer");
        assertThat(answer.severity()).isEqualTo(Severity.ERROR);
        assertThat(answer.place().firstToken()).isEqualTo(first);
        assertThat(answer.place().endToken()).isEqualTo(length);
        assertThat(limited(length - 2, "cut-removes-end-of-turn").severity())
                .isEqualTo(Severity.WARNING);
        assertThat(limited(length - 1, "too-long").severity()).isEqualTo(Severity.WARNING);
        assertThat(Bench.row(Bench.chatMl("assistant"), Bench.TALK, length, ModelFacts.UNKNOWN))
                .isEmpty();
    }

    private static Finding limited(int maxLength, String check) {
        return Bench.only(
                Bench.row(Bench.chatMl("assistant"), Bench.TALK, maxLength, ModelFacts.UNKNOWN),
                check);
    }

    @Test
    void unknownRoles() {
        Conversation talk =
                Conversation.of(Message.of("human", "Hi"), Message.of("assistant", "Hello."));
        Finding found = Bench.only(Bench.row(Bench.chatMl("assistant"), talk), "unknown-role");

        assertThat(found.place().message()).isZero();
        assertThat(found.message()).contains("human");
    }

    @Test
    void aMessageThatTheTemplateIgnores() {
        Conversation talk =
                Conversation.of(
                        Message.of("user", "Hi"),
                        Message.of("assistant", "Hello."),
                        Message.of("tool", "42"),
                        Message.of("assistant", "Bye."));
        Finding found =
                Bench.only(
                        Bench.row(
                                Bench.options(BuiltInTemplate.PHI3.source(), "assistant", Map.of()),
                                talk),
                        "message-ignored");

        assertThat(found.place().message()).isEqualTo(2);
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(Bench.names(Bench.row(Bench.chatMl("assistant"), talk)))
                .doesNotContain("message-ignored");
    }

    @ParameterizedTest
    @CsvSource({"weight, 0", "loss_weight, 0", "loss, false", "train, false", "training, false"})
    void anAnswerThatIsMarkedAsNotToBeTrained(String field, String mark) {
        Map<String, Object> answer = new LinkedHashMap<>(Bench.TALK.messages().get(1).fields());
        answer.put(field, mark.equals("false") ? false : Integer.valueOf(mark));
        List<Message> messages = new ArrayList<>(Bench.TALK.messages());
        messages.set(1, new Message(answer));
        Conversation talk = Conversation.of(messages.toArray(Message[]::new));

        Finding found = Bench.only(Bench.row(Bench.chatMl("assistant"), talk), "weight-ignored");
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(found.place().message()).isOne();
        assertThat(Bench.names(Bench.row(Bench.chatMl("last-assistant"), talk)))
                .doesNotContain("weight-ignored");
    }

    @Test
    void aTemplateThatRefusesTheRow() {
        Conversation system =
                Conversation.of(
                        Message.of("system", "Be kind."),
                        Message.of("user", "Hi"),
                        Message.of("assistant", "Hello."));
        Finding found =
                Bench.only(
                        Bench.row(
                                Bench.options(
                                        BuiltInTemplate.GEMMA.source(), "assistant", Map.of()),
                                system),
                        "template-error");

        assertThat(found.severity()).isEqualTo(Severity.ERROR);
        assertThat(found.place().row()).isEqualTo(7);
        assertThat(found.place().template().line()).isEqualTo(5);
        assertThat(found.message()).contains("system message");
        assertThat(found.remedy()).doesNotContain("tools");
    }

    @Test
    void aTemplateThatReadsTheFunctionOfAToolIsGivenBareFunctions() {
        EncodingOptions options =
                Bench.options(
                        "{% for t in tools %}{{ t.function.name }}{% endfor %}",
                        "assistant", Map.of());
        Conversation bare =
                new Conversation(
                        Bench.TALK.messages(),
                        List.of(Map.of("name", "f", "parameters", Map.of())));

        Finding found = Bench.only(Bench.row(options, bare), "template-error");
        assertThat(found.remedy()).contains("tools: these are bare functions", "\"function\"");
    }

    @Test
    void reasoningDroppedFromEarlierTurns() {
        Conversation talk =
                Conversation.of(
                        Message.of("user", "a"),
                        Message.of("assistant", "<think>\nfirst\n</think>\n\nb"),
                        Message.of("user", "c"),
                        Message.of("assistant", "d").with("reasoning_content", "second"));
        Finding dropped =
                Bench.only(
                        Bench.row(
                                Bench.options(
                                        BuiltInTemplate.QWEN3.source(), "assistant", Map.of()),
                                talk),
                        "reasoning-dropped");
        assertThat(dropped.severity()).isEqualTo(Severity.NOTE);
        assertThat(dropped.place().message()).isEqualTo(1);

        // ChatML writes the content as it stands, but knows no field of reasoning.
        Finding last = Bench.only(Bench.row(Bench.chatMl("assistant"), talk), "reasoning-dropped");
        assertThat(last.severity()).isEqualTo(Severity.WARNING);
        assertThat(last.place().message()).isEqualTo(3);
    }

    @Test
    void emptyReasoningInjected() {
        List<Finding> findings =
                Bench.row(
                        Bench.options(BuiltInTemplate.QWEN3.source(), "assistant", Map.of()),
                        Bench.TALK);
        Finding found = Bench.only(findings, "empty-reasoning-injected");

        assertThat(found.severity()).isEqualTo(Severity.NOTE);
        assertThat(found.place().message()).isEqualTo(3);
        assertThat(found.message()).contains("it is trained");
        assertThat(
                        tokens(BuiltInTemplate.QWEN3.source(), "assistant")
                                .tokens()
                                .get(found.place().firstToken())
                                .text())
                .isEqualTo("<think>");
        // The row's own empty block is no injection.
        assertThat(
                        Bench.row(
                                Bench.chatMl("assistant"),
                                Conversation.of(
                                        Message.of("user", "a"),
                                        Message.of("assistant", "<think>\n\n</think>\n\nb"))))
                .isEmpty();
    }

    @Test
    void whatTheTemplateDoesToEveryAnswerCanBeSaidOnce() {
        List<Finding> findings =
                Bench.row(
                        Bench.options(BuiltInTemplate.QWEN3.source(), "assistant", Map.of()),
                        Bench.TALK);
        Finding once = Bench.only(SaidOnce.of(findings), "empty-reasoning-injected");

        assertThat(SaidOnce.of(findings)).hasSameSizeAs(findings);
        assertThat(once.message()).contains("answers without reasoning, and it is trained");
        assertThat(once.remedy()).contains("give the rows their reasoning");
        assertThat(once.place().isSetup()).isTrue();
        assertThat(once.place().hasTokens()).isFalse();
        assertThat(once.place().template()).isNotNull();
    }

    @Test
    void idsBeyondTheEmbedding() {
        int end = Bench.starterId("<|im_end|>");
        ModelFacts small = new ModelFacts(end, List.of());
        Finding found =
                Bench.only(
                        Bench.row(Bench.chatMl("assistant"), Bench.TALK, 0, small),
                        "id-beyond-embedding");

        assertThat(found.severity()).isEqualTo(Severity.ERROR);
        assertThat(found.message()).contains("<|im_end|>").contains(String.valueOf(end));
        assertThat(found.place().hasTokens()).isTrue();
        assertThat(
                        Bench.row(
                                Bench.chatMl("assistant"),
                                Bench.TALK,
                                0,
                                new ModelFacts(end + 1, List.of())))
                .isEmpty();
    }

    @Test
    void rowsBeyondTheModelsPositions() {
        int length = tokens(BuiltInTemplate.CHATML.source(), "assistant").tokens().size();
        Finding found = Bench.only(reaching(new Reach(length - 2, false), 0), "beyond-positions");

        assertThat(found.severity()).isEqualTo(Severity.ERROR);
        assertThat(found.message()).contains(length + " tokens", (length - 2) + " positions");
        assertThat(found.place().firstToken()).isEqualTo(length - 2);
        assertThat(
                        Bench.only(reaching(new Reach(length - 2, true), 0), "beyond-positions")
                                .message())
                .contains("LongRoPE");
        assertThat(reaching(new Reach(length, false), 0)).isEmpty();
        // Left out, it is no matter.
        assertThat(Bench.names(reaching(new Reach(length - 2, false), length - 2)))
                .doesNotContain("beyond-positions");
    }

    private static List<Finding> reaching(Reach reach, int maxLength) {
        return Bench.row(
                Bench.chatMl("assistant"),
                Bench.TALK,
                maxLength,
                new ModelFacts(0, reach, List.of(), false));
    }

    private static AnnotatedExample tokens(String template, String policy) {
        return tokens(template, policy, Bench.TALK);
    }

    private static AnnotatedExample tokens(String template, String policy, Conversation talk) {
        try (Tokenizer tokenizer = Bench.starter()) {
            return new Checker(new CheckSetup(tokenizer, Bench.options(template, policy, Map.of())))
                    .row(7, talk)
                    .example()
                    .orElseThrow();
        }
    }
}
