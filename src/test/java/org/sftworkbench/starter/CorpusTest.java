package org.sftworkbench.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorpusTest {
    private final StarterRecipe recipe = StarterRecipe.standard();
    private final World world = World.of(recipe.seed());

    @Test
    void theSameSeedWritesTheSameDocuments() {
        assertThat(documents(500, 7)).isEqualTo(documents(500, 7));
        assertThat(documents(500, 7)).isNotEqualTo(documents(500, 8));
    }

    @Test
    void noDocumentHoldsAChatMarkOrAPieceMark() {
        for (Document document : documents(5000, 1)) {
            assertThat(document.body().text()).doesNotContain("<", ">", "|", "{", "}");
        }
    }

    @Test
    void aboutHalfOfTheDocumentsAreClosed() {
        long closed = documents(4000, 1).stream().filter(Document::closed).count();
        assertThat(closed).isBetween(1800L, 2200L);
    }

    @Test
    void everyHeldOutFactIsToldAndNoneIsAskedAbout() {
        Set<String> told = new HashSet<>();
        StringBuilder all = new StringBuilder();
        for (Document document : documents(30_000, recipe.seed() + 1)) {
            all.append(document.body().text()).append('\n');
        }
        String corpus = all.toString();
        for (HeldOutQuestion question : new SampleData(world, recipe.seed()).draw().heldOut()) {
            String asked = question.question().messages().get(0).text();
            assertThat(corpus).contains(question.reference());
            assertThat(corpus).doesNotContain(asked);
            told.add(question.reference());
        }
        assertThat(told).hasSizeGreaterThan(100);
    }

    private List<Document> documents(int count, long seed) {
        Corpus corpus = new Corpus(world, recipe.mix(), seed);
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(corpus.next());
        }
        return documents;
    }
}
