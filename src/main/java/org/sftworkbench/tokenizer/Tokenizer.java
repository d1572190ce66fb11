package org.sftworkbench.tokenizer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns text into token ids and back, as the {@code tokenizers} library does. Thread-safe. */
public interface Tokenizer extends AutoCloseable {
    /** Encodes a text: special tokens written in it become their ids, none are added. */
    Encoding encode(String text);

    /**
     * What transformers' tokenizer, called on a text, puts around it; {@link #encode} does not, as
     * a chat template writes such tokens itself.
     */
    default DocumentFrame documentFrame() {
        return DocumentFrame.NONE;
    }

    /** Decodes a whole sequence at once (a character may spread over several tokens). */
    String decode(int[] ids, boolean skipSpecialTokens);

    /** One more than the highest id, added tokens included. */
    int size();

    /** The id of an entry of the vocabulary or of an added token, by its exact name there. */
    OptionalInt idOf(String token);

    /**
     * The entry's name in the vocabulary ({@code Ġthe}, {@code <|im_end|>}), or empty where no
     * entry has this id.
     */
    Optional<String> tokenOf(int id);

    /** Whether the id is an added token marked special. */
    boolean isSpecial(int id);

    /**
     * Whether the id is of a token that the tokenizer's own file does not have, and that is one
     * because the configuration names it: a model knows it only if it was made for it.
     */
    default boolean isNew(int id) {
        return false;
    }

    /**
     * The class by which transformers, and so this tokenizer, normalizes, parts, merges or decodes
     * otherwise than the tokenizer's own file says; empty where the file is run as it stands.
     */
    default Optional<String> stepsOfClass() {
        return Optional.empty();
    }

    /** Special tokens by their role in the tokenizer's configuration. */
    SpecialTokens special();

    /**
     * The id that fills up batches: the padding token, else end of sequence, else 0. The attention
     * mask keeps it out of every result, so any id will do.
     */
    default int paddingId() {
        return special()
                .pad()
                .or(special()::eos)
                .map(this::idOf)
                .orElse(OptionalInt.of(0))
                .orElse(0);
    }

    /** The chat templates that lie beside it. */
    ChatTemplates chatTemplates();

    /**
     * All added tokens that end a turn in common templates and exist here ({@code <|im_end|>},
     * {@code <|eot_id|>}, …).
     */
    List<String> endOfTurnCandidates();

    @Override
    void close();
}
