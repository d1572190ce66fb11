package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThinkingTest {
    @Test
    void whatStandsBetweenTheTagsIsThought() {
        String text = "<think>a b</think>\n\nAnswer";
        Thinking thinking = Thinking.in(text, false);
        assertThat(text.substring(thinking.inner(), thinking.innerEnd())).isEqualTo("a b");
        assertThat(thinking.closed()).isTrue();
        assertThat(thinking.holds(text.indexOf("Answer"))).isFalse();
        assertThat(thinking.isTag(0)).isTrue();
        assertThat(thinking.isTag(text.indexOf("a b"))).isFalse();
    }

    @Test
    void anEmptyBlockIsNotTakenAlong() {
        assertThat(taken("<think>\n\n</think>\n\nMira lives in Oslo.", false))
                .isEqualTo("Mira lives in Oslo.");
        assertThat(taken("\n</think>\n\nOslo.", true)).isEqualTo("Oslo.");
        for (String whole : List.of("<think>So</think>\n\nOslo.", " Oslo.\n", "<think>\n")) {
            assertThat(taken(whole, false)).isEqualTo(whole);
        }
    }

    private static String taken(String text, boolean opened) {
        return Thinking.in(text, opened).withoutEmpty(text);
    }

    @Test
    void unfinishedThoughtReachesToTheEnd() {
        assertThat(Thinking.in("<think>\nso far", false).closed()).isFalse();
        assertThat(Thinking.in("<think>\nso far", false).holds(10)).isTrue();
    }

    @Test
    void thoughtThatThePromptOpenedBeginsTheAnswer() {
        Thinking thinking = Thinking.in("so far</think>Answer", false);
        assertThat(thinking.isThere()).isTrue();
        assertThat(thinking.holds(0)).isTrue();
        assertThat(thinking.holds("so far</think>".length())).isFalse();
    }

    @Test
    void openTagAtTheEndOfAPromptIsSeenWhateverItsTokens() {
        assertThat(Thinking.isOpenedBy(List.of("assistant", "⏎", "<think>", "⏎"))).isTrue();
        assertThat(Thinking.isOpenedBy(List.of("x", "<", "think", ">", "⏎"))).isTrue();
        assertThat(Thinking.isOpenedBy(List.of("<think>", "⏎⏎", "</think>", "⏎⏎"))).isFalse();
        assertThat(Thinking.in("so far", true).holds(3)).isTrue();
    }

    @Test
    void tagsThatAreSpokenAboutAreNotThoughtIn() {
        assertThat(Thinking.in("Write <think> and </think> around it", false).isThere()).isFalse();
        assertThat(Thinking.in("plain", false).isThere()).isFalse();
    }
}
