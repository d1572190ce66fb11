package org.sftworkbench.template.syntax;

import java.util.Set;

/**
 * The filters and tests there are, so that an unknown one is an error of syntax.
 *
 * @param filters names usable after {@code |}
 * @param tests names usable after {@code is}
 */
public record KnownNames(Set<String> filters, Set<String> tests) {}
