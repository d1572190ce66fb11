package org.sftworkbench.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the tensors of a model directory with what its configuration calls for, before anything
 * is allocated.
 */
final class WeightCheck {
    private static final Logger LOG = LoggerFactory.getLogger(WeightCheck.class);

    /** What TRL puts on a model to train it by rewards; it says nothing about the next token. */
    private static final String VALUE_HEAD = "v_head.";

    private final WeightFiles files;

    private WeightCheck(WeightFiles files) {
        this.files = files;
    }

    /**
     * The configuration with embeddings untied where the weights say so: some checkpoints store an
     * output projection though their configuration ties it to the embedding. As in transformers,
     * one that is the embedding over again counts as tied, another one as it stands.
     */
    static ModelConfig settleTying(ModelConfig config, WeightFiles files) {
        boolean untied =
                config.tiedEmbeddings()
                        && files.names().contains(DecoderLayout.OUTPUT)
                        && files.names().contains(DecoderLayout.EMBEDDING)
                        && !files.tensor(DecoderLayout.OUTPUT)
                                .holdsTheSameAs(files.tensor(DecoderLayout.EMBEDDING));
        return untied ? config.untied() : config;
    }

    /**
     * The weights with an embedding where they hold the one matrix of a tied model as its output
     * projection alone; transformers ties in whichever direction it can.
     */
    static WeightFiles settleEmbedding(ModelConfig config, WeightFiles files) {
        boolean headAlone =
                config.tiedEmbeddings()
                        && files.names().contains(DecoderLayout.OUTPUT)
                        && !files.names().contains(DecoderLayout.EMBEDDING);
        return headAlone ? files.with(DecoderLayout.EMBEDDING, DecoderLayout.OUTPUT) : files;
    }

    /**
     * @param files after {@link #settleEmbedding}
     * @param layout of {@code config}, after {@link #settleTying}
     * @return the type the weights are stored in
     * @throws ModelException where a tensor is missing, extra, misshapen or of an unsupported type;
     *     names it
     */
    static TensorType of(WeightFiles files, List<DecoderLayout.Slot> layout, ModelConfig config) {
        WeightCheck check = new WeightCheck(files);
        layout.forEach(check::requireSlot);
        Set<String> known =
                layout.stream().map(DecoderLayout.Slot::name).collect(Collectors.toSet());
        List<String> valueHead =
                files.names().stream().filter(name -> name.startsWith(VALUE_HEAD)).toList();
        if (!valueHead.isEmpty()) {
            LOG.warn(
                    "{}: the value head ({}) is passed over, and will not be saved again",
                    files.directory(),
                    String.join(", ", valueHead));
        }
        for (String name : files.names()) {
            if (!known.contains(name) && !ignored(name, config)) {
                throw new ModelException(
                        files.file(name)
                                + ": tensor "
                                + name
                                + " is not part of a "
                                + config.modelType()
                                + " model with this config.json: see "
                                + ShapeSettings.OF_PRESENCE);
            }
        }
        return TensorType.named(files.entry(DecoderLayout.EMBEDDING).type()).orElseThrow();
    }

    private void requireSlot(DecoderLayout.Slot slot) {
        if (!files.names().contains(slot.name())) {
            throw new ModelException(
                    files.directory()
                            + ": the weights have no tensor "
                            + slot.name()
                            + ", which config.json calls for by model_type, "
                            + ShapeSettings.of(slot.role()));
        }
        SafetensorsFile.Entry entry = files.entry(slot.name());
        if (!entry.shape().equals(slot.shape())) {
            throw wrong(
                    slot.name(),
                    "has the shape "
                            + entry.shape()
                            + " where config.json calls for "
                            + slot.shape()
                            + " by "
                            + ShapeSettings.of(slot.role()));
        }
        if (TensorType.named(entry.type()).isEmpty()) {
            throw wrong(slot.name(), "is " + entry.type() + "; F32, F16 and BF16 are supported");
        }
    }

    /** What transformers passes over in silence, too. */
    private static boolean ignored(String name, ModelConfig config) {
        // Frequencies, once stored with each layer, are computed nowadays; an output projection of
        // a model that is tied still, once that is settled, is its embedding over again.
        return name.contains("rotary_emb.inv_freq")
                || name.startsWith(VALUE_HEAD)
                || (config.tiedEmbeddings() && name.equals(DecoderLayout.OUTPUT));
    }

    private ModelException wrong(String tensor, String what) {
        return new ModelException(files.file(tensor) + ": tensor " + tensor + " " + what);
    }
}
