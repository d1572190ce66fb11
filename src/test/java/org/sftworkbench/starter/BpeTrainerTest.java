package org.sftworkbench.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BpeTrainerTest {
    @Test
    void theMostFrequentPairIsMergedFirst() {
        BpeVocabulary vocabulary = train(256 + 3, "low low low lower newest newest");

        assertThat(merges(vocabulary)).containsExactly("l o", "lo w", "Ġ low");
    }

    @Test
    void countsFollowTheMergesAlreadyMade() {
        // After "a b" only one "b c" is left, so that "ab c" comes next.
        BpeVocabulary vocabulary = train(256 + 2, "abc\nabc\nab\nbc");

        assertThat(merges(vocabulary)).containsExactly("a b", "ab c");
    }

    @Test
    void aRunOfOneLetterIsMergedFromTheLeft() {
        BpeVocabulary vocabulary = train(256 + 2, "aaaaaaaa");

        assertThat(merges(vocabulary)).containsExactly("a a", "aa aa");
    }

    @Test
    void equallyFrequentPairsAreMergedInTheOrderOfTheirIds() {
        assertThat(merges(train(256 + 2, "cd ab"))).containsExactly("a b", "c d");
    }

    @Test
    void aSpaceBelongsToTheWordAfterIt() {
        BpeVocabulary vocabulary = train(256 + 2, "x to to to");

        assertThat(vocabulary.tokens()).contains("Ġto");
    }

    @Test
    void nothingIsMergedAcrossWords() {
        BpeVocabulary vocabulary = train(1000, "one two one two one two");

        assertThat(vocabulary.tokens()).noneMatch(token -> token.contains("eĠ"));
    }

    @Test
    void aCharacterOfSeveralBytesIsWholeBeforeWordsAreLearned() {
        BpeVocabulary vocabulary = train(256 + 2, "the the the the 猫");

        assertThat(vocabulary.tokens()).endsWith(new ByteAlphabet().encode("猫"));
    }

    @Test
    void aMarkKeepsWordsApartThatAreWrittenTogether() {
        BpeTrainer trainer = new BpeTrainer();
        for (int i = 0; i < 10; i++) {
            trainer.add(new Phrase("|米拉|住在|巴黎|。"));
        }
        BpeVocabulary vocabulary = trainer.train(1000, 1);

        ByteAlphabet alphabet = new ByteAlphabet();
        assertThat(vocabulary.tokens())
                .contains(alphabet.encode("米拉"), alphabet.encode("住在"), alphabet.encode("巴黎"))
                .doesNotContain(alphabet.encode("米拉住在"), alphabet.encode("住在巴黎"));
    }

    @Test
    void rarePairsAreNotLearned() {
        BpeTrainer trainer = new BpeTrainer();
        trainer.add(Phrase.plain("aa aa xy"));

        assertThat(merges(trainer.train(1000, 2))).containsExactly("a a");
    }

    private static BpeVocabulary train(int size, String text) {
        BpeTrainer trainer = new BpeTrainer();
        trainer.add(Phrase.plain(text));
        return trainer.train(size, 1);
    }

    private static List<String> merges(BpeVocabulary vocabulary) {
        return vocabulary.merges().stream().map(m -> m.left() + " " + m.right()).toList();
    }
}
