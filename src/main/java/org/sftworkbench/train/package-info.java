/**
 * The SFT loop, its optimizer, schedules and metrics. Imports {@code data}, {@code model}, {@code
 * job}.
 */
package org.sftworkbench.train;
