package org.sftworkbench.starter;

import java.util.List;

/**
 * One relation of the world, such as where somebody lives, and the sentences that tell it and ask
 * for it.
 *
 * <p>A sentence is a pattern with the slots <code>{n}</code> for the subject and <code>{v}</code>
 * for the value; in Chinese a bar marks where a word ends. The first statement is the one that
 * answers the questions.
 *
 * @param id short name
 * @param values what the value can be; empty where every subject has a value of its own
 * @param statements patterns that tell the fact
 * @param questions patterns that ask for it
 */
public record Attribute(
        String id, List<Bilingual> values, Patterns statements, Patterns questions) {
    public Attribute {
        values = List.copyOf(values);
    }

    /**
     * Patterns in both languages.
     *
     * @param en English ones
     * @param zh Chinese ones
     */
    public record Patterns(List<String> en, List<String> zh) {
        public Patterns {
            en = List.copyOf(en);
            zh = List.copyOf(zh);
        }

        public List<String> in(Language language) {
            return language == Language.EN ? en : zh;
        }
    }
}
