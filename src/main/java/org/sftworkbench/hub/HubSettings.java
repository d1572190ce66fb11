package org.sftworkbench.hub;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Which Hub is asked, as whom, and where models are kept.
 *
 * @param endpoint of the Hub or of a mirror
 * @param token sent to the endpoint and to no other host
 * @param store the directory of the cache, which holds a {@code models--OWNER--NAME} for each
 *     repository
 * @param symbolicLinks whether the store may hold links; else files stand in their place
 * @param offline whether nothing may be fetched
 * @param patience with a server from which nothing comes
 * @param proxies that stand between
 */
public record HubSettings(
        Endpoint endpoint,
        Optional<String> token,
        Path store,
        boolean symbolicLinks,
        boolean offline,
        Patience patience,
        Proxies proxies) {
    /** The Hub itself. */
    public static final URI HUGGING_FACE = URI.create("https://huggingface.co");

    /**
     * How long to wait, and how often to try again.
     *
     * @param silence longest time without a byte
     * @param tries failures in a row, without progress between them, after which to give up
     * @param pause before the second try; twice as long before each further one
     */
    public record Patience(Duration silence, int tries, Duration pause) {
        /** What a user with a poor line would call enough. */
        public static final Patience USUAL =
                new Patience(Duration.ofSeconds(30), 6, Duration.ofSeconds(1));
    }

    /** With the proxies that Java's own properties name, if any. */
    public HubSettings(
            Endpoint endpoint,
            Optional<String> token,
            Path store,
            boolean symbolicLinks,
            boolean offline,
            Patience patience) {
        this(endpoint, token, store, symbolicLinks, offline, patience, Proxies.of(Map.of()));
    }

    /** The same with other patience. */
    public HubSettings with(Patience other) {
        return new HubSettings(endpoint, token, store, symbolicLinks, offline, other, proxies);
    }

    /** Without the token, which is nobody's business. */
    @Override
    public String toString() {
        return "HubSettings["
                + endpoint
                + (token.isPresent() ? ", with a token, " : ", without a token, ")
                + store
                + "]";
    }
}
