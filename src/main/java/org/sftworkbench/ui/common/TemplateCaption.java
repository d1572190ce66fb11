package org.sftworkbench.ui.common;

import java.util.Optional;
import org.sftworkbench.ui.common.words.Words;

/**
 * What the chat template in use is called, where it is used and not chosen: one, or those of a
 * model's several that conversations take. At least one of the two is there.
 *
 * @param title as it is offered to the user, in English
 * @param plain what a conversation without tools takes; empty where the model has none for it
 * @param tooled what one that offers tools takes
 */
public record TemplateCaption(String title, Optional<Part> plain, Optional<Part> tooled) {
    /**
     * One template.
     *
     * @param name what the model calls it, where it has several; else empty
     * @param edited whether it is not as it was offered
     */
    public record Part(String name, boolean edited) {}

    /** That of every conversation. */
    public static TemplateCaption alone(String title, boolean edited) {
        Optional<Part> part = Optional.of(new Part("", edited));
        return new TemplateCaption(title, part, part);
    }

    /** What the rows of a dataset take. */
    public String ofRows(Words words) {
        if (plain.isEmpty() || tooled.isEmpty() || plain.equals(tooled)) {
            return said(plain.or(this::tooled).orElseThrow(), words);
        }
        return words.say(
                "{0}: {1}, with tools {2}",
                words.tell(title),
                edited(plain.get().name(), plain.get(), words),
                edited(tooled.get().name(), tooled.get(), words));
    }

    /** What a conversation without tools takes; empty where the model has none for it. */
    public Optional<String> ofTalk(Words words) {
        return plain.map(part -> said(part, words));
    }

    private String said(Part part, Words words) {
        String told = words.tell(title);
        return edited(
                part.name().isEmpty() ? told : words.say("{0}: {1}", told, part.name()),
                part,
                words);
    }

    private static String edited(String called, Part part, Words words) {
        return part.edited() ? words.say("{0} (edited)", called) : called;
    }
}
