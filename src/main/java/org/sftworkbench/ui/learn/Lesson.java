package org.sftworkbench.ui.learn;

import java.util.List;

/**
 * A lesson without its text.
 *
 * @param id name of its files, and of its tick where it is remembered
 * @param icon name in Font Awesome 5
 * @param place where its experiment is made
 * @param actions what is set for it
 */
public record Lesson(String id, String icon, Place place, List<StageAction> actions) {
    public Lesson {
        actions = List.copyOf(actions);
    }
}
