package org.sftworkbench.engine;

import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.TokenKind;
import org.sftworkbench.data.TokenKinds;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * A row whose every token is scored on the way of a run. Plain data.
 *
 * @param row ids and mask
 * @param kinds what each token is there for, shape [T]; empty where nobody knows, as of rows that
 *     come as ids
 */
public record ProbedRow(LabelledExample row, List<TokenKind> kinds) {
    public ProbedRow {
        kinds = List.copyOf(kinds);
        if (!kinds.isEmpty() && kinds.size() != row.length()) {
            throw new IllegalArgumentException(
                    row.length() + " tokens but " + kinds.size() + " kinds");
        }
    }

    /** A row of which only ids and mask are known. */
    public static ProbedRow of(LabelledExample row) {
        return new ProbedRow(row, List.of());
    }

    /**
     * The row of a run that goes on, as the run's directory keeps it.
     *
     * @throws IllegalArgumentException where it does not say of every token whether it is trained
     */
    static ProbedRow of(ProbeHistory recorded) {
        int[] ids = recorded.ids().stream().mapToInt(Integer::intValue).toArray();
        boolean[] trained = new boolean[recorded.trained().size()];
        for (int t = 0; t < trained.length; t++) {
            trained[t] = recorded.trained().get(t);
        }
        return new ProbedRow(new LabelledExample(ids, trained), kinds(recorded));
    }

    /**
     * What each token is there for, as a run's directory says; empty where it does not, or not in
     * words that are known here.
     */
    public static List<TokenKind> kinds(ProbeHistory recorded) {
        List<TokenKind> known =
                recorded.kinds().stream()
                        .map(TokenKind::displayedAs)
                        .flatMap(Optional::stream)
                        .toList();
        return known.size() == recorded.ids().size() ? known : List.of();
    }

    /** A row that was just encoded with this tokenizer. */
    public static ProbedRow of(AnnotatedExample example, Tokenizer tokenizer) {
        return new ProbedRow(example.example(), new TokenKinds(tokenizer).of(example));
    }
}
