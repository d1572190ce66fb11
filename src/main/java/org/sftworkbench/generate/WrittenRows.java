package org.sftworkbench.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.tokenizer.StreamingDecoder;
import org.sftworkbench.tokenizer.Tokenizer;

/** What each row of a batch has written so far, and whether it has ended. */
final class WrittenRows {
    private static final int ENDED = -1;

    private final List<Row> rows = new ArrayList<>();
    private final List<IdList> texts;
    private final List<Integer> eosIds;
    private final boolean ignoreEos;

    /**
     * @param tokenizer needed where there are stop strings
     */
    WrittenRows(
            PaddedPrompts batch,
            GenerationSettings settings,
            List<Integer> eosIds,
            Optional<Tokenizer> tokenizer) {
        this.eosIds = eosIds;
        this.ignoreEos = settings.ignoreEos();
        if (!settings.stopStrings().isEmpty() && tokenizer.isEmpty()) {
            throw new IllegalArgumentException("stop strings need the model's tokenizer");
        }
        for (int b = 0; b < batch.rows(); b++) {
            int from = b * batch.length() + (batch.isPadding(b, 0) ? padding(batch, b) : 0);
            int[] prompt = Arrays.copyOfRange(batch.ids(), from, from + batch.lengths()[b]);
            rows.add(
                    new Row(
                            new IdList(prompt),
                            prompt.length,
                            settings.stopStrings().isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(
                                            new StopWatch(
                                                    tokenizer.orElseThrow(),
                                                    settings.stopStrings()))));
        }
        texts = rows.stream().map(row -> row.text).toList();
    }

    private static int padding(PaddedPrompts batch, int row) {
        return batch.length() - batch.lengths()[row];
    }

    /** Each row so far, prompt included. */
    List<IdList> texts() {
        return texts;
    }

    /** Takes a token for each row; gives them back, -1 for rows that had ended before. */
    int[] append(int[] ids) {
        int[] told = new int[ids.length];
        for (int b = 0; b < ids.length; b++) {
            told[b] = rows.get(b).stop != null ? ENDED : ids[b];
            rows.get(b).append(ids[b], !ignoreEos && eosIds.contains(ids[b]));
        }
        return told;
    }

    boolean allEnded() {
        return rows.stream().allMatch(row -> row.stop != null);
    }

    List<Continuation> finish(boolean cancelled) {
        return rows.stream()
                .map(
                        row ->
                                row.finish(
                                        cancelled
                                                ? Continuation.Stop.CANCELLED
                                                : Continuation.Stop.LENGTH))
                .toList();
    }

    private static final class Row {
        private final IdList text;
        private final int promptTokens;
        private final Optional<StopWatch> watch;
        private Continuation.Stop stop;

        private Row(IdList text, int promptTokens, Optional<StopWatch> watch) {
            this.text = text;
            this.promptTokens = promptTokens;
            this.watch = watch;
        }

        private void append(int id, boolean endOfSequence) {
            if (stop != null) {
                return;
            }
            text.add(id);
            if (endOfSequence) {
                stop = Continuation.Stop.EOS;
            } else if (watch.isPresent() && watch.get().meets(id)) {
                stop = Continuation.Stop.STOP_STRING;
            }
        }

        private Continuation finish(Continuation.Stop otherwise) {
            int[] all = text.toArray();
            return new Continuation(
                    Arrays.copyOfRange(all, promptTokens, all.length),
                    stop == null ? otherwise : stop,
                    watch.flatMap(StopWatch::found));
        }
    }

    /** Looks for stop strings in the text that ids become, special tokens by their names. */
    private static final class StopWatch {
        private final StreamingDecoder decoder;
        private final StopText text;

        private StopWatch(Tokenizer tokenizer, List<String> stopStrings) {
            decoder = new StreamingDecoder(tokenizer, false);
            text = new StopText(stopStrings);
        }

        private boolean meets(int id) {
            text.push(decoder.push(id));
            return text.found().isPresent();
        }

        private Optional<String> found() {
            return text.found();
        }
    }
}
