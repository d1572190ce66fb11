package org.sftworkbench.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtModel;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.sftworkbench.model.device.ComputeDevice;
import org.sftworkbench.model.device.FetchFailure;
import org.sftworkbench.model.device.TorchLibraries;

/**
 * Starts libtorch and multiplies matrices on a device, to see that it computes and how fast. Engine
 * thread only.
 */
public final class DeviceTrial {
    private static final String CODE =
            """
            class Kernels(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool

              # x [n, n] times itself, often; returns the first number, [1].
              def multiply(self: __torch__.Kernels, x: Tensor, often: Tensor, dtype: Tensor) -> Tensor:
                torch.set_grad_enabled(False)
                x = torch.to(x, int(dtype))
                w = torch.t(x)
                y = x
                for _ in range(int(often)):
                  if int(dtype) == 6:
                    y = (self).times(x, w)
                  else:
                    y = torch.mm(x, x)
                return torch.to(torch.reshape(y, [-1])[0:1], 6)

              # As the models' products are taken.
              def times(self: __torch__.Kernels, x: Tensor, w: Tensor) -> Tensor:
                return ops.mkldnn._linear_pointwise(x, w, None, "none", annotate(List[Optional[number]], []), "")
            """;

    /** Of the matrices: large enough to fill the device, small enough for a slow CPU. */
    private static final int CPU_SIDE = 2048;

    private static final int GPU_SIDE = 8192;

    /** Other programs disturb; the best of some tries, each so many seconds, is the device's. */
    private static final int TRIES = 6;

    private static final double A_TRY = 0.15;

    private final ComputeDevice device;
    private final TorchLibraries libraries;

    /**
     * How fast it was.
     *
     * @param precision of the numbers multiplied
     * @param gflops 10⁹ floating-point operations a second
     */
    public record Speed(Precision precision, double gflops) {}

    /**
     * @param device to try
     * @param libraries that libtorch is started from
     */
    public DeviceTrial(ComputeDevice device, TorchLibraries libraries) {
        this.device = device;
        this.libraries = libraries;
    }

    /**
     * Measures one precision.
     *
     * @throws ModelException where libtorch cannot be started or does not compute on the device
     */
    public Speed measure(Precision precision) {
        OneDnn by = device.isGpu() ? OneDnn.NEVER : OneDnn.here();
        try (Model model = start()) {
            JniUtils.setGraphExecutorOptimize(false);
            ((PtModel) model)
                    .load(
                            new ByteArrayInputStream(
                                    TorchScriptArchive.of(
                                            by.spelled(CODE), Map.of("training", true))),
                            false);
            return new Speed(precision, gflops(model, precision));
        } catch (IOException | MalformedModelException | RuntimeException e) {
            if (e instanceof ModelException told) {
                throw told;
            }
            throw new ModelException(
                    device.name()
                            + " does not compute "
                            + (precision == Precision.BF16 ? "bf16" : "float32")
                            + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private Model start() {
        try {
            return Model.newInstance("trial", device.device(), "PyTorch");
        } catch (RuntimeException | LinkageError e) {
            throw new ModelException(
                    FetchFailure.words(e, libraries)
                            .orElse("libtorch could not be started: " + innermost(e)),
                    e);
        }
    }

    /** DJL says that a library could not be loaded, and only the cause says which and why. */
    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private double gflops(Model model, Precision precision) {
        int side = device.device().isGpu() ? GPU_SIDE : CPU_SIDE;
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDArray matrix =
                    manager.randomNormal(0, 0.01f, new Shape(side, side), DataType.FLOAT32);
            // The first call loads what is loaded lazily.
            seconds(model, matrix, 1, precision);
            int often = (int) Math.ceil(A_TRY / seconds(model, matrix, 1, precision));
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < TRIES; i++) {
                least = Math.min(least, seconds(model, matrix, often, precision));
            }
            return 2.0 * side * side * side * often / least / 1e9;
        }
    }

    private static double seconds(Model model, NDArray matrix, int often, Precision precision) {
        try (NDManager step = matrix.getManager().newSubManager();
                NDManager host = step.newSubManager(Device.cpu())) {
            NDArray method = host.create(0f);
            method.setName("module_method:multiply");
            NDList arguments =
                    new NDList(
                            method,
                            matrix,
                            host.create(new long[] {often}),
                            host.create(new long[] {precision.scalarType()}));
            long start = System.nanoTime();
            NDList out = model.getBlock().forward(new ParameterStore(step, false), arguments, true);
            out.attach(step);
            // Reading the result waits for the device.
            float[] first = out.head().toFloatArray();
            double seconds = (System.nanoTime() - start) * 1e-9;
            if (!Float.isFinite(first[0])) {
                throw new ModelException("a product of small numbers came out as " + first[0]);
            }
            return seconds;
        }
    }
}
