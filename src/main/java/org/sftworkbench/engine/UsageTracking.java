package org.sftworkbench.engine;

import org.sftworkbench.model.device.TorchLibraries;

/**
 * Keeps the native libraries' wrapper from reporting its use over the network and from fetching
 * libraries: this program opens no connection of its own accord.
 */
public final class UsageTracking {
    private static final String PROPERTY = "OPT_OUT_TRACKING";

    private UsageTracking() {}

    /**
     * Opts out for this process; to be called before a tokenizer or a model is first used.
     *
     * <p>See <a href="https://docs.djl.ai/master/docs/telemetry.html">DJL, usage tracking</a>.
     */
    public static void optOut() {
        System.setProperty(PROPERTY, "true");
        TorchLibraries.stayOffline();
    }
}
