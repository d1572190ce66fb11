/**
 * The native libraries that do not come with the program: libtorch for CUDA, fetched when the user
 * asks for it. Imports {@code hub} for checked downloads, {@code model.device} for where libtorch
 * is looked for, {@code job} and {@code disk}.
 */
package org.sftworkbench.natives;
