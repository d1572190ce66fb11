package org.sftworkbench.hub;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The address of a Hub: which addresses belong to it, and which others it may send us to.
 * Immutable.
 *
 * @param address without a slash at the end
 */
public record Endpoint(URI address) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * @param text such as {@code https://huggingface.co}
     * @throws HubException where it is no address of a server
     */
    public static Endpoint of(String text) {
        URI address;
        try {
            address = new URI(text.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw wrong(text);
        }
        if (!isWeb(address)
                || address.getUserInfo() != null
                || address.getQuery() != null
                || address.getFragment() != null) {
            throw wrong(text);
        }
        return new Endpoint(address);
    }

    private static HubException wrong(String text) {
        return new HubException(
                Printable.of(text)
                        + " is not the address of a Hub; it looks like https://huggingface.co");
    }

    private static boolean isWeb(URI address) {
        String scheme = scheme(address);
        return (scheme.equals("https") || scheme.equals("http")) && address.getHost() != null;
    }

    /** The address of something below it; each part is encoded, slashes too. */
    URI below(String... parts) {
        StringBuilder path = new StringBuilder(address.toString());
        for (String part : parts) {
            path.append('/').append(encode(part));
        }
        return URI.create(path.toString());
    }

    private static String encode(String part) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || "-._~".indexOf(c) >= 0;
            encoded.append(
                    plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return encoded.toString();
    }

    /** Whether an address is at the same scheme, host and port, so that it may see the token. */
    boolean owns(URI other) {
        return scheme(other).equals(scheme(address))
                && host(other).equals(host(address))
                && port(other) == port(address);
    }

    /** Whether what is sent there can be read on the way. */
    public boolean isOpenToRead() {
        return scheme(address).equals("http") && !THIS_MACHINE.contains(host(address));
    }

    /**
     * Whether it may send us to an address: any by https; by http only within itself, or, where it
     * is on this machine, to this machine.
     */
    boolean maySendTo(URI other) {
        if (!isWeb(other) || other.getUserInfo() != null) {
            return false;
        }
        return scheme(other).equals("https")
                || owns(other)
                || scheme(address).equals("http")
                        && THIS_MACHINE.contains(host(address))
                        && THIS_MACHINE.contains(host(other));
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static String host(URI uri) {
        return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return scheme(uri).equals("https") ? 443 : 80;
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
