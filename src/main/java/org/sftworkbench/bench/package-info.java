/** Measures training and generation against what the machine could do. */
package org.sftworkbench.bench;
