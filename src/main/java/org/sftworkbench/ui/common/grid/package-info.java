/**
 * A canvas control for rows of token cells with arrows between them, and its layout model. Imports
 * nothing of ours.
 */
package org.sftworkbench.ui.common.grid;
