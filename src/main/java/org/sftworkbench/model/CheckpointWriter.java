package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.job.Progress;

/** Writes a model from memory: whole, or its adapter alone. Engine thread only. */
final class CheckpointWriter {
    private final Provenance origin;
    private final List<DecoderLayout.Slot> layout;
    private final List<NDArray> weights;
    private final WeightMemory memory;

    /**
     * @param weights the layout's, then A and B of each adapter
     */
    CheckpointWriter(
            Provenance origin,
            List<DecoderLayout.Slot> layout,
            List<NDArray> weights,
            WeightMemory memory) {
        this.origin = origin;
        this.layout = layout;
        this.weights = weights;
        this.memory = memory;
    }

    /**
     * @throws ModelException where a file that every checkpoint gets may not be copied
     */
    void check() {
        companions().check();
    }

    void write(Path directory) {
        if (origin.adapterConfig().isPresent()) {
            writeAdapter(directory);
        } else {
            writeWhole(directory, Progress.NONE);
        }
    }

    /** Of the weights alone. */
    long bytes() {
        List<SafetensorsWriter.Tensor> tensors =
                origin.adapterConfig().isPresent() ? adapterTensors() : wholeTensors();
        return tensors.stream().mapToLong(SafetensorsWriter.Tensor::size).sum();
    }

    /**
     * @param progress hears how many bytes of the weights have been given to the disk
     */
    void writeWhole(Path directory, Progress progress) {
        companions().commit(directory, partial -> wholeWeights(partial, progress));
    }

    private void writeAdapter(Path directory) {
        companions().commitAdapter(directory, this::adapterWeights);
    }

    /** Writes the same files into a directory that is the caller's to sync and to name. */
    void fill(Path directory) throws IOException {
        if (origin.adapterConfig().isPresent()) {
            companions().fillAdapter(directory, this::adapterWeights);
        } else {
            companions().fill(directory, partial -> wholeWeights(partial, Progress.NONE));
        }
    }

    private CheckpointDirectory companions() {
        return new CheckpointDirectory(origin.base(), origin.directory());
    }

    private void wholeWeights(Path directory, Progress progress) throws IOException {
        ShardWriter.write(directory, told(wholeTensors(), progress));
    }

    private List<SafetensorsWriter.Tensor> wholeTensors() {
        List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < layout.size(); i++) {
            DecoderLayout.Slot slot = layout.get(i);
            tensors.add(
                    tensor(slot.name(), slot.shape(), origin.storedAs().get(i), weights.get(i)));
        }
        return tensors;
    }

    /** The same tensors, telling when their bytes are asked for. */
    private static List<SafetensorsWriter.Tensor> told(
            List<SafetensorsWriter.Tensor> tensors, Progress progress) {
        long total = tensors.stream().mapToLong(SafetensorsWriter.Tensor::size).sum();
        long[] done = new long[1];
        return tensors.stream()
                .map(
                        tensor ->
                                new SafetensorsWriter.Tensor(
                                        tensor.name(),
                                        tensor.type(),
                                        tensor.shape(),
                                        (first, count) -> {
                                            progress.report("weights", done[0], total);
                                            ByteBuffer bytes = tensor.source().read(first, count);
                                            done[0] += bytes.remaining();
                                            return bytes;
                                        }))
                .toList();
    }

    private void adapterWeights(Path directory) throws IOException {
        SafetensorsWriter.write(directory.resolve(AdapterDirectory.WEIGHTS), adapterTensors());
        AdapterDirectory.write(directory, origin.adapterConfig().orElseThrow(), origin.base());
    }

    private List<SafetensorsWriter.Tensor> adapterTensors() {
        List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < layout.size(); i++) {
            DecoderLayout.Slot slot = layout.get(i);
            if (origin.adapters().trains(slot)) {
                for (String name : names(slot)) {
                    tensors.add(
                            tensor(
                                    AdapterDirectory.PREFIX + name,
                                    slot.shape(),
                                    TensorType.F32,
                                    weights.get(i)));
                }
            }
        }
        int at = layout.size();
        for (LoraAdapters.Pair pair : origin.adapters().pairs()) {
            tensors.add(tensor(pair.nameOfA(), pair.shapeOfA(), TensorType.F32, weights.get(at++)));
            tensors.add(tensor(pair.nameOfB(), pair.shapeOfB(), TensorType.F32, weights.get(at++)));
        }
        return tensors;
    }

    /** An embedding that is the output projection too is known to PEFT by both names. */
    private List<String> names(DecoderLayout.Slot slot) {
        boolean both =
                slot.role().part() == DecoderLayout.Part.EMBEDDING
                        && layout.stream()
                                .noneMatch(s -> s.role().part() == DecoderLayout.Part.HEAD);
        return both ? List.of(slot.name(), DecoderLayout.OUTPUT) : List.of(slot.name());
    }

    private SafetensorsWriter.Tensor tensor(
            String name, List<Long> shape, TensorType type, NDArray weight) {
        return new SafetensorsWriter.Tensor(
                name,
                type,
                shape.stream().mapToLong(Long::longValue).toArray(),
                (first, count) -> memory.bytes(weight, first, count, type));
    }
}
