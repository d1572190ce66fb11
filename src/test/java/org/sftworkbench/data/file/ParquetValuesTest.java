package org.sftworkbench.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.fault.MalformedRowException;

/** What a column's logical type says is heeded, as pyarrow does. */
class ParquetValuesTest {
    private static Map<String, Object> read(Group group) throws MalformedRowException {
        return ParquetValues.object(group);
    }

    private static Group group(String... fields) {
        return new SimpleGroup(
                MessageTypeParser.parseMessageType(
                        "message row { required " + String.join("; required ", fields) + "; }"));
    }

    private static Binary bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Binary.fromConstantByteArray(bytes);
    }

    @Test
    void unsignedNumbersAreNeverNegative() throws Exception {
        Group group =
                group(
                        "int32 byte (INTEGER(8,false))",
                        "int32 most (INTEGER(32,false))",
                        "int64 long (INTEGER(64,false))",
                        "int64 small (INTEGER(64,false))",
                        "int32 signed (INTEGER(32,true))",
                        "int64 plain");
        group.append("byte", 200).append("most", -1).append("long", -1L).append("small", 3L);
        group.append("signed", -1).append("plain", -1L);
        assertThat(read(group))
                .isEqualTo(
                        Map.of(
                                "byte", 200,
                                "most", 4294967295L,
                                "long", new BigInteger("18446744073709551615"),
                                "small", 3,
                                "signed", -1,
                                "plain", -1));
    }

    @Test
    void decimalsHaveTheirPointWhereverTheyAreStored() throws Exception {
        Group group =
                group(
                        "int32 a (DECIMAL(5,2))",
                        "int64 b (DECIMAL(15,3))",
                        "fixed_len_byte_array(3) c (DECIMAL(5,2))",
                        "fixed_len_byte_array(13) d (DECIMAL(30,2))",
                        "binary e (DECIMAL(20,0))",
                        "int32 f (DECIMAL(5,0))");
        BigInteger many = new BigInteger("1234567890123456789012");
        byte[] thirteen = new byte[13];
        System.arraycopy(
                many.toByteArray(),
                0,
                thirteen,
                13 - many.toByteArray().length,
                many.toByteArray().length);
        group.append("a", 1234).append("b", -1L).append("c", bytes(0xFF, 0xFB, 0x2E));
        group.append("d", Binary.fromConstantByteArray(thirteen));
        group.append("e", Binary.fromConstantByteArray(many.toByteArray())).append("f", 7);
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("a", 12.34);
        expected.put("b", -0.001);
        expected.put("c", -12.34);
        expected.put("d", "12345678901234567890.12");
        expected.put("e", many);
        expected.put("f", 7);
        assertThat(read(group)).isEqualTo(expected);
    }

    @Test
    void halfPrecisionIsANumber() throws Exception {
        Map<Integer, Double> values = new LinkedHashMap<>();
        values.put(0x3E00, 1.5);
        values.put(0xC100, -2.5);
        values.put(0x0001, 5.960464477539063e-08);
        values.put(0x7BFF, 65504.0);
        values.put(0xFC00, Double.NEGATIVE_INFINITY);
        values.put(0x7E00, Double.NaN);
        values.put(0x8000, -0.0);
        for (Map.Entry<Integer, Double> each : values.entrySet()) {
            Group group = group("fixed_len_byte_array(2) x (FLOAT16)");
            group.append("x", bytes(each.getKey() & 0xFF, each.getKey() >> 8));
            assertThat(read(group)).isEqualTo(Map.of("x", each.getValue()));
        }
    }

    @Test
    void datesAndTimesAreTheirTexts() throws Exception {
        Group group =
                group(
                        "int32 day (DATE)",
                        "int64 local (TIMESTAMP(MICROS,false))",
                        "fixed_len_byte_array(16) id (UUID)");
        group.append("day", 19_724).append("local", 1_704_164_645_000_000L);
        group.append("id", bytes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
        assertThat(read(group))
                .isEqualTo(
                        Map.of(
                                "day", "2024-01-02",
                                "local", "2024-01-02T03:04:05.000000",
                                "id", "00010203-0405-0607-0809-0a0b0c0d0e0f"));
    }

    /** The bytes are those that pyarrow writes with use_deprecated_int96_timestamps. */
    @Test
    void timesOfTwelveBytesAreReadAsThoseOfNanoseconds() throws Exception {
        Group group = group("int96 spark", "int64 same (TIMESTAMP(NANOS,false))", "int96 odd");
        group.add(
                "spark",
                bytes(0x40, 0x8F, 0x04, 0x7B, 0x32, 0x29, 0x00, 0x00, 0xD2, 0x8A, 0x25, 0x00));
        group.append("same", 1_709_210_096_789_000_000L);
        group.add("odd", bytes(0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(read(group))
                .isEqualTo(
                        Map.of(
                                "spark", "2024-02-29T12:34:56.789000000",
                                "same", "2024-02-29T12:34:56.789000000",
                                "odd", "-4713-11-24T00:00:00.000000255"));
    }

    @Test
    void bytesOfAFixedLengthAreTextOrToldByTheirNumberAsOthers() throws Exception {
        Group group = group("fixed_len_byte_array(4) text", "fixed_len_byte_array(2) picture");
        group.append("text", Binary.fromString("abcd")).append("picture", bytes(0xFF, 0xFE));
        assertThat(read(group)).isEqualTo(Map.of("text", "abcd", "picture", Map.of("bytes", 2)));
    }
}
