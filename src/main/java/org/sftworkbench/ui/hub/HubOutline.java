package org.sftworkbench.ui.hub;

import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.hub.HubChoices;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.HubEnvironment.Setting;
import org.sftworkbench.hub.HubSettings;
import org.sftworkbench.hub.Proxies.ProxyServer;

/**
 * What holds for models now, and who says so. Holds no token.
 *
 * @param endpoint of the Hub that is asked
 * @param hubFrom the variable that says so, if one does
 * @param sendsToken whether a token is sent to it
 * @param tokenFrom the variable it comes from, if one does
 * @param savedFor the Hub that a token is kept for here, if one is
 * @param login the file that a login left its token in, if there is one
 * @param store where models are kept; null before it is known
 * @param storeFrom the variable that says so, if one does
 * @param proxy the Hub is asked through, if any
 * @param offline whether nothing may be fetched
 */
public record HubOutline(
        String endpoint,
        Optional<String> hubFrom,
        boolean sendsToken,
        Optional<String> tokenFrom,
        Optional<String> savedFor,
        Optional<Path> login,
        Path store,
        Optional<String> storeFrom,
        Optional<String> proxy,
        boolean offline) {
    /** Before anything has been read. */
    static final HubOutline UNKNOWN =
            new HubOutline(
                    HubSettings.HUGGING_FACE.toString(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    null,
                    Optional.empty(),
                    Optional.empty(),
                    false);

    /**
     * Reads it; asks nobody.
     *
     * @throws org.sftworkbench.hub.HubException where a setting cannot be used
     */
    static HubOutline of(HubEnvironment environment) {
        HubSettings settings = environment.settings(Optional.empty(), Optional.empty());
        HubChoices choices = environment.choicesFile().read();
        return new HubOutline(
                settings.endpoint().toString(),
                environment.fromVariable(Setting.HUB),
                settings.token().isPresent(),
                environment.fromVariable(Setting.TOKEN),
                choices.token().isPresent() ? choices.tokenFor() : Optional.empty(),
                environment.login(),
                settings.store(),
                environment.fromVariable(Setting.STORE),
                settings.proxies().of(settings.endpoint().address()).map(ProxyServer::toString),
                settings.offline());
    }
}
