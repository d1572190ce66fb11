package org.sftworkbench.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;
import org.sftworkbench.model.DecoderLayout.Part;
import org.sftworkbench.model.DecoderLayout.Role;
import org.sftworkbench.model.DecoderLayout.Slot;

/**
 * What an {@code adapter_config.json} says of each layer of a model: whether it is adapted, of what
 * rank, and how strongly. PEFT makes an adapter by these rules and fills it from the file after, so
 * that it passes over what the file holds of other layers, and begins anew what it lacks.
 */
final class AdapterRules {
    private static final String TARGETS = "target_modules";
    private static final String EXCLUDED = "exclude_modules";
    private static final String WHOLE = "modules_to_save";
    private static final String LAYERS = "layers_to_transform";
    private static final String LAYERS_PATTERN = "layers_pattern";
    private static final String TYING = "ensure_weight_tying";

    /** Which of the base model's biases are trained beside the adapters, and saved with them. */
    static final String BIAS = "bias";

    static final String NO_BIAS = "none";

    /** PEFT's rank where none is said. */
    private static final int RANK = 8;

    /** What PEFT adapts where no targets are said, but for the types of which it knows nothing. */
    private static final Set<String> UNSAID_TARGETS = Set.of("q_proj", "v_proj");

    private static final Set<String> WITHOUT_UNSAID_TARGETS = Set.of("phi3", "smollm3");

    /** PEFT's: the first number between dots is the layer's. */
    private static final String ANY_LAYER = ".*?\\.[^.]*\\.(?<idx>\\d+)\\.";

    private final ConfigFile config;

    /**
     * @throws ModelException where a rule is of the wrong type; names it
     */
    AdapterRules(ConfigFile config) {
        this.config = config;
        for (String name : List.of(TARGETS, EXCLUDED, WHOLE, LAYERS_PATTERN)) {
            requireTextOrList(name, JsonNode::isTextual, "a text or a list of texts");
        }
        requireTextOrList(LAYERS, JsonNode::isIntegralNumber, "a whole number or a list of them");
        if (config.says(TYING)) {
            config.flag(TYING, false);
        }
    }

    private void requireTextOrList(String name, Predicate<JsonNode> right, String wanted) {
        JsonNode node = config.node(name);
        for (JsonNode entry : node.isArray() ? node : List.of(node)) {
            if (config.says(name) && !right.test(entry)) {
                throw config.wrong(name, "is " + ConfigFile.shown(node) + "; it must be " + wanted);
            }
        }
    }

    /**
     * What the output of a layer's adapter is multiplied by: alpha over the rank or its root.
     *
     * @throws ModelException where a pattern is not understood
     */
    double scale(String module, int rank) {
        double alpha =
                patterned("alpha_pattern", module)
                        .map(JsonNode::asDouble)
                        .orElse(config.node("lora_alpha").asDouble(8));
        boolean root = config.node("use_rslora").asBoolean(false);
        return alpha / (root ? Math.sqrt(rank) : rank);
    }

    /** The value of the first pattern that fits. */
    private Optional<JsonNode> patterned(String field, String module) {
        for (Map.Entry<String, JsonNode> pattern : config.node(field).properties()) {
            try {
                if (AdapterSettings.fits(module, pattern.getKey())) {
                    return Optional.of(pattern.getValue());
                }
            } catch (PatternSyntaxException | StackOverflowError e) {
                ModelException told =
                        config.wrong(
                                field, "has \"" + pattern.getKey() + "\", which is not understood");
                told.initCause(e);
                throw told;
            }
        }
        return Optional.empty();
    }

    /**
     * Refuses what PEFT would not load, or pass over.
     *
     * @param held adapters that the file of tensors holds
     * @throws ModelException where one is not called for, or of another rank than is said
     */
    void check(List<LoraAdapters.Pair> held, ModelConfig model, List<Slot> layout) {
        Optional<Map<String, Role>> called = called(model, layout);
        for (LoraAdapters.Pair pair : held) {
            if (called.isPresent() && !called.get().containsKey(pair.module())) {
                throw config.wrong(
                        String.join(", ", said()),
                        "calls for no adapter of "
                                + pair.module()
                                + ", and PEFT would leave out the one that is there");
            }
            int rank =
                    patterned("rank_pattern", pair.module())
                            .map(JsonNode::asInt)
                            .orElse(config.node("r").asInt(RANK));
            if (rank != pair.rank()) {
                throw config.wrong(
                        "r",
                        "or rank_pattern calls for rank "
                                + rank
                                + " of "
                                + pair.module()
                                + ", whose adapter has rank "
                                + pair.rank());
            }
        }
    }

