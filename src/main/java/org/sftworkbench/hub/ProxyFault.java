package org.sftworkbench.hub;

import java.io.IOException;
import org.sftworkbench.hub.Proxies.ProxyServer;

/** A connection through a proxy that failed; the proxy may be the reason. */
final class ProxyFault extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient ProxyServer server;
    private final IOException failure;

    ProxyFault(ProxyServer server, IOException failure) {
        super(failure.getMessage(), failure);
        this.server = server;
        this.failure = failure;
    }

    ProxyServer server() {
        return server;
    }

    IOException failure() {
        return failure;
    }
}
