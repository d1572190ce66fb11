package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What AdamW remembers of each trained weight, and its safetensors file: {@code NAME.exp_avg},
 * {@code NAME.exp_avg_sq} and {@code NAME.step}, as torch calls them, and {@code NAME.master} where
 * the checkpoint's own weights are rounded. Engine thread only.
 *
 * @param masters float32 originals; the weights themselves where those are float32
 * @param firstMoments float32
 * @param secondMoments float32
 * @param steps scalars: updates made
 */
public record OptimizerState(
        List<NDArray> masters,
        List<NDArray> firstMoments,
        List<NDArray> secondMoments,
        List<NDArray> steps) {
    /** What is kept of one weight. */
    private record Part(String name, List<Long> shape, NDArray values) {}

    /**
     * That before the first update.
     *
     * @param manager of the arrays, but for the model's originals
     */
    public static OptimizerState begin(LanguageModel model, NDManager manager) {
        List<NDArray> trainable = model.trainable();
        int count = trainable.size();
        NDList rest = model.call("moments", manager).withList(trainable).run();
        return new OptimizerState(
                model.originals(),
                rest.subList(0, count),
                rest.subList(count, 2 * count),
                rest.subList(2 * count, 3 * count));
    }

    /** Writes and syncs the file, which must not exist. */
    public void write(Path file, LanguageModel model) throws IOException {
        WeightMemory memory = model.memory();
        List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
        for (Part part : parts(model, Set.of())) {
            tensors.add(
                    new SafetensorsWriter.Tensor(
                            part.name(),
                            TensorType.F32,
                            part.shape().stream().mapToLong(Long::longValue).toArray(),
                            (first, count) ->
                                    memory.bytes(part.values(), first, count, TensorType.F32)));
        }
        SafetensorsWriter.write(file, tensors);
    }

    /** Bytes of the file, but for its header. */
    public long storedBytes(LanguageModel model) {
        return parts(model, Set.of()).stream()
                .mapToLong(part -> part.shape().stream().reduce(4L, Math::multiplyExact))
                .sum();
    }

    /**
     * Takes the state of a file for this one's, and the rounded weights' originals for the model's.
     *
     * @throws ModelException where the file is broken, or is not of this model's training; names
     *     the tensor. Nothing is changed then
     */
    public void read(Path file, LanguageModel model) {
        SafetensorsFile stored = open(file);
        List<Part> parts = parts(model, stored.tensors().keySet());
        check(stored, parts);
        WeightMemory memory = model.memory();
        for (Part part : parts) {
            fill(memory, part.values(), stored, part.name());
        }
        List<TrainedWeight> weights = model.trainedWeights();
        for (int i = 0; i < weights.size(); i++) {
            String master = master(weights.get(i));
            if (stored.tensors().containsKey(master)) {
                fill(memory, model.trainable().get(i), stored, master);
            }
        }
    }

    private static SafetensorsFile open(Path file) {
        if (!Files.exists(file)) {
            throw new ModelException(
                    file + ": is missing; without the optimizer's state the run cannot go on");
        }
        return SafetensorsFile.open(file);
    }

    private static void check(SafetensorsFile stored, List<Part> parts) {
        Set<String> left = new HashSet<>(stored.tensors().keySet());
        for (Part part : parts) {
            SafetensorsFile.Entry entry = stored.tensors().get(part.name());
            if (entry == null) {
                throw new ModelException(stored.file() + ": has no tensor " + part.name());
            }
            if (!entry.shape().equals(part.shape()) || !entry.type().equals("F32")) {
                throw new ModelException(
                        stored.file()
                                + ": tensor "
                                + part.name()
                                + " is "
                                + entry.type()
                                + " "
                                + entry.shape()
                                + " where this run calls for F32 "
                                + part.shape());
            }
            left.remove(part.name());
        }
        if (!left.isEmpty()) {
            throw new ModelException(
                    stored.file()
                            + ": tensor "
                            + left.stream().sorted().findFirst().orElseThrow()
                            + " belongs to no weight that this run trains");
        }
    }

    private static void fill(
            WeightMemory memory, NDArray target, SafetensorsFile file, String name) {
        for (SafetensorsFile.Piece piece : file.pieces(name)) {
            memory.fill(target, piece.firstElement(), piece.bytes(), TensorType.F32);
        }
    }

    /**
     * @param there names of the file that is read: what was saved when float32 files still got
     *     rounded weights has their originals too
     */
    private List<Part> parts(LanguageModel model, Set<String> there) {
        List<Part> parts = new ArrayList<>();
        List<TrainedWeight> weights = model.trainedWeights();
        for (int i = 0; i < weights.size(); i++) {
            TrainedWeight weight = weights.get(i);
            parts.add(new Part(weight.name() + ".exp_avg", weight.shape(), firstMoments.get(i)));
            parts.add(
                    new Part(weight.name() + ".exp_avg_sq", weight.shape(), secondMoments.get(i)));
            parts.add(new Part(weight.name() + ".step", List.of(), steps.get(i)));
            if (!weight.keptWhole() || there.contains(master(weight))) {
                parts.add(new Part(master(weight), weight.shape(), masters.get(i)));
            }
        }
        return parts;
    }

    private static String master(TrainedWeight weight) {
        return weight.name() + ".master";
    }
}
