/**
 * The SFT loop, its optimizer, schedules, metrics and state. Imports {@code data}, {@code model},
 * {@code job}, {@code disk}.
 */
package org.sftworkbench.train;
