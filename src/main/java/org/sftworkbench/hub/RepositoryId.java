package org.sftworkbench.hub;

import java.util.regex.Pattern;

/**
 * The name of a model repository, {@code OWNER/NAME} or, of the Hub's first models, {@code NAME}.
 *
 * @param name by the Hub's rules: letters, digits, {@code -}, {@code _} and {@code .}, at most 96
 *     characters, no {@code --} and no {@code ..}
 */
public record RepositoryId(String name) {
    private static final Pattern RULE =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9_.-]*/)?[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final int MOST_CHARACTERS = 96;
    private static final String PREFIX = "models--";

    /**
     * @throws HubException where it is not such a name
     */
    public RepositoryId {
        if (!RULE.matcher(name).matches()
                || name.length() > MOST_CHARACTERS
                || name.contains("--")
                || name.contains("..")
                || name.endsWith(".git")
                || name.matches(".*[.-](/.*)?")) {
            throw new HubException(
                    Printable.of(name)
                            + " is not the name of a repository; write it as on the Hub's page,"
                            + " OWNER/NAME, such as Qwen/Qwen3-0.6B");
        }
        for (String part : name.split("/")) {
            RemotePath.of("the repository " + name, part);
        }
    }

    /** The repository's directory in a cache. */
    String folder() {
        return PREFIX + name.replace("/", "--");
    }

    /** The name of the repository that a directory of a cache holds; null for another's. */
    static String ofFolder(String folder) {
        return folder.startsWith(PREFIX)
                ? folder.substring(PREFIX.length()).replaceFirst("--", "/")
                : null;
    }

    @Override
    public String toString() {
        return name;
    }
}
