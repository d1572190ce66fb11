package org.sftworkbench.ui.labels;

import java.util.List;
import java.util.function.Function;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * A batch that is asked for, and all it is made of as it stood then. Immutable.
 *
 * @param places names a row with its file
 */
record BatchOrder(
        List<DataRow> rows,
        Tokenizer tokenizer,
        EncodingOptions options,
        Function<DataRow, String> places,
        BatchSettings settings) {
    BatchOrder {
        rows = List.copyOf(rows);
    }

    /**
     * What came of it.
     *
     * @param trouble why there is no batch; null where there is one
     */
    record Outcome(LabelBatch batch, LabelsState state, Problem trouble) {
        private static Outcome failed(LabelsState how, Problem why) {
            return new Outcome(LabelBatch.EMPTY, how, why);
        }
    }

    /** Renders and tokenizes: background thread. */
    Outcome make() {
        try {
            return new Outcome(
                    new BatchMaker(tokenizer, options, places).make(rows, settings),
                    LabelsState.READY,
                    null);
        } catch (LengthException e) {
            return Outcome.failed(LabelsState.LENGTH, Problem.of(e));
        } catch (DataException e) {
            return Outcome.failed(LabelsState.FAILED, Problem.of(e));
        } catch (TemplateException e) {
            return Outcome.failed(
                    LabelsState.FAILED,
                    Problem.error(
                            Words.original("The chat template has an error: {0}", e.getMessage())));
        } catch (RuntimeException e) {
            return Outcome.failed(LabelsState.FAILED, Problem.unexpected(e));
        }
    }
}
