/**
 * The run directory: what a training run leaves on disk, read and written without a model. Imports
 * {@code disk}.
 */
package org.sftworkbench.run;
