package org.sftworkbench.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A decoder's description while it is read: the fields all families share, and plain choices for
 * the rest until a family says otherwise.
 */
final class DecoderDraft {
    private final ConfigFile file;
    private final DecoderDefaults absent;
    private final String modelType;

    final int hiddenSize;
    final int heads;
    final int headSize;
    final int layerCount;
    final Optional<Integer> slidingWindow;
    private final int declaredPositions;
    int maxPositions;
    double gainOffset;
    boolean queryKeyNorm;
    boolean outputNorms;
    ModelConfig.Biases biases = new ModelConfig.Biases(false, false, false);
    boolean fusedProjections;
    String activationField = "hidden_act";
    String absentActivation = "silu";
    double embeddingScale = 1;
    double attentionScale;
    double attentionCap;
    double logitCap;
    final List<ModelConfig.Layer> layers = new ArrayList<>();

    DecoderDraft(ConfigFile file, String modelType, DecoderDefaults absent) {
        this.file = file;
        this.modelType = modelType;
        this.absent = absent;
        hiddenSize = file.positive("hidden_size", absent.hiddenSize(), 1 << 20);
        heads = file.positive("num_attention_heads", absent.heads(), 1 << 16);
        headSize = readHeadSize();
        layerCount = file.positive("num_hidden_layers", absent.layers(), 4096);
        declaredPositions =
                file.positive("max_position_embeddings", absent.maxPositions(), Integer.MAX_VALUE);
        maxPositions = declaredPositions;
        slidingWindow = readSlidingWindow();
        attentionScale = 1 / Math.sqrt(headSize);
    }

    private int readHeadSize() {
        boolean derived =
                !file.has("head_dim")
                        ? absent.headSize().isEmpty()
                        : !file.says("head_dim") && absent.headSize().isEmpty();
        if (!derived) {
            return file.positive("head_dim", absent.headSize().orElse(0), 1 << 16);
        }
        if (heads > hiddenSize) {
            throw file.wrong(
                    "num_attention_heads", "is " + heads + ", more than hidden_size " + hiddenSize);
        }
        return hiddenSize / heads;
    }

    RopeReader ropes() {
        return new RopeReader(file, headSize, declaredPositions);
    }

    /** For the families whose definition in transformers insists on it. */
    void requireHeadsDivideHiddenSize() {
        if (hiddenSize % heads != 0) {
            throw file.wrong(
                    "num_attention_heads",
                    "is " + heads + ", which does not divide hidden_size " + hiddenSize);
        }
    }

    private Optional<Integer> readSlidingWindow() {
        if (!file.has("sliding_window")) {
            return absent.slidingWindow();
        }
        return file.says("sliding_window")
                ? Optional.of(file.positive("sliding_window", 0, Integer.MAX_VALUE))
                : Optional.empty();
    }

    private int keyValueHeads() {
        boolean asHeads =
                file.has("num_key_value_heads")
                        ? !file.says("num_key_value_heads") && nullMeansHeads()
                        : absent.keyValueHeads().isEmpty();
        int groups =
                asHeads
                        ? heads
                        : file.positive(
                                "num_key_value_heads",
                                absent.keyValueHeads().orElse(heads),
                                1 << 16);
        if (heads % groups != 0) {
            throw file.wrong(
                    "num_key_value_heads",
                    "is " + groups + ", which does not divide num_attention_heads " + heads);
        }
        return groups;
    }

    private boolean nullMeansHeads() {
        return !modelType.startsWith("gemma") && !modelType.equals("mistral");
    }

    /**
     * @param generationEos end-of-sequence ids of {@code generation_config.json}, be it none; empty
     *     where there is no such file
     */
    ModelConfig build(Optional<List<Integer>> generationEos) {
        int vocabularySize = file.positive("vocab_size", absent.vocabularySize(), 1 << 24);
        return new ModelConfig(
                modelType,
                vocabularySize,
                hiddenSize,
                file.positive("intermediate_size", absent.intermediateSize(), 1 << 22),
                heads,
                keyValueHeads(),
                headSize,
                layers,
                normEps(),
                gainOffset,
                queryKeyNorm,
                outputNorms,
                biases,
                fusedProjections,
                activation(),
                embeddingScale,
                attentionScale,
                attentionCap,
                logitCap,
                file.flag("tie_word_embeddings", absent.tiedEmbeddings()),
                maxPositions,
                paddingId(vocabularySize),
                generationEos.orElseGet(() -> file.ids("eos_token_id", absent.eosIds())));
    }

    private double normEps() {
        double eps = file.aboveZero("rms_norm_eps", absent.normEps());
        if (eps > 1) {
            throw file.wrong(
                    "rms_norm_eps",
                    "is " + file.node("rms_norm_eps") + "; it must be a number above 0, to 1");
        }
        return eps;
    }

    private ModelConfig.Activation activation() {
        String name = file.text(activationField, absentActivation);
        return switch (name) {
            case "silu", "swish" -> ModelConfig.Activation.SILU;
            case "gelu_pytorch_tanh", "gelu_new", "gelu_fast" -> ModelConfig.Activation.GELU_TANH;
            case "gelu" -> ModelConfig.Activation.GELU;
            case "relu" -> ModelConfig.Activation.RELU;
            default ->
                    throw file.wrong(
                            activationField,
                            "is \""
                                    + ConfigFile.shown(name)
                                    + "\"; silu, gelu, gelu_pytorch_tanh and relu are supported");
        };
    }

    /** As PyTorch's embedding: a negative id counts from the end. */
    private Optional<Integer> paddingId(int vocabularySize) {
        if (!file.has("pad_token_id")) {
            absent.paddingId()
                    .filter(id -> id >= vocabularySize)
                    .ifPresent(
                            id -> {
                                throw file.wrong(
                                        "pad_token_id",
                                        String.format(
                                                Locale.ROOT,
                                                "is missing and would be %d, which is outside the"
                                                        + " vocabulary of %d",
                                                id,
                                                vocabularySize));
                            });
            return absent.paddingId();
        }
        if (!file.says("pad_token_id")) {
            return Optional.empty();
        }
        double id = file.number("pad_token_id");
        if (id != Math.rint(id) || id < -vocabularySize || id >= vocabularySize) {
            throw file.wrong(
                    "pad_token_id",
                    "is "
                            + file.node("pad_token_id")
                            + ", which is not an id of the vocabulary of "
                            + vocabularySize);
        }
        return Optional.of((int) (id < 0 ? id + vocabularySize : id));
    }
}
