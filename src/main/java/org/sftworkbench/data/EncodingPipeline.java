package org.sftworkbench.data;

import java.util.Iterator;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.TemplateException;

/**
 * Encodes rows on several threads and hands them on in order, on the caller's thread, which also
 * reads them. Holds a few hundred rows at a time, however many there are.
 */
public final class EncodingPipeline {
    /** Hears what became of each row, in order, on the thread that runs the pipeline. */
    public interface Sink {
        void encoded(DataRow row, LabelledExample example);

        /**
         * @param failure a {@link TemplateException} or {@link DataException}
         */
        void failed(DataRow row, RuntimeException failure);

        void malformed(RowProblem problem);
    }

    private final ExampleEncoder encoder;
    private final RowPipeline<Outcome> pipeline;

    /**
     * @param threads encoding threads, at least 1; the caller's comes on top, mostly waiting
     */
    public EncodingPipeline(ExampleEncoder encoder, int threads) {
        this.encoder = encoder;
        this.pipeline = new RowPipeline<>(this::outcome, threads);
    }

    /** What became of one row. */
    private sealed interface Outcome {
        void tell(Sink sink);
    }

    private record Encoded(DataRow row, LabelledExample example) implements Outcome {
        @Override
        public void tell(Sink sink) {
            sink.encoded(row, example);
        }
    }

    private record Failed(DataRow row, RuntimeException failure) implements Outcome {
        @Override
        public void tell(Sink sink) {
            sink.failed(row, failure);
        }
    }

    private record Malformed(RowProblem problem) implements Outcome {
        @Override
        public void tell(Sink sink) {
            sink.malformed(problem);
        }
    }

    /**
     * Encodes all rows. Interrupting the thread ends it with the flag set, rows left.
     *
     * @throws DataException where the rows can no longer be read
     */
    public void run(Iterator<? extends ReadRow> rows, Sink sink) {
        pipeline.run(rows, outcome -> outcome.tell(sink));
    }

    private Outcome outcome(ReadRow row) {
        return row instanceof RowProblem problem ? new Malformed(problem) : encode((DataRow) row);
    }

    private Outcome encode(DataRow row) {
        try {
            return new Encoded(row, encoder.label(row));
        } catch (TemplateException | DataException e) {
            return new Failed(row, e);
        }
    }
}
