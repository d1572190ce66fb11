package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * Turns Parquet records into JSON-like values: structs and maps into objects, lists into lists, as
 * the same rows would be read from JSON. Whole numbers are {@code Integer} where they fit.
 */
final class ParquetValues {
    private ParquetValues() {}

    /** A record, or a struct, as an object with all its fields, absent ones null. */
    static Map<String, Object> object(Group group) {
        GroupType type = group.getType();
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int f = 0; f < type.getFieldCount(); f++) {
            fields.put(type.getFieldName(f), field(group, f));
        }
        return fields;
    }

    private static Object field(Group group, int f) {
        Type type = group.getType().getType(f);
        int count = group.getFieldRepetitionCount(f);
        if (type.isRepetition(Type.Repetition.REPEATED)) {
            List<Object> values = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                values.add(value(group, f, i));
            }
            return values;
        }
        return count == 0 ? null : value(group, f, 0);
    }

    private static Object value(Group group, int f, int i) {
        Type type = group.getType().getType(f);
        if (type.isPrimitive()) {
            return primitive(group, f, i, type.asPrimitiveType());
        }
        Group nested = group.getGroup(f, i);
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        if (annotation instanceof ListLogicalTypeAnnotation) {
            return list(nested);
        }
        return annotation instanceof MapLogicalTypeAnnotation ? map(nested) : object(nested);
    }

    /** By the format's rules the repeated field is the element itself, or a group around it. */
    private static List<Object> list(Group list) {
        Type repeated = list.getType().getType(0);
        boolean wraps =
                !repeated.isPrimitive()
                        && repeated.asGroupType().getFieldCount() == 1
                        && !repeated.getName().equals("array")
                        && !repeated.getName().equals(list.getType().getName() + "_tuple");
        int count = list.getFieldRepetitionCount(0);
        List<Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(wraps ? field(list.getGroup(0, i), 0) : value(list, 0, i));
        }
        return values;
    }

    private static Map<String, Object> map(Group map) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
            Group entry = map.getGroup(0, i);
            entries.put(String.valueOf(field(entry, 0)), field(entry, 1));
        }
        return entries;
    }

    private static Object primitive(Group group, int f, int i, PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> group.getBoolean(f, i);
            case INT32 -> group.getInteger(f, i);
            case INT64 -> narrowest(group.getLong(f, i));
            case FLOAT -> (double) group.getFloat(f, i);
            case DOUBLE -> group.getDouble(f, i);
            case BINARY -> group.getBinary(f, i).toStringUsingUTF8();
            default -> group.getValueToString(f, i);
        };
    }

    private static Object narrowest(long number) {
        if (number == (int) number) {
            return (int) number;
        }
        return number;
    }
}
