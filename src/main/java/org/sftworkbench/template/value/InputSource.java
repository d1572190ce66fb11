package org.sftworkbench.template.value;

/**
 * The input value that characters were copied from.
 *
 * @param path where it stands in the input, such as {@code messages[2].content}
 * @param message index of the message it belongs to, or -1
 */
public record InputSource(String path, int message) {
    /** The source of an element of a list. */
    public InputSource element(int index) {
        return new InputSource(path + "[" + index + "]", message);
    }

    /** The source of a field of a mapping. */
    public InputSource field(String name) {
        return new InputSource(
                Quoting.isIdentifier(name)
                        ? path + "." + name
                        : path + "[" + Quoting.quote(name) + "]",
                message);
    }
}
