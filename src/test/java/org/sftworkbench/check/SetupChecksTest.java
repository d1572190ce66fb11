package org.sftworkbench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** Tokenizer, template and model that do not go together are told before any row. */
class SetupChecksTest {
    private static final int ENDOFTEXT = Bench.starterId("<|endoftext|>");
    private static final int IM_END = Bench.starterId("<|im_end|>");

    @TempDir Path directory;

    @Test
    void theStarterHasNoFindings() {
        try (Tokenizer tokenizer = Bench.starter()) {
            ModelFacts model = ModelFacts.read(Bench.STARTER);
            assertThat(model)
                    .isEqualTo(
                            new ModelFacts(
                                    IM_END + 3, new Reach(1024, false), List.of(IM_END), false));
            assertThat(
                            new Checker(
                                            new CheckSetup(
                                                    tokenizer, Bench.chatMl("assistant"), model, 0))
                                    .setup())
                    .isEmpty();
        }
    }

    @Test
    void aTokenizerThatItsClassMakesAnotherIsTold() {
        try (Tokenizer tokenizer =
                Bench.starterWith(directory, "{\"tokenizer_class\":\"GPT2Tokenizer\"}")) {
            Finding other = Bench.only(setup(tokenizer, ModelFacts.UNKNOWN), "tokenizer-class");
            assertThat(other.severity()).isEqualTo(Severity.NOTE);
            assertThat(other.message()).contains("by GPT2Tokenizer and not as tokenizer.json says");
        }
    }

    @Test
    void endOfTurnWhereGenerationDoesNotEnd() {
        try (Tokenizer tokenizer = Bench.starter()) {
            List<Finding> findings =
                    setup(tokenizer, new ModelFacts(IM_END + 3, List.of(ENDOFTEXT)));

            assertThat(Bench.names(findings))
                    .containsExactly("end-of-turn-is-not-eos", "end-of-turn-is-not-eos");
            assertThat(findings.get(0).severity()).isEqualTo(Severity.ERROR);
            assertThat(findings.get(0).message())
                    .contains("<|im_end|> (" + IM_END + ")")
                    .contains("<|endoftext|> (" + ENDOFTEXT + ")");
            assertThat(findings.get(0).place()).isEqualTo(Place.SETUP);
            assertThat(findings.get(1).message()).startsWith("the tokenizer's EOS");
        }
    }

    @Test
    void endOfTurnThatIsNotTheTokenizersEos() {
        try (Tokenizer tokenizer =
                Bench.starterWith(directory, "{\"eos_token\":\"<|endoftext|>\"}")) {
            Finding unknown =
                    Bench.only(setup(tokenizer, ModelFacts.UNKNOWN), "end-of-turn-is-not-eos");
            assertThat(unknown.severity()).isEqualTo(Severity.WARNING);
            Finding stops =
                    Bench.only(
                            setup(tokenizer, new ModelFacts(0, List.of(IM_END, ENDOFTEXT))),
                            "end-of-turn-is-not-eos");
            assertThat(stops.severity()).isEqualTo(Severity.NOTE);
        }
    }

    @Test
    void padThatIsEos() {
        try (Tokenizer tokenizer =
                Bench.starterWith(
                        directory, "{\"eos_token\":\"<|im_end|>\",\"pad_token\":\"<|im_end|>\"}")) {
            Finding found = Bench.only(setup(tokenizer, ModelFacts.UNKNOWN), "pad-is-eos");
            assertThat(found.severity()).isEqualTo(Severity.WARNING);
            assertThat(found.message()).contains("<|im_end|> is also EOS");
        }
    }

    @Test
    void padThatEndsTheTurn() {
        try (Tokenizer tokenizer =
                Bench.starterWith(
                        directory,
                        "{\"eos_token\":\"<|endoftext|>\",\"pad_token\":\"<|im_end|>\"}")) {
            assertThat(Bench.only(setup(tokenizer, ModelFacts.UNKNOWN), "pad-is-eos").message())
                    .contains("also ends the answers");
        }
    }

