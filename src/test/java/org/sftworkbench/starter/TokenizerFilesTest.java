package org.sftworkbench.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

class TokenizerFilesTest {
    @TempDir static Path directory;
    private static Tokenizer tokenizer;

    @BeforeAll
    static void learnFromAPartOfTheCorpus() throws Exception {
        StarterRecipe recipe = StarterRecipe.standard();
        World world = World.of(recipe.seed());
        Corpus corpus = new Corpus(world, recipe.mix(), recipe.seed());
        BpeTrainer trainer = new BpeTrainer();
        for (int i = 0; i < 2000; i++) {
            trainer.add(corpus.next().body());
        }
        BpeVocabulary vocabulary = trainer.train(recipe.vocabularySize(), 2);
        new TokenizerFiles().write(vocabulary, 1024, directory);
        new ModelFiles().write(recipe.shape(), vocabulary.tokens().size(), directory);
        tokenizer = HuggingFaceFileTokenizer.open(directory);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Where does Mira live? Mira lives in Oslo.",
                "米拉住在哪里？米拉住在奥斯陆。",
                "emoji 😀 👩‍👩‍👧, rare 𠮷 龘, naïve café",
                "  two  spaces\tand\n\nlines 12345 it's",
                "<|im_start|>user\nHi<|im_end|>\n<think>\n\n</think>\n\n"
            })
    void everyTextComesBackAsItWas(String text) {
        assertThat(tokenizer.decode(tokenizer.encode(text).ids(), false)).isEqualTo(text);
    }

    @Test
    void addedTokensAreOneIdEachAfterTheLearnedOnes() {
        int[] ids = tokenizer.encode("<|endoftext|><|im_start|><|im_end|><think></think>").ids();

        int first = tokenizer.size() - TokenizerFiles.ADDED;
        assertThat(ids).containsExactly(first, first + 1, first + 2, first + 3, first + 4);
        assertThat(Arrays.stream(ids).mapToObj(tokenizer::isSpecial))
                .containsExactly(true, true, true, false, false);
    }

    @Test
    void theConfigurationNamesWhatEndsATurn() throws Exception {
        assertThat(tokenizer.special().eos()).contains("<|im_end|>");
        assertThat(tokenizer.special().pad()).contains("<|endoftext|>");
        JsonNode generation =
                new ObjectMapper().readTree(directory.resolve("generation_config.json").toFile());
        assertThat(generation.path("eos_token_id").asInt())
                .isEqualTo(tokenizer.idOf("<|im_end|>").orElseThrow());
    }

    @Test
    void aChineseNameAndAPlaceAreTokensOfTheirOwn() {
        Entity person = World.of(StarterRecipe.standard().seed()).entities().get(0);
        String sentence = person.facts().get(0).answer(Language.ZH).text();

        int[] ids = tokenizer.encode(sentence).ids();

        assertThat(Arrays.stream(ids).mapToObj(id -> tokenizer.decode(new int[] {id}, false)))
                .contains(person.name().zh(), person.facts().get(0).value().zh());
    }
}
