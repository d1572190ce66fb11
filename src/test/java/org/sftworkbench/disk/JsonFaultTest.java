package org.sftworkbench.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** What is wrong with JSON is said to its reader, in both languages, and not to a programmer. */
class JsonFaultTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":-}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{a:1}",
                "{\"a\" 1}",
                "[1 2]",
                "{\"a\":1 \"b\":2}",
                "[1,]",
                "{,}",
                "[}",
                "{]",
                "{\"a\":1",
                "{\"a",
                "{\"a\":\"",
                "{\"a\":tru}",
                "{\"a\":None}",
                "1\"a\"",
                "\u0016{}",
                "{\"a\":\"\u0001\"}"
            })
    void ofEachKind(String broken) throws IOException {
        check(broken.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ofWhatIsTooDeepOrTooLong() throws IOException {
        check("[".repeat(2_000).getBytes(StandardCharsets.UTF_8));
        check("1".repeat(2_000).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ofRandomDamage() throws IOException {
        byte[] whole =
                "{\"a\": [1, -2.5e3, true, null, \"x\\n\\u00e9\"], \"名\": {\"b\": \"c\"}}"
                        .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(5);
        int broken = 0;
        int tries = Boolean.getBoolean("sft.full") ? 2_000 : 700;
        for (int i = 0; i < tries; i++) {
            byte[] bytes = Arrays.copyOf(whole, whole.length - random.nextInt(2));
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            broken += check(bytes) ? 1 : 0;
        }
        assertThat(broken).isGreaterThan(tries / 2);
    }

    private static boolean check(byte[] bytes) throws IOException {
        try {
            JSON.readTree(bytes);
            return false;
        } catch (JsonProcessingException e) {
            String told = JsonFault.of(e);
            assertThat(told).doesNotContain("JsonReadFeature").doesNotContain("Constraints");
            ToldInChinese.check("/x/run.json: is broken JSON at line 3: " + told);
            return true;
        }
    }
}
