package org.sftworkbench.ui.common.chart;

import io.fair_acc.dataset.locks.DataSetLock;
import io.fair_acc.dataset.spi.DoubleDataSet;
import java.util.function.Supplier;

/**
 * Points that one thread writes and draws: the FX thread. They need no lock, and must have none: a
 * chart that is laid out outside a pulse, as for a picture, keeps its locks until the next pulse,
 * and the FX thread would wait for itself. FX thread only.
 */
final class FxDataSet extends DoubleDataSet {
    private static final long serialVersionUID = 1L;

    private final transient NoLock free = new NoLock(this);

    FxDataSet(String name) {
        super(name);
    }

    @Override
    @SuppressWarnings("unchecked")
    public DataSetLock<DoubleDataSet> lock() {
        // Asked for by the constructor above, before there is one.
        return free == null ? (DataSetLock<DoubleDataSet>) super.lock() : free;
    }

    /** Runs everything at once. */
    private record NoLock(DoubleDataSet data) implements DataSetLock<DoubleDataSet> {
        @Override
        public DoubleDataSet readLock() {
            return data;
        }

        @Override
        public DoubleDataSet readLockGuard(Runnable reading) {
            reading.run();
            return data;
        }

        @Override
        public <R> R readLockGuard(Supplier<R> reading) {
            return reading.get();
        }

        @Override
        public DoubleDataSet readLockGuardOptimistic(Runnable reading) {
            reading.run();
            return data;
        }

        @Override
        public <R> R readLockGuardOptimistic(Supplier<R> reading) {
            return reading.get();
        }

        @Override
        public DoubleDataSet readUnLock() {
            return data;
        }

        @Override
        public DoubleDataSet writeLock() {
            return data;
        }

        @Override
        public DoubleDataSet writeLockGuard(Runnable writing) {
            writing.run();
            return data;
        }

        @Override
        public <R> R writeLockGuard(Supplier<R> writing) {
            return writing.get();
        }

        @Override
        public DoubleDataSet writeUnLock() {
            return data;
        }
    }
}
