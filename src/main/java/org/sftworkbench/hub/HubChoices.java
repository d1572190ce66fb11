package org.sftworkbench.hub;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user has chosen for good, in the window.
 *
 * @param mirror the Hub to ask, as it is kept: looked at where it is asked, since a variable may go
 *     before it; empty for the usual one
 * @param token that the Hub is asked with; empty for none of its own
 * @param tokenFor the Hub that the token was given for, and the only one it is sent to
 * @param store where models are kept; empty for the place that other programs share
 */
public record HubChoices(
        Optional<String> mirror,
        Optional<String> token,
        Optional<String> tokenFor,
        Optional<Path> store) {
    /** Nothing has been chosen. */
    public static final HubChoices NONE =
            new HubChoices(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Without the token, which is nobody's business. */
    @Override
    public String toString() {
        return "HubChoices["
                + mirror.orElse("the usual Hub")
                + (token.isPresent() ? ", with a token, " : ", without a token, ")
                + store.map(Path::toString).orElse("the usual store")
                + "]";
    }
}
