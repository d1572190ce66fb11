package org.sftworkbench.ui.hub;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.sftworkbench.hub.RepositoryId;
import org.sftworkbench.model.WeightFacts;

/**
 * A model on this machine, whole or not.
 *
 * @param name its repository, or its directory's name
 * @param revision branch, tag or commit; empty outside the store
 * @param type of its configuration, or {@code adapter}; empty where it is not known
 * @param facts of its weights; empty where they are not all there
 * @param bytes that are there
 * @param whole bytes of a download that is not complete, where that is known
 * @param obstacle why it cannot be opened; empty where it can
 * @param id of its repository; empty outside the store
 * @param directory of the model, or of what there is of it
 */
public record ModelRow(
        String name,
        String revision,
        ModelOrigin origin,
        String type,
        Optional<WeightFacts> facts,
        long bytes,
        OptionalLong whole,
        ModelState state,
        Optional<String> obstacle,
        Optional<RepositoryId> id,
        Path directory) {

    /** Whether it can be opened. */
    public boolean opens() {
        return state == ModelState.COMPLETE;
    }

    /** Whether what is missing can be fetched. */
    public boolean canGoOn() {
        return (state == ModelState.PARTIAL || state == ModelState.PAUSED) && id.isPresent();
    }

    /** The same in another state. */
    ModelRow in(ModelState other) {
        return new ModelRow(
                name, revision, origin, type, facts, bytes, whole, other, obstacle, id, directory);
    }

    /** Whether it is what is looked for: every word stands in its name, type, state or place. */
    boolean matches(String search) {
        String all =
                (name + " " + revision + " " + type + " " + precision() + " " + directory)
                        .toLowerCase(Locale.ROOT);
        for (String word : search.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** How its numbers are stored, such as BF16; the frequent first, at most two. */
    String precision() {
        return facts.map(f -> String.join(" + ", f.types().stream().limit(2).toList())).orElse("");
    }
}
