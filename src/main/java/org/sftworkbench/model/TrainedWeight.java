package org.sftworkbench.model;

import java.util.List;

/**
 * A weight that training changes.
 *
 * @param name its name in the checkpoint
 * @param shape dimensions
 * @param keptWhole whether the checkpoint's weights hold it bit for bit: it is float32 in memory
 *     and in the file
 */
record TrainedWeight(String name, List<Long> shape, boolean keptWhole) {}
