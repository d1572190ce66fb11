package org.sftworkbench.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Templates written to exhaust time, memory or stack, by name. Each must end soon in an error. */
public final class HostileTemplates {
    private HostileTemplates() {}

    public static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        for (HostileKind kind :
                List.of(new HostileFlow(), new HostileGrowth(), new HostileOperations())) {
            kind.templates()
                    .forEach(
                            (name, template) -> {
                                if (all.put(name, template) != null) {
                                    throw new IllegalArgumentException(
                                            "two templates are named " + name);
                                }
                            });
        }
        return all;
    }

    /** Every fifth one; all of them with {@code -Dsft.full=true}. */
    static Map<String, String> some() {
        Map<String, String> some = all();
        if (!Boolean.getBoolean("sft.full")) {
            List<String> names = List.copyOf(some.keySet());
            for (int i = 0; i < names.size(); i++) {
                if (i % 5 != 0) {
                    some.remove(names.get(i));
                }
            }
        }
        return some;
    }
}
