package org.sftworkbench.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds for the spans of every rendering. */
final class SpanAssertions {
    private static final Pattern STEP =
            Pattern.compile("\\.?([\\p{L}_][\\p{L}\\d_]*)|\\[(\\d+)]|\\['([^']*)']");

    private SpanAssertions() {}

    static void tile(Rendering rendering) {
        int end = 0;
        for (Span span : rendering.spans()) {
            assertThat(span.start()).isEqualTo(end);
            assertThat(span.end()).isGreaterThan(span.start());
            end = span.end();
        }
        assertThat(end).isEqualTo(rendering.text().length());
    }

    /** Characters with an offset are those of the input there, but for their case. */
    static void matchInput(Rendering rendering, RenderRequest request) {
        for (Span span : rendering.spans()) {
            if (span.origin() instanceof Origin.Input input) {
                Object value = lookUp(input.path(), request);
                assertThat(value).as(input.path()).isNotNull();
                if (input.offset() >= 0) {
                    int length = span.end() - span.start();
                    assertThat(rendering.text().substring(span.start(), span.end()))
                            .isEqualToIgnoringCase(
                                    ((String) value)
                                            .substring(input.offset(), input.offset() + length));
                }
            }
        }
    }

    private static Object lookUp(String path, RenderRequest request) {
        Object value = null;
        Matcher step = STEP.matcher(path);
        for (int at = 0; at < path.length(); at = step.end()) {
            assertThat(step.find(at)).as(path).isTrue();
            if (at == 0) {
                value = root(step.group(1), request);
            } else if (step.group(2) != null) {
                value = ((List<?>) value).get(Integer.parseInt(step.group(2)));
            } else {
                String key = step.group(1) != null ? step.group(1) : step.group(3);
                value = ((Map<?, ?>) value).get(key);
            }
        }
        return value;
    }

    private static Object root(String name, RenderRequest request) {
        return switch (name) {
            case "messages" ->
                    request.conversation().messages().stream().map(m -> m.fields()).toList();
            case "tools" -> request.conversation().tools().orElse(null);
            default -> request.variables().get(name);
        };
    }
}
