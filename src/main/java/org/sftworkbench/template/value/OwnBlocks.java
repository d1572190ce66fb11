package org.sftworkbench.template.value;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What {@code self} is: the template's own blocks, which can be written once more.
 *
 * @param blocks functions by the blocks' names, found where one is asked for
 */
public record OwnBlocks(Supplier<Map<String, Value>> blocks) implements Value {
    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return "TemplateReference";
    }
}
