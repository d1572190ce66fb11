package org.sftworkbench.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The model types that can be computed, and what each makes of the fields of its own in {@code
 * config.json}, as transformers does.
 */
enum DecoderFamily {
    QWEN3("qwen3", DecoderDefaults.QWEN3) {
        @Override
        void complete(DecoderDraft draft, ConfigFile file) {
            boolean biased = file.flag("attention_bias", false);
            draft.biases = new ModelConfig.Biases(biased, biased, false);
            draft.queryKeyNorm = true;
            new LayerReader(file, draft).qwen();
        }
    },
    QWEN2("qwen2", DecoderDefaults.QWEN2) {
        @Override
        void complete(DecoderDraft draft, ConfigFile file) {
            draft.biases = new ModelConfig.Biases(true, false, false);
            new LayerReader(file, draft).qwen();
        }
    },
    LLAMA("llama", DecoderDefaults.LLAMA) {
        @Override
        void complete(DecoderDraft draft, ConfigFile file) {
            draft.requireHeadsDivideHiddenSize();
            boolean biased = file.flag("attention_bias", false);
            draft.biases = new ModelConfig.Biases(biased, biased, file.flag("mlp_bias", false));
            new LayerReader(file, draft).alike(Optional.empty(), draft.ropes().whole(10_000));
        }
    },
    MISTRAL("mistral", DecoderDefaults.MISTRAL) {
        @Override
        void complete(DecoderDraft draft, ConfigFile file) {
            new LayerReader(file, draft).alike(draft.slidingWindow, draft.ropes().whole(10_000));
        }
    },
    PHI3("phi3", DecoderDefaults.PHI3) {
        @Override
        void complete(DecoderDraft draft, ConfigFile file) {
            requireNoDropout(file, "resid_pdrop");
            draft.fusedProjections = true;
            new LayerReader(file, draft).alike(draft.slidingWindow, draft.ropes().partial());
        }
    },
    GEMMA2("gemma2", DecoderDefaults.GEMMA2) {
        @Override
        void complete(DecoderDraft draft, ConfigFile file) {
            gemma(draft, file);
            draft.attentionCap = cap(file, "attn_logit_softcapping", 50);
            draft.logitCap = cap(file, "final_logit_softcapping", 30);
            new LayerReader(file, draft).gemma2();
        }
    },
    GEMMA3("gemma3_text", DecoderDefaults.GEMMA3) {
        @Override
        void complete(DecoderDraft draft, ConfigFile file) {
            gemma(draft, file);
            draft.queryKeyNorm = true;
            // It has attn_logit_softcapping too, but transformers makes no use of it.
            draft.logitCap = cap(file, "final_logit_softcapping", 0);
            new LayerReader(file, draft).gemma3();
        }
    },
    SMOLLM3("smollm3", DecoderDefaults.SMOLLM3) {
        @Override
        void complete(DecoderDraft draft, ConfigFile file) {
            boolean biased = file.flag("attention_bias", false);
            draft.biases = new ModelConfig.Biases(biased, biased, file.flag("mlp_bias", false));
            new LayerReader(file, draft).smolLm3();
        }
    };

    private final String modelType;
    private final DecoderDefaults defaults;

    DecoderFamily(String modelType, DecoderDefaults defaults) {
        this.modelType = modelType;
        this.defaults = defaults;
    }

    /** Fills in what only this family has. */
    abstract void complete(DecoderDraft draft, ConfigFile file);

    /**
     * @throws ModelException where the configuration's {@code model_type} is none of these
     */
    static DecoderFamily of(ConfigFile file) {
        String type = file.text("model_type", "");
        Optional<DecoderFamily> family =
                Arrays.stream(values()).filter(f -> f.modelType.equals(type)).findFirst();
        if (family.isPresent()) {
            return family.get();
        }
        if (!file.says("model_type")) {
            throw file.wrong("model_type", "is missing; supported are " + supported());
        }
        boolean multimodal =
                file.says("vision_config")
                        || file.says("audio_config")
                        || file.says("text_config")
                        || type.matches(".*(vl|vision|audio|omni|llava|vlm|paligemma).*")
                        || type.matches("gemma3n?|mistral3|mllama|llama4|phi3_v|phi4_multimodal");
        throw file.wrong(
                "model_type",
                "is \""
                        + type
                        + "\""
                        + (multimodal
                                ? ", which is multimodal; only text models are supported: "
                                : "; supported are ")
                        + supported());
    }

    private static String supported() {
        return Arrays.stream(values()).map(f -> f.modelType).collect(Collectors.joining(", "));
    }

    /** Reads the whole description. */
    DecoderDraft read(ConfigFile file) {
        if (file.says("quantization_config")) {
            String method =
                    file.node("quantization_config").path("quant_method").asText("some method");
            throw file.wrong(
                    "quantization_config",
                    "says that the weights are quantized ("
                            + method
                            + "); take the checkpoint in bfloat16, float16 or float32 instead");
        }
        if (file.says("per_layer_config")) {
            throw file.wrong("per_layer_config", "makes layers of different sizes, unsupported");
        }
        requireNoDropout(file, "attention_dropout");
        DecoderDraft draft = new DecoderDraft(file, modelType, defaults);
        complete(draft, file);
        return draft;
    }

    private static void gemma(DecoderDraft draft, ConfigFile file) {
        draft.requireHeadsDivideHiddenSize();
        if (file.says("use_bidirectional_attention")
                && file.flag("use_bidirectional_attention", false)) {
            throw file.wrong(
                    "use_bidirectional_attention",
                    "is true; an encoder does not predict the next token");
        }
        boolean biased = file.flag("attention_bias", false);
        draft.biases = new ModelConfig.Biases(biased, biased, false);
        draft.gainOffset = 1;
        draft.outputNorms = true;
        draft.activationField = "hidden_activation";
        draft.absentActivation = "gelu_pytorch_tanh";
        draft.embeddingScale = Math.sqrt(draft.hiddenSize);
        draft.attentionScale = 1 / Math.sqrt(file.aboveZero("query_pre_attn_scalar", 256));
    }

    private static double cap(ConfigFile file, String field, double absent) {
        return file.has(field) && !file.says(field) ? 0 : file.aboveZero(field, absent);
    }

    /** Dropout only acts in training, but there its absence would be another training. */
    private static void requireNoDropout(ConfigFile file, String field) {
        if (file.says(field) && file.number(field) != 0) {
            throw file.wrong(
                    field,
                    "is " + file.node(field) + "; dropout is not supported, set it to 0 to go on");
        }
    }
}
