package org.sftworkbench.template;

import java.util.LinkedHashMap;
import java.util.Map;

/** Templates of one kind that are written to exhaust time, memory or stack, by name. */
abstract class HostileKind {
    private final Map<String, String> templates = new LinkedHashMap<>();

    Map<String, String> templates() {
        return templates;
    }

    void add(String name, String template) {
        if (templates.put(name, template) != null) {
            throw new IllegalArgumentException("two templates are named " + name);
        }
    }

    /** A body that runs for as long as the limits let it. */
    void forever(String name, String before, String body) {
        add(
                name,
                before
                        + "{% for i in range(99999) %}{% for j in range(99999) %}"
                        + body
                        + "{% endfor %}{% endfor %}");
    }

    /** A value of a namespace that is built upon again and again. */
    void growing(String name, String start, String next) {
        add(
                name,
                "{% set n = namespace(v="
                        + start
                        + ") %}{% for i in range(99999) %}{% set n.v = "
                        + next
                        + " %}{% endfor %}");
    }
}
