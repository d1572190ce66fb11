package org.sftworkbench.template.syntax;

import java.util.List;

/**
 * What a macro can be called with.
 *
 * @param parameters in order
 * @param usesCaller whether its body calls {@code caller}
 * @param usesVarargs whether its body reads {@code varargs}, so that more arguments may be given
 * @param usesKwargs whether its body reads {@code kwargs}, so that unknown names may be given
 */
public record Signature(
        List<Parameter> parameters, boolean usesCaller, boolean usesVarargs, boolean usesKwargs) {
    /** A parameter; its default may be null. */
    public record Parameter(String name, Expression defaultValue) {}
}
