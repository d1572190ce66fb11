package org.sftworkbench.hub;

import java.nio.file.Path;

/**
 * What a download came to.
 *
 * @param commit 40 hexadecimal digits
 * @param directory opens as a model
 * @param files how many it needs
 * @param bytes of all of them
 * @param fetched bytes that were not there yet
 */
public record PulledModel(
        RepositoryId id, String commit, Path directory, int files, long bytes, long fetched) {}
