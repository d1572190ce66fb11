package org.sftworkbench.template.runtime;

import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.Value;

/** What stands after {@code |}. */
@FunctionalInterface
interface Filter {
    Value apply(Value input, Arguments arguments);
}
