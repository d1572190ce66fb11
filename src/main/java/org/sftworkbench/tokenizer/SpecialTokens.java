package org.sftworkbench.tokenizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The special tokens that a tokenizer's configuration names.
 *
 * @param bos beginning of sequence
 * @param eos end of sequence (in chat models, end of turn)
 * @param pad padding
 * @param unk unknown
 * @param others those of any other name, such as {@code mask_token} or {@code image_token}
 */
public record SpecialTokens(
        Optional<String> bos,
        Optional<String> eos,
        Optional<String> pad,
        Optional<String> unk,
        Map<String, String> others) {
    public SpecialTokens {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** Of the four roles alone. */
    public SpecialTokens(
            Optional<String> bos,
            Optional<String> eos,
            Optional<String> pad,
            Optional<String> unk) {
        this(bos, eos, pad, unk, Map.of());
    }

    /** All by name, as a chat template is handed them: {@code bos_token} and so on. */
    public Map<String, String> byName() {
        Map<String, String> all = new LinkedHashMap<>();
        bos.ifPresent(token -> all.put("bos_token", token));
        eos.ifPresent(token -> all.put("eos_token", token));
        unk.ifPresent(token -> all.put("unk_token", token));
        pad.ifPresent(token -> all.put("pad_token", token));
        all.putAll(others);
        return all;
    }
}
