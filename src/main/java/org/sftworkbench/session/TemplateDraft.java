package org.sftworkbench.session;

import java.util.Objects;

/**
 * A chat template while it is edited.
 *
 * @param name of the template that was chosen to begin with
 * @param original its source before it was edited
 * @param text as it stands now
 */
public record TemplateDraft(String name, String original, String text) {
    public TemplateDraft {
        Objects.requireNonNull(name);
        Objects.requireNonNull(original);
        Objects.requireNonNull(text);
    }
}
