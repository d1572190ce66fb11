package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.ReadRow;
import org.sftworkbench.data.RowStream;
import org.sftworkbench.template.ChatTemplate;
import org.sftworkbench.template.RenderRequest;
import org.sftworkbench.tokenizer.ChatTemplates;
import org.sftworkbench.tokenizer.Tokenizer;

/** Measures what each stage of encoding takes for a row, on one thread. */
final class EncodingStages {
    /** Enough rows for a stable mean. */
    private static final int ROWS = 5_000;

    private final Tokenizer tokenizer;
    private final EncodingMixin encoding;
    private final ExampleEncoder encoder;

    EncodingStages(Tokenizer tokenizer, EncodingMixin encoding, ExampleEncoder encoder) {
        this.tokenizer = tokenizer;
        this.encoding = encoding;
        this.encoder = encoder;
    }

    /**
     * Microseconds a row takes.
     *
     * @param renderUs rendering it once; 0 with role marks, which render nothing
     * @param tokenizeUs tokenizing the rendered text
     * @param maskUs all else, further renderings to find the mask included; a difference of
     *     measurements, so that a small one is uncertain
     */
    record Times(double readUs, double renderUs, double tokenizeUs, double maskUs) {}

    Times measure(Path file) {
        Map<String, String> sources = encoding.choice(tokenizer).sources();
        Map<String, ChatTemplate> parsed = new HashMap<>();
        long read = 0;
        long render = 0;
        long tokenize = 0;
        long whole = 0;
        int rows = 0;
        try (RowStream stream = new DatasetReader().stream(file)) {
            while (rows < ROWS && stream.hasNext()) {
                long start = System.nanoTime();
                ReadRow row = stream.next();
                long afterRead = System.nanoTime();
                encoder.label((DataRow) row);
                long afterWhole = System.nanoTime();
                String text = sources.isEmpty() ? "" : text(sources, parsed, (DataRow) row);
                long afterRender = System.nanoTime();
                tokenizer.encode(text);
                long afterTokenize = System.nanoTime();
                read += afterRead - start;
                whole += afterWhole - afterRead;
                render += afterRender - afterWhole;
                tokenize += afterTokenize - afterRender;
                rows++;
            }
        }
        double micro = 1e3 * Math.max(1, rows);
        return new Times(
                read / micro,
                render / micro,
                tokenize / micro,
                Math.max(0, whole - render - tokenize) / micro);
    }

    private String text(
            Map<String, String> sources, Map<String, ChatTemplate> parsed, DataRow row) {
        String name = encoder.templateName(row.conversation()).orElse(ChatTemplates.DEFAULT);
        return parsed.computeIfAbsent(name, n -> ChatTemplate.parse(sources.get(n)))
                .render(new RenderRequest(row.conversation(), false, encoding.variables()))
                .text();
    }
}
