package org.sftworkbench.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.template.value.Limits;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** Templates nobody should trust end soon, in little memory, in an error that says why. */
@Tag("compiled")
class HostileTemplatesTest {
    private static final int MOST_MILLIS = 1000;
    private static final String ENDLESS =
            "{% for i in range(99999) %}{% for j in range(99999) %}{{ j }}{% endfor %}{% endfor %}";

    @Test
    @Timeout(600)
    void eachEndsInAnErrorWithinASecondOfWorkIn256Megabytes() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String> lines = run();
        for (String line : lines) {
            String[] parts = line.split("\t", 3);
            boolean error = parts[2].startsWith("error: ") && !parts[2].contains("memory");
            if (!error || Integer.parseInt(parts[0]) >= MOST_MILLIS) {
                wrong.add(line);
            }
            String message = parts[2].replaceFirst("^error: ", "");
            // One that was cut off is no whole sentence.
            if (error && message.length() < HostileTemplatesProcess.LONGEST) {
                ToldInChinese.check(message);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(lines).hasSameSizeAs(HostileTemplates.some().keySet());
    }

    private static List<String> run() throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-Dsft.full=" + Boolean.getBoolean("sft.full"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                HostileTemplatesProcess.class.getName())
                        .redirectErrorStream(true)
                        .start();
        try (var output = process.inputReader()) {
            return output.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anInterruptedRenderingStops() throws Exception {
        Limits none = new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, 800);
        ChatTemplate template = ChatTemplate.parse(ENDLESS);
        CompletableFuture<String> message = new CompletableFuture<>();
        Thread rendering =
                new Thread(
                        () -> {
                            try {
                                template.render(request(), none, Clock.systemUTC());
                                message.complete("it ended by itself");
                            } catch (TemplateException e) {
                                message.complete(e.getMessage());
                            }
                        });
        rendering.start();
        assertThat(message).isNotDone();
        rendering.interrupt();
        assertThat(message.get(10, TimeUnit.SECONDS)).contains("rendering was cancelled");
    }

    @Test
    void aLimitNamesThePlace() {
        assertThatThrownBy(() -> ChatTemplate.parse("Hi\n{{ 'a' * 10**9 }}").render(request()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("line 2, column 4")
                .hasMessageContaining("would grow beyond");
    }

    private static RenderRequest request() {
        return new RenderRequest(Conversation.of(), false, Map.of());
    }
}
