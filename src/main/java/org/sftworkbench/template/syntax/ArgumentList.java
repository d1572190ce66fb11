package org.sftworkbench.template.syntax;

import java.util.List;

/**
 * The arguments written in a call.
 *
 * @param positional in order
 * @param named in order
 * @param rest {@code *rest}, or null
 * @param namedRest {@code **namedRest}, or null
 */
public record ArgumentList(
        List<Expression> positional, List<Named> named, Expression rest, Expression namedRest) {
    public static final ArgumentList EMPTY = new ArgumentList(List.of(), List.of(), null, null);

    /** {@code name=value}. */
    public record Named(String name, Expression value) {}
}
