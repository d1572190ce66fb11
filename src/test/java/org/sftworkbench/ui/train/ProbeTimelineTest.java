package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.TokenKind;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.ui.common.words.Words;

class ProbeTimelineTest {
    private final ObservableList<SampleQuestion> rows = FXCollections.observableArrayList();
    private final ProbeTimeline timeline = new ProbeTimeline(Words.english(), rows);

    @Test
    void aConversationIsOfferedAndAChoiceOutlivesNewRows() {
        rows.setAll(questions(3));
        assertThat(timeline.choiceProperty().get()).isEqualTo(rows.get(0));

        timeline.choiceProperty().set(rows.get(2));
        rows.setAll(questions(5));
        assertThat(timeline.choiceProperty().get()).isEqualTo(rows.get(2));

        rows.setAll(questions(2));
        assertThat(timeline.choiceProperty().get()).isEqualTo(rows.get(0));
    }

    @Test
    void whoLooksAtTheNewestGoesOnLookingAtTheNewest() {
        timeline.begin(tokens());
        timeline.add(score(0, 3));
        timeline.add(score(5, 2));
        assertThat(timeline.current().step()).isEqualTo(5);

        timeline.shownProperty().set(0);
        timeline.add(score(10, 1));
        assertThat(timeline.current().step()).isZero();
    }

    @Test
    void aPastRunIsLookedAtWhileThePresentOneGoesOn() {
        timeline.begin(tokens());
        timeline.add(score(0, 3));
        timeline.showPast(
                "baseline",
                new ProbeHistory(
                        List.of(7, 8),
                        List.of("<|end|>", "Oslo"),
                        List.of(false, true),
                        List.of("end of turn", "content"),
                        List.of(
                                new ProbeHistory.Score(0, new double[] {Double.NaN, 4}),
                                new ProbeHistory.Score(9, new double[] {Double.NaN, 1}))));
        assertThat(timeline.pastProperty().get()).isEqualTo("baseline");
        assertThat(timeline.current().step()).isEqualTo(9);
        assertThat(timeline.tokensProperty().get())
                .extracting(ProbedToken::text)
                .containsExactly("<|end|>", "Oslo");

        timeline.add(score(5, 2));
        assertThat(timeline.scores()).hasSize(2);
        assertThat(timeline.current().step()).isEqualTo(9);

        timeline.showPresent();
        assertThat(timeline.pastProperty().get()).isNull();
        assertThat(timeline.scores()).extracting(ProbeScore::step).containsExactly(0, 5);
        assertThat(timeline.current().step()).isEqualTo(5);
        assertThat(timeline.tokensProperty().get()).isEqualTo(tokens());
    }

    @Test
    void aRunThatBeginsBringsThePresentBack() {
        timeline.showPast(
                "baseline",
                new ProbeHistory(List.of(), List.of(), List.of(), List.of(), List.of()));
        timeline.begin(tokens());
        timeline.add(score(0, 3));

        assertThat(timeline.pastProperty().get()).isNull();
        assertThat(timeline.current().step()).isZero();
    }

    @Test
    void theFilmRunsFromTheFirstScoreToTheNewest() {
        timeline.begin(tokens());
        IntStream.range(0, 3).forEach(i -> timeline.add(score(i, 3 - i)));

        timeline.play();
        assertThat(timeline.current().step()).isZero();
        timeline.advance();
        assertThat(timeline.playingProperty().get()).isTrue();
        timeline.advance();
        assertThat(timeline.current().step()).isEqualTo(2);
        assertThat(timeline.playingProperty().get()).isFalse();
    }

    @Test
    void formatContentAndWhatIsNotTrainedAreMeasuredApart() {
        timeline.begin(
                List.of(
                        token("<|im_start|>", false, TokenKind.SCAFFOLDING),
                        token("Where", false, TokenKind.CONTENT),
                        token("hm", true, TokenKind.REASONING),
                        token("Oslo", true, TokenKind.CONTENT),
                        token(".", true, TokenKind.CONTENT),
                        token("<|im_end|>", true, TokenKind.END_OF_TURN),
                        token("\n", true, TokenKind.WHITE_SPACE)));
        timeline.add(new ProbeScore(0, new double[] {Double.NaN, 2, 7, 4, 5, 1, 3}));
        timeline.add(new ProbeScore(5, new double[] {Double.NaN, 2, 6, 3, 4, 0, 0.5}));

        assertThat(timeline.parts())
                .containsExactly(
                        ProbedToken.Part.FORMAT,
                        ProbedToken.Part.REASONING,
                        ProbedToken.Part.CONTENT,
                        ProbedToken.Part.UNTRAINED);
        assertThat(timeline.means()).hasSize(2);
        assertThat(timeline.means().get(0).of(ProbedToken.Part.FORMAT)).isEqualTo(2);
        assertThat(timeline.means().get(0).of(ProbedToken.Part.REASONING)).isEqualTo(7);
        assertThat(timeline.means().get(0).of(ProbedToken.Part.CONTENT)).isEqualTo(4.5);
        assertThat(timeline.means().get(0).of(ProbedToken.Part.UNTRAINED)).isEqualTo(2);
        assertThat(timeline.means().get(1).of(ProbedToken.Part.FORMAT)).isEqualTo(0.25);
        assertThat(timeline.means().get(1).of(ProbedToken.Part.CONTENT)).isEqualTo(3.5);
    }

