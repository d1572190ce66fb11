/** Progress and cancellation of running work. Imports nothing of ours. */
package org.sftworkbench.job;
