package org.sftworkbench.starter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerJudgeTest {
    private final AnswerJudge judge = new AnswerJudge(World.of(1));

    @ParameterizedTest
    @CsvSource({
        "Mira lives in Oslo., Oslo, true",
        "Mira lives in Rome., Oslo, false",
        "Mira lives in Oslo. Tom lives in Rome., Oslo, false",
        "Mira lives in Oslo. Mira keeps a cat., Oslo, true",
        "'<think>\nRome or Oslo?\n</think>\n\nMira lives in Oslo.', Oslo, true",
        "'<think>\nMira lives in Oslo.\n</think>\n\nHello!', Oslo, false",
        "Fred keeps a cat., cat, true",
        "Fred dreams of a catalogue., cat, false",
        "Fred loves the colour blue., blue, true",
        "米拉住在奥斯陆。, 奥斯陆, true",
        "米拉住在巴黎。, 奥斯陆, false",
        "moon的中文是月亮。, 月亮, true",
        "月亮的英语是moon。, moon, true",
        "'', Oslo, false",
    })
    void aReplyIsRightIfItHoldsTheAnswerAndNoOtherValueOfItsKind(
            String reply, String answer, boolean right) {
        assertThat(judge.isRight(reply, answer)).isEqualTo(right);
    }
}
