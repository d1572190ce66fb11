package org.sftworkbench.data.file;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.JulianFields;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.sftworkbench.data.fault.MalformedRowException;

/**
 * Turns single values of Parquet into JSON-like ones, as their column's logical type says: a date
 * is the text of a date, an unsigned number no negative one. Whole numbers are {@code Integer}
 * where they fit, decimal fractions {@code Double} where their column's precision lets it tell
 * every one apart, and else the text of their digits.
 */
final class ParquetPrimitives {
    private static final char REPLACEMENT = '\uFFFD';

    /** Decimal digits of which a {@code double} loses none. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private static final int FLOAT16_FRACTION_BITS = 10;
    private static final int FLOAT16_BIAS = 15;

    /** As the times of other columns that are kept in nanoseconds. */
    private static final DateTimeFormatter NANOSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS", Locale.ROOT);

    private ParquetPrimitives() {}

    /**
     * @throws MalformedRowException where a text is not UTF-8; names its byte
     */
    static Object value(Group group, int f, int i, PrimitiveType type)
            throws MalformedRowException {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> group.getBoolean(f, i);
            case INT32 ->
                    isTime(meaning)
                            ? type.stringifier().stringify(group.getInteger(f, i))
                            : whole(
                                    isUnsigned(meaning)
                                            ? Integer.toUnsignedLong(group.getInteger(f, i))
                                            : group.getInteger(f, i),
                                    meaning);
            case INT64 ->
                    isTime(meaning)
                            ? type.stringifier().stringify(group.getLong(f, i))
                            : whole(group.getLong(f, i), meaning);
            case FLOAT -> (double) group.getFloat(f, i);
            case DOUBLE -> group.getDouble(f, i);
            case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(group.getBinary(f, i), type);
            case INT96 -> oldTime(group.getInt96(f, i));
        };
    }

    /** Nanoseconds of a Julian day and its number: how Spark and Impala wrote times. */
    private static String oldTime(Binary bytes) {
        ByteBuffer twelve = bytes.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = twelve.getLong(twelve.position());
        int day = twelve.getInt(twelve.position() + Long.BYTES);
        return LocalDate.EPOCH
                .with(JulianFields.JULIAN_DAY, day)
                .atStartOfDay()
                .plusNanos(nanos)
                .format(NANOSECONDS);
    }

    private static boolean isTime(LogicalTypeAnnotation meaning) {
        return meaning instanceof DateLogicalTypeAnnotation
                || meaning instanceof TimeLogicalTypeAnnotation
                || meaning instanceof TimestampLogicalTypeAnnotation;
    }

    private static boolean isUnsigned(LogicalTypeAnnotation meaning) {
        return meaning instanceof IntLogicalTypeAnnotation number && !number.isSigned();
    }

    private static Object whole(long number, LogicalTypeAnnotation meaning) {
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return decimal(BigInteger.valueOf(number), decimal);
        }
        return isUnsigned(meaning) && number < 0
                ? new BigInteger(Long.toUnsignedString(number))
                : narrowest(BigInteger.valueOf(number));
    }

    private static Object decimal(BigInteger digits, DecimalLogicalTypeAnnotation type) {
        if (type.getScale() == 0) {
            return narrowest(digits);
        }
        BigDecimal exact = new BigDecimal(digits, type.getScale());
        return type.getPrecision() <= DIGITS_OF_A_DOUBLE ? exact.doubleValue() : exact.toString();
    }

    private static Object narrowest(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private static Object bytes(Binary bytes, PrimitiveType type) throws MalformedRowException {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal && bytes.length() > 0) {
            return decimal(new BigInteger(bytes.getBytes()), decimal);
        }
        if (meaning instanceof Float16LogicalTypeAnnotation) {
            return float16(bytes.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort());
        }
        if (meaning instanceof UUIDLogicalTypeAnnotation) {
            return type.stringifier().stringify(bytes);
        }
        return text(
                bytes,
                meaning instanceof StringLogicalTypeAnnotation
                        || meaning instanceof JsonLogicalTypeAnnotation
                        || meaning instanceof EnumLogicalTypeAnnotation);
    }

    /** IEEE 754's binary16, which this Java does not know. */
    private static double float16(short bits) {
        int exponent = bits >> FLOAT16_FRACTION_BITS & 0x1F;
        int fraction = bits & 0x3FF;
        double size =
                switch (exponent) {
                    case 0 ->
                            Math.scalb((double) fraction, 1 - FLOAT16_BIAS - FLOAT16_FRACTION_BITS);
                    case 0x1F -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                    default ->
                            Math.scalb(
                                    (double) (fraction | 1 << FLOAT16_FRACTION_BITS),
                                    exponent - FLOAT16_BIAS - FLOAT16_FRACTION_BITS);
                };
        return bits < 0 ? -size : size;
    }

    private static Object text(Binary bytes, boolean saidToBe) throws MalformedRowException {
        String text = bytes.toStringUsingUTF8();
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        ByteBuffer in = bytes.toByteBuffer().duplicate();
        int start = in.position();
        CharBuffer out = CharBuffer.allocate(in.remaining());
        if (!StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
            // The character itself stands there.
            return text;
        }
        if (!saidToBe) {
            return Map.of("bytes", bytes.length());
        }
        throw new MalformedRowException(
                String.format(
                        Locale.ROOT,
                        ": not UTF-8: the byte 0x%02X at offset %d of the text; write the file with"
                                + " texts in the encoding UTF-8",
                        in.get(in.position()),
                        in.position() - start));
    }
}