    /**
     * Refuses to train on what PEFT would train on in another way.
     *
     * @throws ModelException where there is no adapter of a layer that is called for: PEFT begins a
     *     new one; where the adapters of a tied model's embedding and output projection are one; or
     *     where biases or other weights are trained as a whole that would not be here
     */
    void checkForTraining(LoraAdapters held, ModelConfig model, List<Slot> layout) {
        if (tied(model) && held.pairs().stream().anyMatch(pair -> isEnd(pair.target().part()))) {
            throw config.wrong(
                    TYING,
                    "makes one of the embedding's adapter and the output projection's,"
                            + " which can be used, but not trained on");
        }
        if (trainsBiases(held, layout)) {
            throw config.wrong(
                    BIAS,
                    "is "
                            + config.node(BIAS)
                            + ", so that PEFT trains biases of the base model too: the adapter can"
                            + " be used and merged, but not trained on");
        }
        Map<String, Role> missing = new LinkedHashMap<>(called(model, layout).orElse(Map.of()));
        held.pairs().forEach(pair -> missing.remove(pair.module()));
        if (!missing.isEmpty()) {
            throw config.wrong(
                    String.join(", ", said()),
                    "calls for an adapter of "
                            + missing.keySet().iterator().next()
                            + ", and there is none; PEFT would train a new one. To train on the"
                            + " others, name them alone in target_modules");
        }
        checkWhole(held, model, layout);
    }

    /** Whether the file holds biases of the base model as they were trained. */
    boolean savesBiases() {
        return config.says(BIAS) && !config.text(BIAS, NO_BIAS).equals(NO_BIAS);
    }

    private boolean trainsBiases(LoraAdapters held, List<Slot> layout) {
        boolean all = config.node(BIAS).asText().equals("all");
        return savesBiases()
                && layout.stream()
                        .filter(Slot::isBias)
                        .anyMatch(slot -> all || isAdapted(module(slot.name()), held));
    }

    private static boolean isAdapted(String module, LoraAdapters held) {
        return held.pairs().stream().anyMatch(pair -> pair.module().equals(module));
    }

    private void checkWhole(LoraAdapters held, ModelConfig model, List<Slot> layout) {
        for (Slot slot : layout) {
            boolean embedding = slot.role().part() == Part.EMBEDDING;
            boolean said =
                    isTrainedWhole(module(slot.name()))
                            || (embedding
                                    && tied(model)
                                    && isTrainedWhole(module(DecoderLayout.OUTPUT)));
            if (said != held.trains(slot)) {
                throw config.wrong(
                        WHOLE,
                        "must name what is trained as a whole, in every layer, and its weights must"
                                + " be there; of "
                                + module(slot.name())
                                + " that is not so: it can be used, but not trained on");
            }
            if (embedding && said && model.tiedEmbeddings() && !tied(model)) {
                throw config.wrong(
                        WHOLE,
                        "names the embedding of a model whose output projection it is; without"
                                + " ensure_weight_tying PEFT would train the two apart");
            }
        }
    }

