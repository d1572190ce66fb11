package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void whiteSpaceHasASignOfItsOwn() {
        assertThat(VisibleText.of(" the\n\tend\r")).isEqualTo("␣the⏎⇥end⇤");
    }

    @Test
    void wordsOfAnyScriptStayAsTheyAre() {
        assertThat(VisibleText.of("你好🎉é")).isEqualTo("你好🎉é");
    }

    @Test
    void whatTurnsTheDirectionOfTextIsSeenInALine() {
        assertThat(VisibleText.inOneLine("wi\u202ethdi\u2066a\r\n\t b")).isEqualTo("wi·thdi·a b");
        assertThat(VisibleText.inOneLine("مرحبا 👨\u200d👩\u200d👧"))
                .isEqualTo("مرحبا 👨\u200d👩\u200d👧");
    }

    @Test
    void spacesThatLookLikeSpacesAndCharactersOfNoWidthShow() {
        assertThat(VisibleText.of("a\u00a0b\u3000c\u200bd")).isEqualTo("a⍽b⍽c·d");
    }
}
