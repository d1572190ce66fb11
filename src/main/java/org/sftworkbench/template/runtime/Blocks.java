package org.sftworkbench.template.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.template.syntax.Statement;

/** The blocks of a template, however deep they stand. */
final class Blocks {
    private final Map<String, Statement.Scoped> byName = new HashMap<>();

    private Blocks() {}

    static Blocks of(List<Statement> template) {
        Blocks blocks = new Blocks();
        blocks.collect(template);
        return blocks;
    }

    Map<String, Statement.Scoped> byName() {
        return byName;
    }

    private void collect(List<Statement> body) {
        for (Statement node : body) {
            if (node instanceof Statement.Scoped block) {
                byName.put(block.name(), block);
            }
            node.bodies().forEach(this::collect);
        }
    }
}
