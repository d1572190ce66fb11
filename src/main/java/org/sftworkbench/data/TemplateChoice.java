package org.sftworkbench.data;

/** How a conversation becomes token ids. */
public sealed interface TemplateChoice {
    /** A Jinja chat template, rendered to text which is then tokenized. */
    record Jinja(String source) implements TemplateChoice {}

    /**
     * The notes' hand-written template on token ids: SOS once, {@code \n#ROLE:} marks, EOS after
     * each answer.
     */
    record RoleMarks() implements TemplateChoice {}
}
