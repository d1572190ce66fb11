package org.sftworkbench.data.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.sftworkbench.data.fault.MalformedRowException;

/**
 * Turns Parquet records into JSON-like values: structs and maps into objects, lists into lists, as
 * the same rows would be read from JSON. Bytes that are not said to be text and are none, such as a
 * picture's, become an object that tells their number.
 */
final class ParquetValues {
    private ParquetValues() {}

    /**
     * A record, or a struct, as an object with all its fields, absent ones null.
     *
     * @throws MalformedRowException where a text is not UTF-8; names its column and byte
     */
    static Map<String, Object> object(Group group) throws MalformedRowException {
        GroupType type = group.getType();
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int f = 0; f < type.getFieldCount(); f++) {
            try {
                fields.put(type.getFieldName(f), field(group, f));
            } catch (MalformedRowException e) {
                throw in(type.getFieldName(f), e);
            }
        }
        return fields;
    }

    private static MalformedRowException in(String outer, MalformedRowException e) {
        String inner = e.getMessage();
        String between = inner.startsWith("[") || inner.startsWith(":") ? "" : ".";
        return new MalformedRowException(outer + between + inner);
    }

    private static Object field(Group group, int f) throws MalformedRowException {
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

    private static Object value(Group group, int f, int i) throws MalformedRowException {
        Type type = group.getType().getType(f);
        if (type.isPrimitive()) {
            return ParquetPrimitives.value(group, f, i, type.asPrimitiveType());
        }
        Group nested = group.getGroup(f, i);
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        if (annotation instanceof ListLogicalTypeAnnotation) {
            return list(nested);
        }
        return annotation instanceof MapLogicalTypeAnnotation ? map(nested) : object(nested);
    }

    /** By the format's rules the repeated field is the element itself, or a group around it. */
    private static List<Object> list(Group list) throws MalformedRowException {
        Type repeated = list.getType().getType(0);
        boolean wraps =
                !repeated.isPrimitive()
                        && repeated.asGroupType().getFieldCount() == 1
                        && !repeated.getName().equals("array")
                        && !repeated.getName().equals(list.getType().getName() + "_tuple");
        int count = list.getFieldRepetitionCount(0);
        List<Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            try {
                values.add(wraps ? field(list.getGroup(0, i), 0) : value(list, 0, i));
            } catch (MalformedRowException e) {
                throw in("[" + i + "]", e);
            }
        }
        return values;
    }

    private static Map<String, Object> map(Group map) throws MalformedRowException {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
            Group entry = map.getGroup(0, i);
            entries.put(String.valueOf(field(entry, 0)), field(entry, 1));
        }
        return entries;
    }
}
