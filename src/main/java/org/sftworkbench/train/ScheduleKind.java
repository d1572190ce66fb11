package org.sftworkbench.train;

/** How the learning rate goes on after warm-up. */
public enum ScheduleKind {
    CONSTANT,
    /** Linearly to 0 at the last step. */
    LINEAR,
    /** Half a cosine to 0 at the last step. */
    COSINE
}
