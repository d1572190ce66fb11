/**
 * Which processors and GPUs there are, what libtorch can use of them, and what to do about the
 * rest; found without starting libtorch. Any thread, but not the FX thread, as it waits for other
 * programs. Imports nothing of the project.
 */
package org.sftworkbench.model.device;