    @Test
    void aNamedTokenThatTheTokenizerLacks() {
        try (Tokenizer tokenizer =
                Bench.starterWith(
                        directory, "{\"eos_token\":\"</s>\",\"pad_token\":\"<|endoftext|>\"}")) {
            Finding found =
                    Bench.only(setup(tokenizer, ModelFacts.UNKNOWN), "special-token-splits");
            assertThat(found.severity()).isEqualTo(Severity.ERROR);
            assertThat(found.message())
                    .isEqualTo(
                            "eos_token is </s>, which tokenizer.json does not have; as in"
                                    + " transformers it becomes a new token with the id 4096");
        }
    }

    @Test
    void anEmptyNamedTokenIsNone() {
        try (Tokenizer tokenizer =
                Bench.starterWith(
                        directory,
                        "{\"bos_token\":\"\",\"eos_token\":\"<|im_end|>\","
                                + "\"pad_token\":\"<|endoftext|>\"}")) {
            assertThat(setup(tokenizer, ModelFacts.UNKNOWN))
                    .noneMatch(found -> found.check().equals("special-token-splits"));
        }
    }

    @Test
    void aTemplateThatCannotBeRead() {
        try (Tokenizer tokenizer = Bench.starter()) {
            Checker checker =
                    new Checker(
                            new CheckSetup(
                                    tokenizer,
                                    Bench.options("a\n{% if %}", "assistant", Map.of())));
            Finding found = Bench.only(checker.setup(), "template-error");
            assertThat(found.place().template().line()).isEqualTo(2);
            assertThat(checker.row(1, Bench.TALK).findings()).isEmpty();
        }
    }

    @Test
    void aModelWithoutConfigurationIsUnknown() throws IOException {
        assertThat(ModelFacts.read(directory)).isEqualTo(ModelFacts.UNKNOWN);
        Files.writeString(
                directory.resolve("config.json"),
                "{\"text_config\":{\"vocab_size\":9},\"eos_token_id\":[1,2]}");
        assertThat(ModelFacts.read(directory)).isEqualTo(new ModelFacts(9, List.of(1, 2)));
    }

    @Test
    void aLongRopeReachesAsFarAsItsShortFactors() throws IOException {
        for (String config :
                List.of(
                        "{'max_position_embeddings':99,'original_max_position_embeddings':9,"
                                + "'rope_scaling':{'type':'longrope'}}",
                        "{'text_config':{'max_position_embeddings':99,'rope_parameters':"
                                + "{'rope_type':'longrope',"
                                + "'original_max_position_embeddings':9}}}")) {
            Files.writeString(directory.resolve("config.json"), config.replace('\'', '"'));
            assertThat(ModelFacts.read(directory).reach()).isEqualTo(new Reach(9, true));
        }
        Files.writeString(
                directory.resolve("config.json"),
                "{\"max_position_embeddings\":99,\"rope_scaling\":{\"rope_type\":\"yarn\","
                        + "\"original_max_position_embeddings\":9}}");
        assertThat(ModelFacts.read(directory).reach()).isEqualTo(new Reach(99, false));
    }

    @Test
    void aGenerationConfigurationWithoutAnEndIsPointedOut() throws IOException {
        Files.writeString(
                directory.resolve("config.json"), "{\"vocab_size\":9,\"eos_token_id\":[1,2]}");
        Files.writeString(directory.resolve("generation_config.json"), "{\"do_sample\":true}");
        ModelFacts endless = ModelFacts.read(directory);
        assertThat(endless).isEqualTo(new ModelFacts(9, Reach.UNKNOWN, List.of(), true));
        try (Tokenizer tokenizer = Bench.starter()) {
            Finding found = Bench.only(setup(tokenizer, endless), "end-of-turn-is-not-eos");
            assertThat(found.severity()).isEqualTo(Severity.WARNING);
            assertThat(found.message()).contains("generation ends only at its limit");
            ToldInChinese.check(found.message());
            ToldInChinese.check(found.remedy());
        }
    }

    private static List<Finding> setup(Tokenizer tokenizer, ModelFacts model) {
        return new Checker(new CheckSetup(tokenizer, Bench.chatMl("assistant"), model, 0)).setup();
    }
}
