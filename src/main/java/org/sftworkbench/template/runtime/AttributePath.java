package org.sftworkbench.template.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.sftworkbench.template.value.Int;
import org.sftworkbench.template.value.None;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.Undefined;
import org.sftworkbench.template.value.Value;

/** Looks up what filters name by {@code attribute="address.city"}. */
final class AttributePath {
    private final Python python;

    AttributePath(Python python) {
        this.python = python;
    }

    /**
     * @param attribute a dotted path, an index, or null for the item itself
     * @param otherwise stands for what is undefined on the way, or null
     */
    UnaryOperator<Value> getter(Value attribute, Value otherwise) {
        List<Value> parts = parts(attribute);
        return item -> {
            Value value = item;
            for (Value part : parts) {
                value = python.attributes().item(value, part);
                if (otherwise != null && value instanceof Undefined) {
                    value = otherwise;
                }
            }
            return value;
        };
    }

    private List<Value> parts(Value attribute) {
        if (attribute == null || attribute == None.NONE) {
            return List.of();
        }
        if (!(attribute instanceof Text text)) {
            return List.of(attribute);
        }
        List<Value> parts = new ArrayList<>();
        for (String part : text.string().split("\\.", -1)) {
            python.budget().objects(2);
            boolean index = part.matches("\\d{1,9}");
            parts.add(index ? Int.of(Long.parseLong(part)) : Text.of(part));
        }
        return parts;
    }

    /** The value in lower case where it is text, for comparing without case. */
    Value ignoringCase(Value value) {
        return value instanceof Text text ? python.casing().lower(text) : value;
    }
}
