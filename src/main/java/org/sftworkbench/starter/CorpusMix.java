package org.sftworkbench.starter;

/**
 * How often each kind of document occurs in the corpus, and how they are told. Shares are relative
 * to each other; chances are from 0 to 1.
 *
 * @param portraits documents about one person, animal or word
 * @param crowds documents that go from one to another
 * @param prose documents that tell questions and answers in running prose, about those that may be
 *     asked about
 * @param exercises documents of sums, counts, orders and repeated words
 * @param people chance that a document of facts is about people rather than animals or words
 * @param answerForm chance that a fact is told in the very form that answers questions, beside the
 *     even choice among all forms
 * @param requests chance that facts follow a request to tell something about their subject
 * @param scene chance of a sentence without a fact between two others
 * @param closed chance that a document is closed by the end-of-text token
 */
public record CorpusMix(
        double portraits,
        double crowds,
        double prose,
        double exercises,
        double people,
        double answerForm,
        double requests,
        double scene,
        double closed) {}
