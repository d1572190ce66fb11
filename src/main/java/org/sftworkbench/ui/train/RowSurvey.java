package org.sftworkbench.ui.train;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.words.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes the rows of a data set on the background thread, a few at a time, so that other panes'
 * work gets its turn in between. A row that fails is kept by name; the others go on.
 */
final class RowSurvey {
    /** Hears of a survey on the background thread; the last call is one of the lower two. */
    interface Listener {
        void progressed(int done, int total);

        void finished(EncodedRows rows);

        /** Nothing can be encoded at all, such as with a template that does not parse. */
        void failed(String message);
    }

    private static final Logger LOG = LoggerFactory.getLogger(RowSurvey.class);
    private static final int CHUNK = 32;

    private final Tokenizer tokenizer;
    private final EncodingOptions options;
    private final List<DataRow> rows;
    private final Executor background;
    private final Listener listener;
    private final List<DataRow> encoded = new ArrayList<>();
    private final List<LabelledExample> examples = new ArrayList<>();
    private final List<RefusedRow> problems = new ArrayList<>();

    /** One for all rows, and for those of a run that goes on another day. */
    private final OffsetDateTime renderedAt = OffsetDateTime.now();

    private ExampleEncoder encoder;
    private boolean unexpectedLogged;
    private volatile boolean cancelled;

    RowSurvey(
            Tokenizer tokenizer,
            EncodingOptions options,
            List<DataRow> rows,
            Executor background,
            Listener listener) {
        this.tokenizer = tokenizer;
        this.options = options;
        this.rows = List.copyOf(rows);
        this.background = background;
        this.listener = listener;
    }

    void start() {
        background.execute(this::open);
    }

    /** The listener hears nothing more once the chunk in work is done. */
    void cancel() {
        cancelled = true;
    }

    private void open() {
        try {
            encoder = new ExampleEncoder(tokenizer, options.at(renderedAt));
        } catch (TemplateException e) {
            listener.failed(
                    Words.original("The chat template cannot be used: {0}", e.getMessage()));
            return;
        } catch (DataException e) {
            listener.failed(e.getMessage());
            return;
        }
        encodeFrom(0);
    }

    private void encodeFrom(int first) {
        int end = Math.min(first + CHUNK, rows.size());
        for (int r = first; r < end && !cancelled; r++) {
            encode(rows.get(r));
        }
        if (cancelled) {
            return;
        }
        listener.progressed(end, rows.size());
        if (end < rows.size()) {
            background.execute(() -> encodeFrom(end));
        } else {
            listener.finished(EncodedRows.of(encoded, examples, problems, renderedAt));
        }
    }

    private void encode(DataRow row) {
        try {
            examples.add(encoder.label(row));
            encoded.add(row);
        } catch (TemplateException | DataException e) {
            problems.add(new RefusedRow(row, e.getMessage()));
        } catch (RuntimeException e) {
            if (!unexpectedLogged) {
                unexpectedLogged = true;
                LOG.warn("Row {} and maybe more cannot be encoded", row.number(), e);
            }
            problems.add(new RefusedRow(row, Words.original("cannot be encoded: {0}", e)));
        }
    }
}
