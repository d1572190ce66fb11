package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Products of oneDNN are products, whatever their shapes: those of a model are not all round. */
class OneDnnTest {
    private static final boolean FULL = Boolean.getBoolean("sft.full");
    private static final int[] ROWS =
            FULL
                    ? new int[] {1, 2, 5, 16, 65, 130, 300, 1000, 1153}
                    : new int[] {1, 2, 16, 65, 300};
    private static final int[] WIDTHS =
            FULL
                    ? new int[] {
                        16, 24, 32, 40, 48, 64, 96, 100, 128, 192, 320, 513, 576, 896, 1000, 1024,
                        1536, 2048, 3072, 4864
                    }
                    : new int[] {16, 24, 40, 64, 100, 192, 513, 576};
    private static final int LOOKED_AT = 300;

    @Test
    void productsOfAnyShapeAreRight() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "libtorch for x86-64 has oneDNN");
        Loading loading =
                new Loading(
                        false,
                        Precision.FLOAT32,
                        Device.cpu(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        false,
                        OneDnn.ALWAYS);
        Random random = new Random(1);
        try (LanguageModel model = LanguageModel.load(GoldenModel.QWEN3.directory(), loading);
                NDManager manager = model.newManager()) {
            for (int rows : ROWS) {
                for (int in : WIDTHS) {
                    for (int out : WIDTHS) {
                        check(model, manager, random, rows, in, out);
                    }
                }
            }
        }
    }

    /** Forward, and both ways back, where matrices are read the other way round. */
    private static void check(
            LanguageModel model, NDManager manager, Random random, int rows, int in, int out) {
        try (NDManager step = manager.newSubManager()) {
            NDArray x = step.randomNormal(new Shape(rows, in));
            NDArray w = step.randomNormal(new Shape(out, in));
            NDArray d = step.randomNormal(new Shape(rows, out));
            check(model.call("product", step).with(x).with(w), x, w, random);
            NDArray turned = w.transpose();
            check(model.call("times", step).with(d).with(turned), d, turned, random);
            NDArray left = d.transpose();
            NDArray right = x.transpose();
            check(model.call("times", step).with(left).with(right), left, right, random);
        }
    }

    private static void check(Kernels.Call call, NDArray x, NDArray w, Random random) {
        int rows = (int) x.getShape().get(0);
        int in = (int) x.getShape().get(1);
        int out = (int) w.getShape().get(0);
        float[] product = call.run().head().toFloatArray();
        // In rows, however they lie.
        float[] a = x.toFloatArray();
        float[] b = w.toFloatArray();
        assertThat(product).hasSize(rows * out);
        for (int i = 0; i < LOOKED_AT; i++) {
            int row = random.nextInt(rows);
            // Where numbers do not fill a vector, the last ones go another way.
            int column =
                    i % 2 == 0 ? random.nextInt(out) : out - 1 - random.nextInt(Math.min(out, 16));
            double sum = 0;
            for (int k = 0; k < in; k++) {
                sum += (double) a[row * in + k] * b[column * in + k];
            }
            assertThat((double) product[row * out + column])
                    .as("[%d, %d] of %d x %d by %d", row, column, rows, in, out)
                    .isCloseTo(sum, within(1e-5 * Math.sqrt(in)));
        }
    }
}
