package org.sftworkbench.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the tensors of a model directory with what its configuration calls for, before anything
 * is allocated.
 */
final class WeightCheck {
    private WeightCheck() {}

    /**
     * @return the type the weights are stored in
     * @throws ModelException where a tensor is missing, extra, misshapen or of an unsupported type;
     *     names it
     */
    static TensorType of(WeightFiles files, List<DecoderLayout.Slot> layout, ModelConfig config) {
        for (DecoderLayout.Slot slot : layout) {
            if (!files.names().contains(slot.name())) {
                throw new ModelException(
                        files.directory()
                                + ": the weights have no tensor "
                                + slot.name()
                                + ", which config.json calls for");
            }
            SafetensorsFile.Entry entry = files.entry(slot.name());
            if (!entry.shape().equals(slot.shape())) {
                throw new ModelException(
                        files.file(slot.name())
                                + ": tensor "
                                + slot.name()
                                + " has the shape "
                                + entry.shape()
                                + " where config.json calls for "
                                + slot.shape());
            }
            if (TensorType.named(entry.type()).isEmpty()) {
                throw new ModelException(
                        files.file(slot.name())
                                + ": tensor "
                                + slot.name()
                                + " is "
                                + entry.type()
                                + "; F32, F16 and BF16 are supported");
            }
        }
        Set<String> known =
                layout.stream().map(DecoderLayout.Slot::name).collect(Collectors.toSet());
        for (String name : files.names()) {
            // Some checkpoints store a tied output projection all the same; transformers ignores
            // it, too.
            boolean tiedOutput = config.tiedEmbeddings() && name.equals(DecoderLayout.OUTPUT);
            if (!known.contains(name) && !tiedOutput) {
                throw new ModelException(
                        files.file(name)
                                + ": tensor "
                                + name
                                + " is not part of a "
                                + config.modelType()
                                + " model");
            }
        }
        return TensorType.named(files.entry(DecoderLayout.EMBEDDING).type()).orElseThrow();
    }
}
