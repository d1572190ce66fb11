package org.sftworkbench.run;

/**
 * The model that a run started from.
 *
 * @param directory where it is, whole or an adapter
 * @param type {@code model_type} of its configuration
 * @param parameters number of its weights
 * @param trainable number of the weights that are trained
 */
public record RecordedModel(String directory, String type, long parameters, long trainable) {}
