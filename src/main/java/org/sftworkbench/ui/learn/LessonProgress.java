package org.sftworkbench.ui.learn;

import java.util.HashMap;
import java.util.Map;
import java.util.prefs.Preferences;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** Which lessons are done and which is read, remembered from start to start. FX thread only. */
public final class LessonProgress {
    private static final String READ = "lesson-read";

    private final Preferences preferences;
    private final Map<String, BooleanProperty> done = new HashMap<>();

    public LessonProgress(Preferences preferences) {
        this.preferences = preferences;
    }

    /** Whether the user is done with a lesson. */
    BooleanProperty doneProperty(Lesson lesson) {
        return done.computeIfAbsent(lesson.id(), this::remembered);
    }

    /** Whether it was this lesson that was read last. */
    boolean wasRead(Lesson lesson) {
        return preferences.get(READ, "").equals(lesson.id());
    }

    void reads(Lesson lesson) {
        preferences.put(READ, lesson.id());
    }

    private BooleanProperty remembered(String id) {
        String key = "lesson." + id;
        BooleanProperty property =
                new SimpleBooleanProperty(this, id, preferences.getBoolean(key, false));
        property.addListener((p, old, now) -> preferences.putBoolean(key, now));
        return property;
    }
}
