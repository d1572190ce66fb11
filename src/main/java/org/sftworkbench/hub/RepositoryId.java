package org.sftworkbench.hub;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a model repository, {@code OWNER/NAME} or, of the Hub's first models, {@code NAME}.
 *
 * @param name by the Hub's rules: letters, digits, {@code -}, {@code _} and {@code .}, at most 96
 *     characters of the owner and of the name each, no {@code --} and no {@code ..}
 */
public record RepositoryId(String name) {
    private static final Pattern RULE =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9_.-]{0,95}/)?[A-Za-z0-9_][A-Za-z0-9_.-]{0,95}");

    /** A page of a Hub or of a mirror, under whatever path the mirror has it. */
    private static final Pattern PAGE =
            Pattern.compile(
                    "(?i:https?://[^/?#\\s]+|(?:www\\.)?(?:huggingface\\.co|hf\\.co|hf-mirror\\.com))"
                            + "/(?:models/)?(?<owner>[^/?#\\s]+)(?:/(?<name>[^/?#\\s]+))?"
                            + "(?:/(?:tree|blob|resolve|commit)/(?<revision>"
                            // Other branches cannot be told from the folder that may follow.
                            + "refs/(?:pr/[0-9]+|convert/\\w+)|[^/?#\\s]+))?(?:[/?#].*)?");

    /** A name with a revision behind it, as package managers write it. */
    private static final Pattern NAMED = Pattern.compile("(?<name>[^@:\\s]+)@(?<revision>\\S+)");

    /** What stands where an owner would on the pages of what is no model. */
    private static final Set<String> OTHER_KINDS =
            Set.of(
                    "datasets",
                    "spaces",
                    "docs",
                    "papers",
                    "collections",
                    "blog",
                    "api",
                    "settings");

    private static final String PREFIX = "models--";

    /**
     * @throws HubException where it is not such a name
     */
    public RepositoryId {
        if (!RULE.matcher(name).matches()
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

    /** The name as an id; empty where it cannot be one. */
    public static Optional<RepositoryId> ifValid(String name) {
        try {
            return Optional.of(new RepositoryId(name));
        } catch (HubException e) {
            return Optional.empty();
        }
    }

    /**
     * What a user types or pastes: the name, the name and a revision, or the address of one of its
     * pages.
     *
     * @param text such as {@code Qwen/Qwen3-0.6B}, {@code Qwen/Qwen3-0.6B@main} or {@code
     *     https://huggingface.co/Qwen/Qwen3-0.6B/tree/main}
     * @throws HubException where it is neither
     */
    public static RepositoryId typed(String text) {
        String clean = text.strip();
        Matcher page = PAGE.matcher(clean);
        if (!page.matches()) {
            Matcher named = NAMED.matcher(clean);
            return new RepositoryId(named.matches() ? named.group("name") : clean);
        }
        String first = page.group("owner");
        if (OTHER_KINDS.contains(first)) {
            throw new HubException(
                    Printable.of(clean) + " is a page of the Hub's " + first + ", not of a model");
        }
        String second = page.group("name");
        return new RepositoryId(second == null ? first : first + "/" + second);
    }

    /**
     * The revision that stands behind a name, as in {@code …@v1.0}, or that the address of a page
     * names, such as {@code …/tree/v1.0}.
     */
    public static Optional<String> typedRevision(String text) {
        String clean = text.strip();
        Matcher page = PAGE.matcher(clean);
        if (page.matches()) {
            return Optional.ofNullable(page.group("revision")).map(RepositoryId::decoded);
        }
        Matcher named = NAMED.matcher(clean);
        return named.matches() ? Optional.of(named.group("revision")) : Optional.empty();
    }

    /** Addresses write the slashes of {@code refs/pr/3} as {@code %2F}. */
    private static String decoded(String written) {
        try {
            return URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return written;
        }
    }

    /** The id of a repository's directory in a cache; empty where it is not one's. */
    static Optional<RepositoryId> ofRepository(Path directory) {
        String name = ofFolder(String.valueOf(directory.getFileName()));
        return name == null ? Optional.empty() : ifValid(name);
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
