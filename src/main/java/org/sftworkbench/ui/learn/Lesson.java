package org.sftworkbench.ui.learn;

import java.util.List;
import java.util.Set;

/**
 * A lesson without its text.
 *
 * @param id name of its files, and of its tick where it is remembered
 * @param icon name in Font Awesome 5
 * @param place where its experiment is made
 * @param places where its steps have something to do; {@code place} is one of them
 * @param actions what is set for it
 */
public record Lesson(
        String id, String icon, Place place, Set<Place> places, List<StageAction> actions) {
    public Lesson {
        places = Set.copyOf(places);
        actions = List.copyOf(actions);
    }
}
