/**
 * What is kept of a window from one start to the next: how it was left, and what was being written
 * in it. Imports {@code chat}, {@code data} and {@code disk}.
 */
package org.sftworkbench.session;
