package org.sftworkbench.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * What this machine can do at best, measured: the ceilings that training and generation are held
 * against.
 *
 * @param multiplications floating-point operations a second in large matrix products, in the
 *     model's precision
 * @param bytesRead bytes a second read from memory by a sum
 */
public record MachineSpeed(double multiplications, double bytesRead) {
    /** Of matrices, and numbers to read: many enough to keep the device busy. */
    private static final int CPU_SIDE = 2048;

    private static final int GPU_SIDE = 8192;
    private static final int CPU_NUMBERS = 100_000_000;
    private static final int GPU_NUMBERS = 1_000_000_000;
    private static final int TRIES = 5;

    /**
     * Measures on a model's device and in its precision; the best of some tries. Engine thread
     * only.
     */
    public static MachineSpeed measure(LanguageModel model) {
        try (NDManager manager = model.newManager()) {
            boolean gpu = manager.getDevice().isGpu();
            int side = gpu ? GPU_SIDE : CPU_SIDE;
            int numbers = gpu ? GPU_NUMBERS : CPU_NUMBERS;
            NDList sticks =
                    model.call("yardsticks", manager)
                            .withInts(side, numbers)
                            .withList(model.weights())
                            .run();
            long bytes = 4L * numbers;
            double multiply = Double.POSITIVE_INFINITY;
            double read = Double.POSITIVE_INFINITY;
            for (int i = 0; i < TRIES; i++) {
                multiply =
                        Math.min(
                                multiply,
                                seconds(
                                        model.call("multiply", manager)
                                                .with(sticks.get(0))
                                                .with(sticks.get(1))));
                read = Math.min(read, seconds(model.call("read", manager).with(sticks.get(2))));
            }
            return new MachineSpeed(2.0 * side * side * side / multiply, bytes / read);
        }
    }

    private static double seconds(Kernels.Call call) {
        long start = System.nanoTime();
        // Reading the result waits for the device.
        call.run().head().toFloatArray();
        return (System.nanoTime() - start) * 1e-9;
    }
}
