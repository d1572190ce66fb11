package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A row as bytes is that row again, and bytes that are none are refused. */
class PackedTokensTest {
    private static final LabelledExample ROW =
            new LabelledExample(
                    new int[] {0, 63, 64, 151_643, Integer.MAX_VALUE, -1},
                    new boolean[] {false, true, true, false, true, true});

    @Test
    void aRowComesBackAsItWas() {
        assertThat(PackedTokens.read(PackedTokens.write(ROW))).isEqualTo(ROW);
        LabelledExample empty = new LabelledExample(new int[0], new boolean[0]);
        assertThat(PackedTokens.read(PackedTokens.write(empty))).isEqualTo(empty);
    }

    @Test
    void theNumberOfTokensStandsBeforeThem() {
        LabelledExample row = new LabelledExample(new int[] {5, 100}, new boolean[] {true, false});
        // 5 << 1 | 1, then 100 << 1 in two times seven bits.
        assertThat(PackedTokens.write(row)).containsExactly(2, 11, 0x80 | 72, 1);
    }

    @Test
    void bytesThatAreNoRowAreRefused() {
        byte[] bytes = PackedTokens.write(ROW);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> PackedTokens.read(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PackedTokens.read(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessageContaining("too many");
        byte[] endless = new byte[20];
        Arrays.fill(endless, (byte) -1);
        assertThatThrownBy(() -> PackedTokens.read(endless)).hasMessageContaining("without an end");
    }
}
