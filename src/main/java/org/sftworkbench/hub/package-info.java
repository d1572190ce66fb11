/**
 * Models from a Hub and on this machine: listing, checked downloads, and the store, which is laid
 * out as the Hugging Face cache. Imports {@code job} and {@code disk}.
 */
package org.sftworkbench.hub;
