package org.sftworkbench.starter;

import java.util.List;

/**
 * Somebody or something with facts.
 *
 * @param topic what kind of thing it is
 * @param facts all that is so about it
 * @param asked whether questions about it may be told in the base corpus and stand in training
 *     rows; else only its statements are told, and its questions are held out
 */
public record Entity(Topic topic, List<Fact> facts, boolean asked) {
    public Entity {
        facts = List.copyOf(facts);
    }

    public Bilingual name() {
        return facts.get(0).subject();
    }
}
