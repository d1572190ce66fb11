package org.sftworkbench.ui.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Message;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.words.Words;

class PairExplanationTest {
    private final WordTokenizer tokenizer = new WordTokenizer();
    private final LabelBatch batch =
            new BatchMaker(tokenizer, Rows.CHATML, Rows::place)
                    .make(
                            List.of(
                                    Rows.row(1, "Hi", "Yes"),
                                    Rows.row(
                                            2,
                                            Message.of("system", "Be brief"),
                                            Message.of("user", "Hi"),
                                            Message.of("assistant", "Yes"))),
                            Settings.RIGHT);
    private final LabelRow row = batch.rows().get(0);
    private final int answer = positionOf("Yes");

    @Test
    void aSupervisedPositionNamesWhatItPredictsAndWhereTheLabelCameFrom() {
        assertThat(explain(LabelConvention.SHIFTED, answer - 1))
                .contains("predicts ‘Yes’ (id " + tokenizer.id("Yes") + ")")
                .contains("Label " + (answer - 1) + " is input id " + answer)
                .contains("copied one place to the left");
        assertThat(explain(LabelConvention.ALIGNED, answer - 1))
                .contains("predicts ‘Yes’")
                .contains("output " + (answer - 1) + " is scored against label " + answer);
    }

    @Test
    void aPromptPositionSaysThatTheModelReadsTheMessage() {
        assertThat(explain(LabelConvention.SHIFTED, positionOf("Hi") - 1))
                .contains("‘Hi’, is part of the user message")
                .contains("is -100");
    }

    @Test
    void theOpeningOfTheAnswerIsBroughtByThePrompt() {
        assertThat(explain(LabelConvention.SHIFTED, positionOf("assistant") - 1))
                .contains("opens the assistant's turn");
    }

    @Test
    void whiteSpaceAfterTheAnswerNeedNotBeWritten() {
        assertThat(explain(LabelConvention.SHIFTED, answer + 1))
                .contains("comes after the end of the answer");
    }

    @Test
    void theLastTokenHasNothingToPredict() {
        assertThat(explain(LabelConvention.SHIFTED, row.tokens() - 1))
                .contains("the last token")
                .contains("nothing to predict");
    }

    @Test
    void paddingIsFillerOnItsSide() {
        assertThat(explain(LabelConvention.SHIFTED, row.tokens()))
                .contains("is padding (id 0)")
                .contains("on the right")
                .contains("attention mask is 0");
        LabelRow left =
                new BatchMaker(tokenizer, Rows.CHATML, Rows::place)
                        .make(
                                batch.rows().stream().map(r -> r.parts().get(0).row()).toList(),
                                Settings.LEFT)
                        .rows()
                        .get(0);
        assertThat(new PairExplanation(left, LabelConvention.SHIFTED, Words.english()).of(0))
                .contains("on the left");
    }

    @Test
    void noPositionPredictsTheFirstAlignedLabel() {
        assertThat(explain(LabelConvention.ALIGNED, -1)).contains("nothing predicts it");
    }

    @Test
    void theLastTokenOfARowInAPackDoesNotPredictTheNextRow() {
        LabelRow pack =
                new BatchMaker(tokenizer, Rows.CHATML, Rows::place)
                        .make(
                                List.of(Rows.row(1, "Hi", "Yes"), Rows.row(2, "Hi", "No")),
                                Settings.packed(64))
                        .rows()
                        .get(0);
        int last = pack.parts().get(1).start() - 1;

        assertThat(new PairExplanation(pack, LabelConvention.SHIFTED, Words.english()).of(last))
                .contains("begins another row")
                .contains("label " + last + " is -100");
        assertThat(new PairExplanation(pack, LabelConvention.ALIGNED, Words.english()).of(last))
                .contains("label " + (last + 1) + " is -100");
    }

    private String explain(LabelConvention convention, int t) {
        return new PairExplanation(row, convention, Words.english()).of(t);
    }

    private int positionOf(String text) {
        for (int t = 0; t < row.tokens(); t++) {
            if (row.token(t).text().equals(text)) {
                return t;
            }
        }
        throw new AssertionError("no token " + text);
    }
}
