/**
 * Values as a chat template sees them, with Python's semantics, and the origin of every character
 * of a text. Imports nothing of ours.
 */
package org.sftworkbench.template.value;
