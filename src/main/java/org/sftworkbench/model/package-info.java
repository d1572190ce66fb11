/**
 * Hub model directories, safetensors, kernels and the decoder. Engine thread only. Imports {@code
 * job}, {@code disk}.
 *
 * <p>What is computed stands in {@code kernels.py}, in the order in which a token meets it. {@link
 * org.sftworkbench.model.ModelConfigReader} reads what a model is, {@link
 * org.sftworkbench.model.WeightCheck} whether its files hold that, and {@link
 * org.sftworkbench.model.LanguageModel} is the model in memory: a {@link
 * org.sftworkbench.model.LossPass} for training, a {@link org.sftworkbench.model.DecodingSession}
 * for generation.
 */
package org.sftworkbench.model;
