package org.sftworkbench.tokenizer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Remembers the encodings of the long texts that were asked for last. Thread-safe. */
final class SegmentMemory {
    /** Shorter texts are encoded as fast as they are looked up, in characters. */
    static final int SHORTEST = 200;

    /** Of all texts together, about 10 MB with their encodings. */
    private static final int MOST_CHARACTERS = 1_000_000;

    private final Map<String, Encoding> known = new LinkedHashMap<>(16, 0.75f, true);
    private int characters;

    /** The encoding of a text, made where it is not remembered. */
    Encoding get(String text, Function<String, Encoding> make) {
        synchronized (known) {
            Encoding encoding = known.get(text);
            if (encoding != null) {
                return encoding;
            }
        }
        Encoding made = make.apply(text);
        synchronized (known) {
            keep(text, made);
        }
        return made;
    }

    private void keep(String text, Encoding made) {
        if (text.length() > MOST_CHARACTERS || known.put(text, made) != null) {
            return;
        }
        characters += text.length();
        var eldest = known.keySet().iterator();
        while (characters > MOST_CHARACTERS) {
            characters -= eldest.next().length();
            eldest.remove();
        }
    }
}
