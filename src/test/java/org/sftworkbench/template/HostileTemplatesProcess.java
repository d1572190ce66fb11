package org.sftworkbench.template;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/**
 * Renders every hostile template and prints a line on each: milliseconds, name, what came of it.
 */
final class HostileTemplatesProcess {
    /** Letters of a message that are passed on. */
    static final int LONGEST = 2000;

    private static final int WARM_UP_MILLIS = 3000;

    private HostileTemplatesProcess() {}

    public static void main(String[] arguments) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        warmUp();
        Map<String, String> templates = HostileTemplates.some();
        if (arguments.length > 0) {
            templates.keySet().retainAll(List.of(arguments));
        }
        templates.forEach(
                (name, template) -> {
                    long start = clock.getCurrentThreadCpuTime();
                    String result = result(template);
                    long millis = (clock.getCurrentThreadCpuTime() - start) / 1_000_000;
                    System.out.println(millis + "\t" + name + "\t" + result);
                });
    }

    private static void warmUp() {
        long end = System.nanoTime() + WARM_UP_MILLIS * 1_000_000L;
        while (System.nanoTime() < end) {
            result("{% for i in range(1000) %}{{ [i, 'a' ~ i]|join(' ')|upper }}{% endfor %}");
        }
    }

    private static String result(String template) {
        try {
            String text =
                    ChatTemplate.parse(template)
                            .render(
                                    new RenderRequest(
                                            Conversation.of(Message.of("user", "Hi")),
                                            false,
                                            Map.of()))
                            .text();
            return "rendered " + text.length() + " characters";
        } catch (TemplateException e) {
            String message = e.getMessage();
            return "error: " + message.substring(0, Math.min(LONGEST, message.length()));
        } catch (Throwable e) {
            return "crash: " + e;
        }
    }
}
