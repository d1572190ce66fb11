package org.sftworkbench.hub;

import java.net.URI;

/**
 * A file of which everything is known before it is asked for.
 *
 * @param what it is, for messages
 * @param address by https, or by http on this machine
 * @param size bytes
 * @param sha256 64 lower-case hexadecimal digits
 */
public record KnownFile(String what, URI address, long size, String sha256) {}
