package org.sftworkbench.hub;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A download that has begun and is not complete.
 *
 * @param revision as it was asked for
 * @param had bytes that are there
 * @param bytes of all that is needed; empty where another program began it and does not say
 * @param running whether it goes on now, in this window or elsewhere
 * @param directory of the repository in the store, or the one that its files go into
 */
public record PartialDownload(
        RepositoryId id,
        String revision,
        long had,
        OptionalLong bytes,
        boolean running,
        Path directory) {}
