package org.sftworkbench.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.pytorch.engine.PtModel;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sftworkbench.model.device.DeviceSurvey;
import org.sftworkbench.model.device.FetchFailure;
import org.sftworkbench.model.device.TorchLibraries;

/**
 * The project's TorchScript kernels ({@code kernels.py}), set to one architecture and ready to
 * call. Engine thread only.
 */
public final class Kernels implements AutoCloseable {
    private static final String RESOURCE = "kernels.py";

    private final Model model;
    private final Block block;
    private final NDManager host;

    private Kernels(Model model) {
        this.model = model;
        this.block = model.getBlock();
        this.host = model.getNDManager().newSubManager(Device.cpu());
    }

    /**
     * Loads the kernels on the calling thread, which is from then on the only one to call them.
     *
     * @param attributes what {@code kernels.py} declares, by name
     * @param device where arrays live and are computed on
     * @throws ModelException where libtorch cannot be loaded or does not accept the code
     */
    static Kernels load(Map<String, Object> attributes, Device device) {
        return load(
                attributes,
                device,
                kernels -> {
                    try (NDManager once = kernels.newManager()) {
                        kernels.call("first_calls", once).withInts(1).run();
                    }
                });
    }

    /**
     * @param first what is called once; where it fails the kernels are closed again
     */
    static Kernels load(Map<String, Object> attributes, Device device, Consumer<Kernels> first) {
        NativeMemory.keepFreed();
        TorchLibraries.stayOffline();
        Model model;
        try {
            model = Model.newInstance("kernels", device, "PyTorch");
        } catch (RuntimeException | LinkageError e) {
            TorchLibraries libraries = DeviceSurvey.take().libraries();
            throw new ModelException(
                    FetchFailure.words(e, libraries)
                            .orElse(
                                    "PyTorch's native library could not be loaded: "
                                            + e.getMessage()
                                            + FetchFailure.wayOut(libraries)),
                    e);
        }
        // Profiling and fusing would recompile for every new batch shape; the flag is per thread.
        JniUtils.setGraphExecutorOptimize(false);
        try {
            ((PtModel) model)
                    .load(
                            new ByteArrayInputStream(
                                    TorchScriptArchive.of(source(attributes), attributes)),
                            false);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            throw new ModelException("the kernels could not be loaded: " + e.getMessage(), e);
        }
        Kernels kernels = new Kernels(model);
        try {
            first.accept(kernels);
        } catch (RuntimeException | Error e) {
            kernels.close();
            throw e;
        }
        return kernels;
    }

    /** The kernels' text as it is given to libtorch with these attributes. */
    static String source(Map<String, Object> attributes) {
        try (InputStream in = Kernels.class.getResourceAsStream(RESOURCE)) {
            String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new OneDnn((int) attributes.get("onednn"))
                    .spelled(KernelPlaces.numbered(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A manager for arrays that live as long as the caller wants; closing the kernels closes it.
     */
    public NDManager newManager() {
        return model.getNDManager().newSubManager();
    }

    /**
     * Prepares a call.
     *
     * @param method name of a method in {@code kernels.py}
     * @param results manager that will own the results
     */
    public Call call(String method, NDManager results) {
        return new Call(method, results);
    }

    /** Uses the matrices that another model's kernels have packed, which are not held twice. */
    void sharePacked(Kernels owner) {
        try (IValue packs = IValueUtils.runMethod((PtSymbolBlock) owner.block, "packs")) {
            IValueUtils.runMethod((PtSymbolBlock) block, "share", packs).close();
        }
    }

    @Override
    public void close() {
        model.close();
        NativeMemory.giveBack();
    }

    /** Arguments of one call, given in the order of the method's parameters. */
    public final class Call {
        private final String method;
        private final NDManager results;
        private final List<Argument> arguments = new ArrayList<>();
        private int lists;

        private Call(String method, NDManager results) {
            this.method = method;
            this.results = results;
        }

        /** A tensor argument. */
        public Call with(NDArray tensor) {
            return add(numbers -> tensor, null);
        }

        /** A tensor of real numbers, read on the host; a scalar where there is one. */
        public Call with(double... values) {
            return add(
                    numbers ->
                            values.length == 1
                                    ? numbers.create(values).reshape(new Shape())
                                    : numbers.create(values),
                    null);
        }

        /** A tensor of whole numbers, read on the host; always of one dimension. */
        public Call withInts(int... values) {
            return add(numbers -> Tensors.longs(numbers, values, values.length), null);
        }

        /** A {@code List[Tensor]} argument; not empty. */
        public Call withList(List<NDArray> tensors) {
            if (tensors.isEmpty()) {
                throw new IllegalArgumentException("an empty list of tensors");
            }
            // DJL gathers neighbours of one name into a list; two lists side by side need two
            // names.
            String name = "list" + lists++ + "[]";
            tensors.forEach(tensor -> add(numbers -> tensor, name));
            return this;
        }

        private Call add(Function<NDManager, NDArray> made, String name) {
            arguments.add(new Argument(made, name));
            return this;
        }

        /** Runs it; whether gradients are recorded is for the kernel to say. */
        public NDList run() {
            // Only now: what a call that never runs had made would stay as long as the model.
            try (NDManager numbers = host.newSubManager()) {
                NDList given = new NDList();
                NDArray name = numbers.create(0f);
                name.setName("module_method:" + method);
                given.add(name);
                for (Argument argument : arguments) {
                    given.add(argument.in(numbers));
                }
                NDList out = block.forward(new ParameterStore(results, false), given, true);
                out.attach(results);
                return out;
            }
        }
    }

    /**
     * @param made gives the tensor, in a manager for those that are made for the call
     * @param name by which DJL knows what belongs together; null for none
     */
    private record Argument(Function<NDManager, NDArray> made, String name) {
        NDArray in(NDManager numbers) {
            NDArray tensor = made.apply(numbers);
            tensor.setName(name);
            return tensor;
        }
    }
}
