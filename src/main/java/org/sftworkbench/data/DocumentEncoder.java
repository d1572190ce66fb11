package org.sftworkbench.data;

import java.util.Optional;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.Origin;
import org.sftworkbench.tokenizer.DocumentFrame;
import org.sftworkbench.tokenizer.Encoding;
import org.sftworkbench.tokenizer.StreamingDecoder;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Turns what needs no chat template into labelled examples: plain text, trained whole, and token
 * ids with the mask they bring.
 */
final class DocumentEncoder {
    private final Tokenizer tokenizer;

    DocumentEncoder(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * The tokens of a document, all trained, as TRL makes them. The end-of-sequence token follows
     * unless the text ends in it: else a model would never learn to end. Around both stands what
     * the tokenizer's post-processor adds, such as the token that begins a sequence.
     */
    AnnotatedExample encode(RowContent.PlainText document) {
        Optional<String> eos = tokenizer.special().eos().filter(t -> !document.text().endsWith(t));
        String text = document.text() + eos.orElse("");
        Encoding encoding = tokenizer.encode(text);
        DocumentFrame frame = tokenizer.documentFrame();
        StringBuilder written = new StringBuilder();
        ExampleBuilder example = new ExampleBuilder();
        frame.before().forEach(id -> append(id, written, example));
        int base = written.length();
        for (int t = 0; t < encoding.length(); t++) {
            int start = encoding.starts()[t];
            String piece = text.substring(start, encoding.ends()[t]);
            Origin origin =
                    start < document.text().length()
                            ? new Origin.Input("text", -1, start)
                            : new Origin.TemplateText();
            example.append(view(encoding.ids()[t], piece, base + start, true, origin));
        }
        written.append(text);
        frame.after().forEach(id -> append(id, written, example));
        return example.build(written.toString());
    }

    /** A token that no character of the text stands for, with its name. */
    private void append(int id, StringBuilder written, ExampleBuilder example) {
        String name = tokenizer.tokenOf(id).orElse("");
        example.append(view(id, name, written.length(), true, new Origin.TemplateText()));
        written.append(name);
    }

    /**
     * Ids as they are, with the text they stand for.
     *
     * @throws DataException where an id is not in the vocabulary
     */
    AnnotatedExample encode(RowContent.PreTokenized row) {
        LabelledExample given = row.example();
        int[] ids = given.inputIds();
        boolean[] trained = given.trained();
        StreamingDecoder decoder = new StreamingDecoder(tokenizer, false);
        StringBuilder text = new StringBuilder();
        ExampleBuilder example = new ExampleBuilder();
        for (int t = 0; t < given.length(); t++) {
            int id = ids[t];
            if (id >= tokenizer.size()) {
                throw new DataException(
                        "input_ids["
                                + t
                                + "] is "
                                + id
                                + ", but the tokenizer's ids end at "
                                + (tokenizer.size() - 1)
                                + "; the ids come from another tokenizer");
            }
            boolean last = t == given.length() - 1;
            String piece = decoder.push(id) + (last ? decoder.finish() : "");
            Origin origin = new Origin.Input("input_ids[" + t + "]", -1, -1);
            example.append(view(id, piece, text.length(), trained[t], origin));
            text.append(piece);
        }
        return example.build(text.toString());
    }

    private TokenView view(int id, String text, int start, boolean trained, Origin origin) {
        return new TokenView(
                id,
                tokenizer.tokenOf(id).orElse(""),
                text,
                start,
                start + text.length(),
                trained,
                tokenizer.isSpecial(id),
                -1,
                "",
                null,
                origin);
    }
}
