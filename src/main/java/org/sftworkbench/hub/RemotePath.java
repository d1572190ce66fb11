package org.sftworkbench.hub;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A name that a server gave to a file or a revision, known to be safe as a relative path on every
 * system: it stays below the directory it is put in and means no device. Immutable.
 *
 * @param segments the names between the slashes; at least one
 */
record RemotePath(List<String> segments) {
    private static final int MOST_CHARACTERS = 1024;
    private static final int MOST_OF_A_SEGMENT = 200;

    /** What Windows takes for a device, with any extension. */
    private static final Set<String> DEVICES =
            Set.of("con", "prn", "aux", "nul", "conin$", "conout$");

    RemotePath {
        segments = List.copyOf(segments);
    }

    /**
     * @param what whose name it is, for the message
     * @throws HubException where the name could lead anywhere else than below a directory
     */
    static RemotePath of(String what, String name) {
        List<String> segments = List.of(name.split("/", -1));
        String fault = name.length() > MOST_CHARACTERS ? "is too long" : null;
        for (String segment : segments) {
            fault = fault == null ? fault(segment) : fault;
        }
        if (fault != null) {
            throw new HubException(
                    what
                            + " has a name that is no place for a file: "
                            + Printable.of(name)
                            + " "
                            + fault
                            + "; nothing was written");
        }
        return new RemotePath(segments);
    }

    private static String fault(String segment) {
        if (segment.isEmpty()) {
            return "begins or ends with a slash, or has an empty part";
        }
        if (segment.equals(".") || segment.equals("..")) {
            return "leads to another directory";
        }
        if (segment.length() > MOST_OF_A_SEGMENT) {
            return "is too long";
        }
        if (segment.endsWith(".") || segment.endsWith(" ") || segment.startsWith(" ")) {
            return "begins or ends with a space or ends with a dot";
        }
        if (segment.chars().anyMatch(c -> c < 0x20 || c == 0x7F || "\\:*?\"<>|".indexOf(c) >= 0)) {
            return "holds a character that file names cannot";
        }
        if (segment.codePoints().anyMatch(RemotePath::misleading)) {
            return "holds a character that is not shown or has no meaning";
        }
        String stem = segment.toLowerCase(Locale.ROOT).split("\\.", 2)[0].strip();
        if (DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9¹²³]")) {
            return "is the name of a device on Windows";
        }
        return null;
    }

    /** Formatting characters that turn or hide text, and halves of characters. */
    private static boolean misleading(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.FORMAT
                || type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** The place below a directory. */
    Path below(Path directory) {
        Path place = directory;
        for (String segment : segments) {
            place = place.resolve(segment);
        }
        return place;
    }

    /** Whether it stands in the repository's first directory. */
    boolean isTopLevel() {
        return segments.size() == 1;
    }

    String name() {
        return String.join("/", segments);
    }

    @Override
    public String toString() {
        return name();
    }
}
