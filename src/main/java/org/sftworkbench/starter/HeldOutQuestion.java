package org.sftworkbench.starter;

import org.sftworkbench.chat.Conversation;

/**
 * A question whose fact is told in the base corpus and stands in no training row.
 *
 * @param question what the user asks
 * @param reference the sentence a fine-tuned model would answer
 * @param answer what a right reply must contain
 * @param topic what it is about: {@code people}, {@code animals} or {@code words}
 */
public record HeldOutQuestion(
        Conversation question, String reference, String answer, String topic) {}
