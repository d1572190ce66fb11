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
    private static final int SIDE = 2048;
    private static final int NUMBERS = 100_000_000;
    private static final int TRIES = 5;

    /**
     * Measures on a model's device and in its precision; the best of some tries. Engine thread
     * only.
     */
    public static MachineSpeed measure(LanguageModel model) {
        try (NDManager manager = model.newManager()) {
            NDList sticks =
                    model.call("yardsticks", manager)
                            .withInts(SIDE, NUMBERS)
                            .withList(model.weights())
                            .run();
            long bytes = 4L * NUMBERS;
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
            return new MachineSpeed(2.0 * SIDE * SIDE * SIDE / multiply, bytes / read);
        }
    }

    private static double seconds(Kernels.Call call) {
        long start = System.nanoTime();
        // Reading the result waits for the device.
        call.run().head().toFloatArray();
        return (System.nanoTime() - start) * 1e-9;
    }
}
