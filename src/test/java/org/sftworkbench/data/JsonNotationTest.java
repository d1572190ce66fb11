package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is shown for editing is read back as what it was. */
class JsonNotationTest {
    @Test
    void numbersThatPythonWritesStayNumbers() {
        JsonNotation notation = new JsonNotation();
        List<Object> values =
                new ArrayList<>(List.of(Double.NaN, Double.NEGATIVE_INFINITY, "NaN", 0.1, 3));
        String text = notation.write(values);
        assertThat(text).contains("NaN,", "-Infinity,", "\"NaN\"");
        assertThat(notation.read(text)).isEqualTo(values);
    }
}
