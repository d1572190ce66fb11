/** A run as a job for other programs. Imports {@code train}, {@code data} and {@code model}. */
package org.sftworkbench.train.export;
