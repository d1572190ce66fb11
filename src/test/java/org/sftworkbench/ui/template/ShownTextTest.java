package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sftworkbench.template.TextRange;

class ShownTextTest {
    private static final String WHOLE = "one\r\ntwo\r\n\u0007three\r\n";

    private final ShownText text = new ShownText(WHOLE);

    @Test
    void whatIsNotEditedKeepsItsHiddenCharacters() {
        assertThat(text.shown()).isEqualTo("one\ntwo\nthree\n");
        text.edit(text.shown());
        assertThat(text.whole()).isEqualTo(WHOLE);
    }

    @Test
    void anEditChangesOnlyWhatWasChanged() {
        text.edit("one\ntwo!\nthree\n");
        assertThat(text.whole()).isEqualTo("one\r\ntwo!\r\n\u0007three\r\n");
        text.edit("one\n\nthree\n");
        assertThat(text.whole()).isEqualTo("one\r\n\r\n\u0007three\r\n");
        text.edit("one\n\nthree\nfour\n");
        assertThat(text.whole()).isEqualTo("one\r\n\r\n\u0007three\r\nfour\n");
        text.edit("");
        assertThat(text.whole()).isEmpty();
        text.edit("anew");
        assertThat(text.whole()).isEqualTo("anew");
    }

    @Test
    void joiningTwoLinesTakesTheWholeLineEnd() {
        text.edit("onetwo\nthree\n");
        assertThat(text.whole()).isEqualTo("onetwo\r\n\u0007three\r\n");
    }

    @Test
    void aTextMayComeAndGo() {
        ShownText none = new ShownText(null);
        assertThat(none.shown()).isNull();
        none.edit("some");
        assertThat(none.whole()).isEqualTo("some");
        none.edit(null);
        assertThat(none.whole()).isNull();
    }

    @Test
    void placesAreCarriedBothWays() {
        assertThat(text.shown(new TextRange(5, 8))).isEqualTo(new TextRange(4, 7));
        assertThat(text.whole(new TextRange(4, 7))).isEqualTo(new TextRange(5, 8));
        assertThat(WHOLE.substring(11, 16)).isEqualTo("three");
        assertThat(text.whole(new TextRange(8, 13))).isEqualTo(new TextRange(11, 16));
        assertThat(text.whole(new TextRange(0, 0))).isEqualTo(new TextRange(0, 0));
    }
}
