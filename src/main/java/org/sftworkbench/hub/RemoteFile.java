package org.sftworkbench.hub;

/**
 * A file of a repository as its listing has it.
 *
 * @param path where it stands
 * @param size bytes
 * @param hash of its bytes
 */
record RemoteFile(RemotePath path, long size, ContentHash hash) {}
