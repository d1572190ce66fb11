/**
 * The offer to fetch the CUDA libraries, where a GPU is there and lacks nothing else. Imports
 * {@code natives}, {@code model.device}, {@code hub} for the speed, {@code job} and {@code
 * ui.common}.
 */
package org.sftworkbench.ui.cuda;
