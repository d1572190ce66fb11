package org.sftworkbench.train;

import java.util.Locale;

/** How the learning rate goes on after warm-up: transformers' {@code lr_scheduler_type}. */
public enum ScheduleKind {
    /** Without warm-up. */
    CONSTANT,
    CONSTANT_WITH_WARMUP,
    /** Linearly to 0 at the last step. */
    LINEAR,
    /** Half a cosine to 0 at the last step. */
    COSINE;

    /** As transformers writes it. */
    public String trlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
