/**
 * Files that are on the disk when a call returns, and whole or not there; and where the user's own
 * belong. Imports nothing of ours.
 */
package org.sftworkbench.disk;