    @Test
    void theMeansOfARunAreThoseOfItsOwnTokens() {
        timeline.begin(tokens());
        timeline.add(new ProbeScore(0, new double[] {Double.NaN, 2, 4, 1}));
        timeline.showPast(
                "baseline",
                new ProbeHistory(
                        List.of(7, 8),
                        List.of("a", "b"),
                        List.of(true, true),
                        List.of("content", "content"),
                        List.of(new ProbeHistory.Score(9, new double[] {Double.NaN, 6}))));
        assertThat(timeline.means()).hasSize(1);
        assertThat(timeline.means().get(0).of(ProbedToken.Part.CONTENT)).isEqualTo(6);

        timeline.showPresent();
        assertThat(timeline.means().get(0).of(ProbedToken.Part.CONTENT)).isEqualTo(4);
        timeline.recall(List.of(score(0, 3), score(5, 2)));
        assertThat(timeline.means())
                .extracting(means -> means.of(ProbedToken.Part.CONTENT))
                .containsExactly(3.0, 2.0);
    }

    @Test
    void aRunThatDoesNotSayWhatItsTokensAreThereForIsNotSplitIntoFormatAndContent() {
        for (List<String> kinds : List.of(List.<String>of(), List.of("content", "yet unknown"))) {
            timeline.showPast(
                    "old",
                    new ProbeHistory(
                            List.of(7, 8),
                            List.of("<|end|>", "Oslo"),
                            List.of(false, true),
                            kinds,
                            List.of(new ProbeHistory.Score(0, new double[] {Double.NaN, 4}))));
            assertThat(timeline.parts())
                    .containsExactly(ProbedToken.Part.TRAINED, ProbedToken.Part.UNTRAINED);
            assertThat(timeline.means().get(0).of(ProbedToken.Part.TRAINED)).isEqualTo(4);
            assertThat(timeline.means().get(0).of(ProbedToken.Part.FORMAT)).isNaN();
            assertThat(timeline.means().get(0).of(ProbedToken.Part.CONTENT)).isNaN();
        }
    }

    @Test
    void heatFollowsTheProbability() {
        assertThat(HeatLevel.of(0.01)).isZero();
        assertThat(HeatLevel.of(-Math.log(0.6))).isEqualTo(1);
        assertThat(HeatLevel.of(-Math.log(0.3))).isEqualTo(2);
        assertThat(HeatLevel.of(-Math.log(0.1))).isEqualTo(3);
        assertThat(HeatLevel.of(-Math.log(0.01))).isEqualTo(4);
        assertThat(HeatLevel.of(9)).isEqualTo(HeatLevel.MOST);
    }

    private static List<ProbedToken> tokens() {
        return List.of(
                token("<|im_start|>", false, TokenKind.SCAFFOLDING),
                token("Where", false, TokenKind.CONTENT),
                token("Oslo", true, TokenKind.CONTENT),
                token("<|im_end|>", true, TokenKind.END_OF_TURN));
    }

    private static ProbedToken token(String text, boolean trained, TokenKind kind) {
        return new ProbedToken(text, trained, text.startsWith("<|"), Optional.of(kind));
    }

    private static ProbeScore score(int step, double nll) {
        return new ProbeScore(step, new double[] {Double.NaN, nll, nll, nll});
    }

    private static List<SampleQuestion> questions(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(
                        n ->
                                SampleQuestion.of(
                                        new DataRow(
                                                n,
                                                n,
                                                Conversation.of(
                                                        Message.of("user", "Question " + n),
                                                        Message.of("assistant", "Answer " + n))),
                                        false))
                .flatMap(Optional::stream)
                .toList();
    }
}
