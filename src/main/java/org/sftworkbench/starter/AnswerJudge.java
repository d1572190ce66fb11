package org.sftworkbench.starter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says whether a reply is right: it contains the answer, and no other value that the answer could
 * have had. What the model thought before answering does not count. Immutable.
 */
public final class AnswerJudge {
    private static final String END_OF_THOUGHT = "</think>";

    private final Map<String, Set<String>> rivals = new HashMap<>();

    public AnswerJudge(World world) {
        for (Entity entity : world.entities()) {
            for (Fact fact : entity.facts()) {
                for (Language language : Language.values()) {
                    addRivals(fact.attribute(), language);
                }
            }
        }
    }

    private void addRivals(Attribute attribute, Language language) {
        Set<String> values = new HashSet<>();
        attribute.values().forEach(value -> values.add(value.in(language)));
        values.forEach(value -> rivals.computeIfAbsent(value, v -> new HashSet<>()).addAll(values));
    }

    /**
     * @param reply what the model wrote, special tokens left out
     * @param answer the value asked for, in the language of the question
     */
    public boolean isRight(String reply, String answer) {
        int thought = reply.lastIndexOf(END_OF_THOUGHT);
        String said = thought < 0 ? reply : reply.substring(thought + END_OF_THOUGHT.length());
        return contains(said, answer)
                && rivals.getOrDefault(answer, Set.of()).stream()
                        .noneMatch(rival -> !rival.equals(answer) && contains(said, rival));
    }

    /** Latin words and numbers are looked for as whole words, Chinese ones anywhere. */
    private static boolean contains(String text, String value) {
        for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
            int end = at + value.length();
            boolean freeBefore = at == 0 || !joins(text.charAt(at - 1), value.charAt(0));
            boolean freeAfter =
                    end == text.length()
                            || !joins(text.charAt(end), value.charAt(value.length() - 1));
            if (freeBefore && freeAfter) {
                return true;
            }
        }
        return false;
    }

    private static boolean joins(char neighbour, char own) {
        return isLatin(neighbour) && isLatin(own);
    }

    private static boolean isLatin(char c) {
        return c < 0x250 && Character.isLetterOrDigit(c);
    }
}
