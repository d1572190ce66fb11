package org.sftworkbench.hub;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The hosts that are asked without a proxy, as {@code no_proxy} lists them: {@code *} for all, a
 * name for itself and what is below it, with or without a dot before it, an address or a network
 * such as {@code 10.0.0.0/8}, each with or without a port. Immutable.
 */
final class DirectHosts {
    private final List<String> entries;

    /**
     * @param list with commas or spaces between
     */
    DirectHosts(String list) {
        entries =
                Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                        .filter(entry -> !entry.isEmpty())
                        .toList();
    }

    boolean contains(URI address) {
        if (address.getHost() == null) {
            return false;
        }
        String host = bare(address.getHost().toLowerCase(Locale.ROOT));
        int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        int port = address.getPort() < 0 ? usual : address.getPort();
        return entries.stream().anyMatch(entry -> matches(entry, host, port));
    }

    private static boolean matches(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        String name = entry;
        if (name.matches("(\\[.*]|[^:]*):\\d{1,5}")) {
            int colon = name.lastIndexOf(':');
            if (Integer.parseInt(name.substring(colon + 1)) != port) {
                return false;
            }
            name = name.substring(0, colon);
        }
        name = bare(name);
        if (name.contains("/")) {
            return inNetwork(name, host);
        }
        String plain = name.replaceFirst("^(\\*?\\.)+", "");
        return !plain.isEmpty() && (host.equals(plain) || host.endsWith("." + plain));
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    private static boolean inNetwork(String network, String host) {
        String[] parts = network.split("/", 2);
        if (!isAddress(host) || !isAddress(parts[0]) || !parts[1].matches("\\d{1,3}")) {
            return false;
        }
        byte[] one = bytes(host);
        byte[] other = bytes(parts[0]);
        int ignored = 8 * one.length - Integer.parseInt(parts[1]);
        return one.length == other.length
                && ignored >= 0
                && new BigInteger(1, one)
                        .shiftRight(ignored)
                        .equals(new BigInteger(1, other).shiftRight(ignored));
    }

    /** Whether it is numbers, which are not looked up. */
    private static boolean isAddress(String host) {
        return host.matches("\\d{1,3}(\\.\\d{1,3}){3}") || host.matches("[0-9a-f:]*:[0-9a-f:.]*");
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }
}
