/**
 * The run directory: what a training run leaves on disk, read and written without a model. Imports
 * nothing of ours.
 */
package org.sftworkbench.run;
