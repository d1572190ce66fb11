package org.sftworkbench.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final long SEED = StarterRecipe.standard().seed();
    private final World world = World.of(SEED);

    @Test
    void theSameSeedMakesTheSameWorld() {
        assertThat(World.of(SEED).entities()).isEqualTo(world.entities());
        assertThat(World.of(SEED + 1).entities()).isNotEqualTo(world.entities());
    }

    @Test
    void everybodyHasANameOfTheirOwnInBothLanguages() {
        for (Topic topic : Topic.values()) {
            List<Entity> entities = world.entities(topic);
            assertThat(entities.stream().map(e -> e.name().en())).doesNotHaveDuplicates();
            assertThat(entities.stream().map(e -> e.name().zh())).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyFactAboutAPersonIsToldInAtLeastFiveWaysInEnglishAndInChinese() {
        for (Fact fact : world.entities(Topic.PEOPLE).get(0).facts()) {
            for (Language language : Language.values()) {
                Set<String> ways = new HashSet<>();
                for (int form = 0; form < fact.statements(language); form++) {
                    ways.add(fact.statement(language, form).text());
                }
                assertThat(ways).as(fact.attribute().id()).hasSizeGreaterThanOrEqualTo(5);
                assertThat(ways)
                        .allSatisfy(
                                way ->
                                        assertThat(way)
                                                .contains(fact.subject().in(language))
                                                .contains(fact.value().in(language)));
            }
        }
    }

    @Test
    void noValueTellsWhatItIsByBeingMoreFrequentThanTheOthers() {
        for (int a = 0; a < 5; a++) {
            int attribute = a;
            var counts =
                    world.entities(Topic.PEOPLE).stream()
                            .map(person -> person.facts().get(attribute).value().en())
                            .collect(Collectors.groupingBy(v -> v, Collectors.counting()));
            assertThat(counts).hasSize(12).values().containsOnly(8L);
        }
    }

    @Test
    void halfOfEachTopicMayBeAskedAbout() {
        for (Topic topic : Topic.values()) {
            List<Entity> entities = world.entities(topic);
            long asked = entities.stream().filter(Entity::asked).count();
            assertThat(asked).isEqualTo((entities.size() + 1) / 2);
        }
    }

    @Test
    void noValueIsPartOfAnotherValueOfTheSameAttribute() {
        for (Entity entity : List.of(world.entities(Topic.PEOPLE).get(0))) {
            for (Fact fact : entity.facts()) {
                for (Language language : Language.values()) {
                    List<String> values =
                            fact.attribute().values().stream().map(v -> v.in(language)).toList();
                    for (String value : values) {
                        assertThat(values).filteredOn(v -> v.contains(value)).hasSize(1);
                    }
                }
            }
        }
    }
}
