package org.sftworkbench.template.runtime;

import java.util.Map;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.Bound;
import org.sftworkbench.template.value.JsonWriter;
import org.sftworkbench.template.value.None;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.Value;

/** The {@code tojson} filter, with the parameters transformers gives it. */
final class JsonFilter {
    private final Python python;

    JsonFilter(Python python) {
        this.python = python;
    }

    void addTo(Map<String, Filter> filters) {
        filters.put("tojson", this::toJson);
    }

    private Value toJson(Value input, Arguments arguments) {
        Bound bound =
                arguments.bind("tojson", 0, "ensure_ascii", "indent", "separators", "sort_keys");
        String indent = indent(bound);
        Text item = Text.of(indent == null ? ", " : ",");
        Text key = Text.of(": ");
        if (bound.get(2, None.NONE) != None.NONE) {
            Bound pair =
                    new Arguments(python.iteration().list(bound.get(2)), Map.of())
                            .bind("separators", 2, "item", "key");
            item = pair.text(0);
            key = pair.text(1);
        }
        JsonWriter.Layout layout =
                new JsonWriter.Layout(
                        bound.truth(0), indent, item.string(), key.string(), bound.truth(3));
        return new JsonWriter(python.budget(), layout).write(input);
    }

    private String indent(Bound bound) {
        Value indent = bound.get(1, None.NONE);
        if (indent == None.NONE) {
            return null;
        }
        if (indent instanceof Text text) {
            return text.string();
        }
        long width = Math.max(0, bound.number(1));
        python.budget().copying(width);
        return " ".repeat((int) width);
    }
}
