package org.sftworkbench.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/** A stretch of a rendering has the spans that share a character with it. */
class SpansWithinTest {
    @Test
    void areThoseThatShareACharacter() {
        Rendering rendering =
                ChatTemplate.parse(BuiltInTemplate.QWEN3.source())
                        .render(
                                new RenderRequest(
                                        Conversation.of(
                                                Message.of("user", "Hi"),
                                                Message.of("assistant", "Hello"),
                                                Message.of("user", "Bye")),
                                        true,
                                        Map.of()));
        int length = rendering.text().length();
        for (int start = 0; start <= length; start++) {
            for (int end = start; end <= length; end++) {
                TextRange stretch = new TextRange(start, end);
                List<Span> expected =
                        start == end
                                ? List.of()
                                : rendering.spans().stream()
                                        .filter(span -> span.end() > stretch.start())
                                        .filter(span -> span.start() < stretch.end())
                                        .toList();
                assertThat(rendering.spansWithin(stretch)).isEqualTo(expected);
            }
        }
    }
}