    /** PEFT asks how a name ends, be it within a word; what is below goes with it. */
    private boolean isTrainedWhole(String module) {
        for (JsonNode name : config.node(WHOLE)) {
            for (String at = module; !at.isEmpty(); at = above(at)) {
                if (at.endsWith(name.textValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String above(String module) {
        return module.substring(0, Math.max(0, module.lastIndexOf('.')));
    }

    private static String module(String weight) {
        return weight.replaceFirst("[.](weight|bias)$", "");
    }

    /** Whether the adapters of embedding and output projection, where there are any, are one. */
    boolean tied(ModelConfig model) {
        return model.tiedEmbeddings() && config.node(TYING).asBoolean(false);
    }

    /** The rules that are there. */
    private List<String> said() {
        List<String> said = new ArrayList<>(List.of(TARGETS));
        for (String name : List.of(EXCLUDED, WHOLE, LAYERS, LAYERS_PATTERN)) {
            if (config.says(name)) {
                said.add(name);
            }
        }
        return said;
    }

    /**
     * The layers that get adapters; empty where it cannot be told: Python's patterns are not quite
     * Java's, and PEFT has no targets of its own for some types.
     */
    private Optional<Map<String, Role>> called(ModelConfig model, List<Slot> layout) {
        if (!config.says(TARGETS) && WITHOUT_UNSAID_TARGETS.contains(model.modelType())) {
            return Optional.empty();
        }
        Map<String, Role> called = new LinkedHashMap<>();
        try {
            for (Slot slot : layout) {
                String module = module(slot.name());
                if (slot.shape().size() == 2 && calls(module, slot.role().part())) {
                    called.put(module, slot.role());
                }
            }
            // Tied, it has no slot of its own; its adapter follows the embedding's.
            String embedding = module(DecoderLayout.EMBEDDING);
            String head = module(DecoderLayout.OUTPUT);
            if (model.tiedEmbeddings()
                    && (calls(head, Part.HEAD) || (tied(model) && called.containsKey(embedding)))) {
                called.put(head, new Role(-1, Part.HEAD));
            }
        } catch (PatternSyntaxException | StackOverflowError e) {
            return Optional.empty();
        }
        return Optional.of(called);
    }

    private static boolean isEnd(Part part) {
        return part == Part.EMBEDDING || part == Part.HEAD;
    }

    private boolean calls(String module, Part part) {
        if (isExcluded(module)) {
            return false;
        }
        JsonNode targets = config.node(TARGETS);
        if (!config.says(TARGETS)) {
            return UNSAID_TARGETS.stream().anyMatch(name -> module.endsWith("." + name));
        }
        if (targets.isTextual()) {
            return targets.textValue().toLowerCase(Locale.ROOT).equals(LoraConfig.ALL_LINEAR)
                    ? !isEnd(part)
                    : AdapterSettings.is(module, targets.textValue());
        }
        // PEFT asks for the layer only where the end of a name is what is said.
        return isOneOf(module, targets) || (endsWithOneOf(module, targets) && isOfLayers(module));
    }

    private boolean isExcluded(String module) {
        JsonNode excluded = config.node(EXCLUDED);
        if (excluded.isTextual() && !excluded.textValue().isEmpty()) {
            if (AdapterSettings.is(module, excluded.textValue())) {
                return true;
            }
        } else if (isOneOf(module, excluded) || endsWithOneOf(module, excluded)) {
            return true;
        }
        for (JsonNode whole : config.node(WHOLE)) {
            if (AdapterSettings.is(module, "(^|.*\\.)" + whole.textValue() + "($|\\..*)")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneOf(String module, JsonNode names) {
        for (JsonNode name : names) {
            if (module.equals(name.textValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithOneOf(String module, JsonNode names) {
        for (JsonNode name : names) {
            if (module.endsWith("." + name.textValue())) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfLayers(String module) {
        JsonNode layers = config.node(LAYERS);
        if (!config.says(LAYERS) || (layers.isArray() && layers.isEmpty())) {
            return true;
        }
        Optional<Integer> layer = layerOf(module);
        for (JsonNode one : layers.isArray() ? layers : List.of(layers)) {
            if (layer.isPresent() && layer.get() == one.intValue()) {
                return true;
            }
        }
        return false;
    }

    /** By the first pattern that fits, as PEFT writes them. */
    private Optional<Integer> layerOf(String module) {
        JsonNode said = config.node(LAYERS_PATTERN);
        List<String> patterns = new ArrayList<>();
        for (JsonNode pattern : said.isArray() ? said : List.of(said)) {
            if (pattern.isTextual() && !pattern.textValue().isEmpty()) {
                patterns.add("(?:^|.*?\\.)" + pattern.textValue() + "\\.(?<idx>\\d+)\\.");
            }
        }
        if (patterns.isEmpty()) {
            patterns.add(ANY_LAYER);
        }
        return patterns.stream()
                .map(pattern -> AdapterSettings.matcher(module, pattern))
                .filter(Matcher::lookingAt)
                .findFirst()
                .map(matcher -> matcher.group("idx"))
                .map(Integer::valueOf);
    }
}
