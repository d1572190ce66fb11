package org.sftworkbench.generate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.tokenizer.StreamingDecoder;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Text of a growing answer, token by token: never half a character, nothing of a stop string, and
 * nothing yet of what may become one.
 */
public final class AnswerDecoder {
    private final Tokenizer tokenizer;
    private final StreamingDecoder decoder;
    private final StopText stop;
    private final Deque<Fragment> waiting = new ArrayDeque<>();
    private int tokens;

    /**
     * What one token adds to the text; that of a token may come in several.
     *
     * @param token its index in the answer; a character of several tokens is the last one's
     * @param text a special token's name, or words
     * @param special whether it is a special token
     */
    public record Fragment(int token, String text, boolean special) {}

    public AnswerDecoder(Tokenizer tokenizer, List<String> stopStrings) {
        this.tokenizer = tokenizer;
        this.decoder = new StreamingDecoder(tokenizer, true);
        this.stop = new StopText(stopStrings);
    }

    /** The words of a whole answer, without special tokens and from a stop string on. */
    public static String words(Tokenizer tokenizer, int[] ids, List<String> stopStrings) {
        AnswerDecoder decoder = new AnswerDecoder(tokenizer, stopStrings);
        StringBuilder words = new StringBuilder();
        for (int id : ids) {
            words.append(words(decoder.push(id)));
        }
        return words.append(words(decoder.finish())).toString();
    }

    /** The fragments without the special tokens. */
    public static String words(List<Fragment> fragments) {
        StringBuilder words = new StringBuilder();
        for (Fragment fragment : fragments) {
            words.append(fragment.special() ? "" : fragment.text());
        }
        return words.toString();
    }

    /**
     * Takes an id that the answer begins with before anything is written. Stop strings end what is
     * written only, so none is looked for here.
     */
    public List<Fragment> pushGiven(int id) {
        return fragments(id).stream().filter(fragment -> !fragment.text().isEmpty()).toList();
    }

    /** Takes the next id and returns what is certainly part of the answer now. */
    public List<Fragment> push(int id) {
        return release(fragments(id).stream().mapToInt(this::hold).sum());
    }

    private List<Fragment> fragments(int id) {
        int at = tokens++;
        return tokenizer.isSpecial(id)
                // A character that a special token cuts off will never be completed.
                ? List.of(
                        new Fragment(at - 1, decoder.finish(), false),
                        new Fragment(at, tokenizer.tokenOf(id).orElse(""), true))
                : List.of(new Fragment(at, decoder.push(id), false));
    }

    /** What is left when no more ids come, replacement characters included. */
    public List<Fragment> finish() {
        int free = hold(new Fragment(tokens - 1, decoder.finish(), false));
        return release(free + stop.finish().length());
    }

    /** The stop string that was met. */
    public Optional<String> stopString() {
        return stop.found();
    }

    /** Characters that are free now, this fragment's or those of earlier ones. */
    private int hold(Fragment fragment) {
        if (fragment.text().isEmpty() || stop.found().isPresent()) {
            return 0;
        }
        waiting.add(fragment);
        return stop.push(fragment.text()).length();
    }

    private List<Fragment> release(int characters) {
        List<Fragment> released = new ArrayList<>();
        int left = characters;
        while (left > 0) {
            Fragment first = waiting.poll();
            int length = first.text().length();
            if (length > left) {
                waiting.addFirst(part(first, left, length));
                first = part(first, 0, left);
            }
            released.add(first);
            left -= first.text().length();
        }
        return released;
    }

    private static Fragment part(Fragment whole, int from, int to) {
        return new Fragment(whole.token(), whole.text().substring(from, to), whole.special());
    }
}
