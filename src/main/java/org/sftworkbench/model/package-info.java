/**
 * Hub model directories, safetensors, kernels and the decoder. Engine thread only. Imports {@code
 * job}.
 */
package org.sftworkbench.model;
