package org.sftworkbench.template.runtime;

import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.Value;

/** What stands after {@code is}. */
@FunctionalInterface
interface Test {
    boolean holds(Value input, Arguments arguments);
}
