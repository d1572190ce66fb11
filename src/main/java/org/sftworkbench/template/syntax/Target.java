package org.sftworkbench.template.syntax;

import java.util.List;

/** What a value is assigned to. */
public sealed interface Target {
    /** Offset in the source. */
    int at();

    /** A variable. */
    record Variable(String name, int at) implements Target {}

    /** An attribute of a namespace. */
    record NamespaceAttribute(String namespace, String attribute, int at) implements Target {}

    /** Several targets that take a sequence apart. */
    record Several(List<Target> targets, int at) implements Target {}
}
