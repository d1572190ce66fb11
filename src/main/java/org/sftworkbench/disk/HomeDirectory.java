package org.sftworkbench.disk;

import java.nio.file.Path;

/** Writes the user's home directory as {@code ~}, as its name is often the user's own. */
public final class HomeDirectory {
    private HomeDirectory() {}

    /** A text with every mention of the home directory shortened. */
    public static String shorten(String text) {
        return shorten(text, System.getProperty("user.home", ""));
    }

    /** A path with its home directory shortened. */
    public static String shorten(Path path) {
        return shorten(path.toString());
    }

    static String shorten(String text, String home) {
        String bare = home.replaceAll("[/\\\\]+$", "");
        if (bare.isEmpty() || bare.length() < 3) {
            // "/" as a home would shorten every path.
            return text;
        }
        StringBuilder shortened = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(bare); at >= 0; at = text.indexOf(bare, from)) {
            int end = at + bare.length();
            // Neither /home/ann in /home/anna nor /root in /opt/root.
            boolean whole =
                    (at == 0 || !isOfName(text.charAt(at - 1)))
                            && (end == text.length() || !isOfName(text.charAt(end)));
            shortened.append(text, from, at).append(whole ? "~" : bare);
            from = end;
        }
        return shortened.append(text, from, text.length()).toString();
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
}
