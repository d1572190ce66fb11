/**
 * Progress and cancellation of running work, and how its bytes are told. Imports nothing of ours.
 */
package org.sftworkbench.job;
