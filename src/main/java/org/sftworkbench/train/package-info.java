/**
 * The SFT loop, its optimizer, schedules, metrics and state. Imports {@code data}, {@code model},
 * {@code job}, {@code disk}.
 *
 * <p>Read {@link org.sftworkbench.train.Trainer} first, which is the notes' loop: {@link
 * org.sftworkbench.train.BatchPlan} says which rows a step takes, {@link
 * org.sftworkbench.train.AccumulationWindow} brings its micro-batches forward and back, {@link
 * org.sftworkbench.train.LearningRate} gives the rate, and {@link org.sftworkbench.train.AdamW}
 * clips and updates. {@link org.sftworkbench.train.TrainerState} is what of it a checkpoint keeps.
 */
package org.sftworkbench.train;
