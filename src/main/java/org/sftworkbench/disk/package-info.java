/**
 * Files that are on the disk when a call returns, and whole or not there. Imports nothing of ours.
 */
package org.sftworkbench.disk;
