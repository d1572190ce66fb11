package org.sftworkbench.starter;

/**
 * One thing that is so in the little world.
 *
 * @param subject whom or what it is about
 * @param attribute the relation
 * @param value the other side of it
 */
public record Fact(Bilingual subject, Attribute attribute, Bilingual value) {
    /** How many ways there are to tell it. */
    public int statements(Language language) {
        return attribute.statements().in(language).size();
    }

    /** How many ways there are to ask for it. */
    public int questions(Language language) {
        return attribute.questions().in(language).size();
    }

    /** The fact told in one of its ways. */
    public Phrase statement(Language language, int form) {
        return fill(attribute.statements().in(language).get(form), language);
    }

    /** The fact asked for in one of its ways. */
    public Phrase question(Language language, int form) {
        return fill(attribute.questions().in(language).get(form), language);
    }

    /** The whole sentence that answers every question for the fact. */
    public Phrase answer(Language language) {
        return statement(language, 0);
    }

    private Phrase fill(String pattern, Language language) {
        return Phrase.fill(pattern, language, subject.in(language), value.in(language));
    }
}
