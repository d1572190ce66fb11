package org.sftworkbench.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.fault.NotUtf8Exception;

class Utf8ReaderTest {
    private static final String TEXT = "a\uFEFF词元🙂\r\n".repeat(20_000);

    /** Gives one to three bytes a read, so that characters are torn. */
    private static InputStream inSmallPieces(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            private int turn;

            @Override
            public synchronized int read(byte[] target, int from, int length) {
                return super.read(target, from, Math.min(length, 1 + turn++ % 3));
            }
        };
    }

    private static String all(InputStream in) throws IOException {
        StringWriter text = new StringWriter();
        try (Utf8Reader reader = new Utf8Reader(in)) {
            reader.transferTo(text);
        }
        return text.toString();
    }

    @Test
    void charactersTornAcrossReadsComeOutWhole() throws IOException {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        assertThat(all(inSmallPieces(bytes))).isEqualTo(TEXT);
        assertThat(all(new ByteArrayInputStream(bytes))).isEqualTo(TEXT);
    }

    @Test
    void onlyALeadingByteOrderMarkIsLeftOut() throws IOException {
        byte[] bytes = ("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8);
        assertThat(all(inSmallPieces(bytes))).isEqualTo(TEXT);
    }

    @Test
    void forBytesThatAreNotUtf8AnotherCharacterComesAndTheirPlaceIsTold() throws IOException {
        byte[] good = TEXT.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(good, 2 * good.length + 1);
        bytes[good.length] = (byte) 0xE8;
        System.arraycopy(good, 0, bytes, good.length + 1, good.length);
        StringWriter text = new StringWriter();
        try (Utf8Reader reader = new Utf8Reader(inSmallPieces(bytes))) {
            reader.transferTo(text);
            assertThat(reader.bad(TEXT.length())).isEmpty();
            assertThat(reader.bad(TEXT.length() + 1))
                    .get()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("0xE8 at offset " + good.length);
            assertThat(reader.bad(Long.MAX_VALUE)).as("told once").isEmpty();
        }
        assertThat(text.toString()).isEqualTo(TEXT + "\uFFFD" + TEXT);
    }

    @Test
    void whatIsBadThroughoutIsGivenUp() throws IOException {
        byte[] bytes = new byte[1 << 20];
        Arrays.fill(bytes, (byte) 0xE8);
        try (Utf8Reader reader = new Utf8Reader(new ByteArrayInputStream(bytes))) {
            assertThatThrownBy(() -> reader.transferTo(new StringWriter()))
                    .isInstanceOf(NotUtf8Exception.class)
                    .hasMessageContaining("0xE8 at offset 0");
        }
    }
}
