package org.sftworkbench.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sftworkbench.hub.HubException.Reason;

/**
 * Which proxy stands between this machine and an address: the one that Java's own properties name
 * ({@code https.proxyHost}, {@code http.proxyHost}, {@code java.net.useSystemProxies}), else that
 * of the variables that most programs read, {@code https_proxy}, {@code http_proxy} and {@code
 * all_proxy} in lower or upper case, but for the hosts of {@code no_proxy}. Thread-safe.
 */
public final class Proxies extends ProxySelector {
    private static final List<String> PROPERTIES =
            List.of("https.proxyHost", "http.proxyHost", "socksProxyHost");

    private final Map<String, String> variables;
    private final DirectHosts direct;

    private Proxies(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
        this.direct = new DirectHosts(variable("no_proxy").orElse(""));
    }

    /**
     * @param variables of the environment
     */
    public static Proxies of(Map<String, String> variables) {
        return new Proxies(variables);
    }

    /**
     * The proxy of the variables that an address is asked through; empty where there is none.
     *
     * @throws HubException where one is set that cannot be used
     */
    public Optional<ProxyServer> of(URI address) {
        if (setInJava() || direct.contains(address)) {
            return Optional.empty();
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        return Stream.of(scheme + "_proxy", "all_proxy")
                .flatMap(name -> variable(name).stream().map(text -> Map.entry(name, text)))
                .findFirst()
                .map(set -> ProxyServer.of(set.getKey(), set.getValue()));
    }

    /** Whoever set a property of Java's meant it for this program. */
    private static boolean setInJava() {
        return Boolean.getBoolean("java.net.useSystemProxies")
                || PROPERTIES.stream().anyMatch(name -> !System.getProperty(name, "").isEmpty());
    }

    /** In lower case, as curl wants it, or else in upper case. */
    private Optional<String> variable(String name) {
        String lower = variables.get(name);
        String text = lower != null ? lower : variables.get(name.toUpperCase(Locale.ROOT));
        return Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
    }

    @Override
    public List<Proxy> select(URI uri) {
        if (setInJava()) {
            ProxySelector java = ProxySelector.getDefault();
            return java == null ? List.of(Proxy.NO_PROXY) : java.select(uri);
        }
        return List.of(
                of(uri).map(
                                server ->
                                        new Proxy(
                                                Proxy.Type.HTTP,
                                                new InetSocketAddress(
                                                        server.host(), server.port())))
                        .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // The request fails as well, and tells.
    }

    /**
     * A proxy.
     *
     * @param authorization what it is told in {@code Proxy-Authorization}; empty for nothing
     */
    public record ProxyServer(String host, int port, Optional<String> authorization) {
        private static final int USUAL_PORT = 80;

        static ProxyServer of(String variable, String text) {
            String whole = text.contains("://") ? text : "http://" + text;
            URI address;
            try {
                address = URI.create(whole);
            } catch (IllegalArgumentException e) {
                // Not with the cause, which would show a password that stands in it.
                throw wrong(variable, "is not the address of a proxy");
            }
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (address.getHost() == null) {
                throw wrong(variable, "is not the address of a proxy");
            }
            if (!scheme.equals("http")) {
                throw wrong(variable, "names a proxy of the kind " + scheme + ", not http");
            }
            int port = address.getPort() < 0 ? USUAL_PORT : address.getPort();
            return new ProxyServer(
                    address.getHost(),
                    port,
                    Optional.ofNullable(address.getUserInfo()).map(ProxyServer::basic));
        }

        private static HubException wrong(String variable, String why) {
            return new HubException(
                    "the variable "
                            + variable
                            + " "
                            + why
                            + "; it looks like http://proxy.example.com:8080. Set it so, or name"
                            + " the Hub's host in no_proxy",
                    Reason.PROXY);
        }

        private static String basic(String user) {
            byte[] bytes = user.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return "Basic " + java.util.Base64.getEncoder().encodeToString(bytes);
        }

        /** Where it is, without the password. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
