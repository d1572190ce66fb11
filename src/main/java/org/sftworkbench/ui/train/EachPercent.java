package org.sftworkbench.ui.train;

import java.util.function.DoubleConsumer;
import org.sftworkbench.job.Progress;

/**
 * Tells of work on many thousand pieces only when another hundredth is done. On the thread that
 * works.
 */
final class EachPercent implements Progress {
    private final DoubleConsumer share;
    private long told = -1;

    /**
     * @param share hears what is done, from 0 to 1
     */
    EachPercent(DoubleConsumer share) {
        this.share = share;
    }

    @Override
    public void report(String what, long done, long total) {
        long percent = total == 0 ? -1 : done * 100 / total;
        if (percent > told) {
            told = percent;
            share.accept((double) done / total);
        }
    }
}
