package org.sftworkbench.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.model.DecoderLayout.Part;
import org.sftworkbench.model.DecoderLayout.Role;
import org.sftworkbench.model.DecoderLayout.Slot;

/**
 * A LoRA adapter in PEFT's layout: {@code adapter_config.json} and {@code
 * adapter_model.safetensors}. The tensors say what is adapted and of what rank, the configuration
 * how strongly.
 */
final class AdapterDirectory {
    static final String CONFIG = "adapter_config.json";
    static final String WEIGHTS = "adapter_model.safetensors";
    static final String PREFIX = "base_model.model.";

    /** Settings that change what is computed, with the one value each that is computed here. */
    private static final Map<String, Object> ONLY =
            Map.of(
                    "peft_type", "LORA",
                    "use_dora", false,
                    "use_qalora", false,
                    "use_bdlora", false,
                    "fan_in_fan_out", false,
                    "lora_bias", false);

    /** Settings that change what is computed wherever they are not empty. */
    private static final List<String> UNSUPPORTED =
            List.of(
                    "trainable_token_indices",
                    "layer_replication",
                    "target_parameters",
                    "alora_invocation_tokens",
                    "arrow_config",
                    "kasa_config",
                    "monteclora_config",
                    "velora_config");

    private final Path directory;
    private final JsonNode config;
    private final AdapterRules rules;
    private final SafetensorsFile weights;

    private AdapterDirectory(Path directory, ConfigFile config, SafetensorsFile weights) {
        this.directory = directory;
        this.config = config.root();
        this.rules = new AdapterRules(config);
        this.weights = weights;
    }

    /**
     * Whether a directory holds an adapter rather than a whole model. Some adapters have a
     * configuration of the model under them beside, and none of its weights.
     */
    static boolean is(Path directory) {
        return Files.exists(directory.resolve(CONFIG))
                && (!Files.exists(directory.resolve("config.json"))
                        || (Files.exists(directory.resolve(WEIGHTS))
                                && !WeightFiles.areIn(directory)));
    }

    /**
     * @throws ModelException where a file is missing or broken, or a setting is not supported;
     *     names file and setting
     */
    static AdapterDirectory open(Path directory) {
        Path file = directory.resolve(CONFIG);
        ConfigFile config = ConfigFile.read(file);
        ONLY.forEach(
                (name, value) -> {
                    JsonNode node = config.node(name);
                    boolean same = node.asText().equals(value.toString());
                    if (!node.isMissingNode() && !node.isNull() && !same) {
                        throw new ModelException(
                                file
                                        + ": "
                                        + name
                                        + " is "
                                        + node
                                        + "; only "
                                        + value
                                        + " is supported");
                    }
                });
        for (String name : UNSUPPORTED) {
            JsonNode node = config.node(name);
            if (!node.isMissingNode()
                    && !node.isNull()
                    && !(node.isContainerNode() && node.isEmpty())) {
                throw new ModelException(file + ": " + name + " is not supported");
            }
        }
        AdapterSettings.check(config);
        return new AdapterDirectory(
                directory,
                config,
                NamesInMemory.asStored(SafetensorsFile.open(directory.resolve(WEIGHTS))));
    }

    /**
     * The model it adapts: {@code base_model_name_or_path}, looked for as it stands, and from the
     * adapter's own and every folder above it.
     *
     * @throws ModelException where there is no such directory
     */
    Path base() {
        return findBase().orElseThrow(this::withoutBase);
    }

    private Optional<Path> findBase() {
        String name = baseName();
        try {
            Path asItStands = Path.of(name);
            if (!name.isEmpty() && Files.isDirectory(asItStands)) {
                return Optional.of(asItStands);
            }
            for (Path above = directory.toAbsolutePath().normalize();
                    !name.isEmpty() && above != null;
                    above = above.getParent()) {
                if (Files.isDirectory(above.resolve(name))) {
                    return Optional.of(above.resolve(name));
                }
            }
        } catch (InvalidPathException e) {
            // No path on this system, so no directory either.
        }
        return Optional.empty();
    }

    private String baseName() {
        return config.path("base_model_name_or_path").asText("");
    }

    private ModelException withoutBase() {
        return new ModelException(
                directory.resolve(CONFIG)
                        + ": base_model_name_or_path is \""
                        + baseName()
                        + "\", and there is no such directory; download that model and write its"
                        + " path there, or name its directory");
    }

    /** Whether there is a directory where it names its base model. */
    boolean hasBase() {
        return findBase().isPresent();
    }

    /**
     * Has it name another base model, which it must fit.
     *
     * @throws ModelException where it does not, or this cannot be written
     */
    void putOn(Path base) {
        ModelConfig model = ModelConfigReader.read(base);
        adaptersOf(model, DecoderLayout.of(model));
        try {
            // In place of a link into a Hub's cache, whose file stays as it is.
            DurableFiles.replace(directory.resolve(CONFIG), naming(config, base));
        } catch (IOException e) {
            throw new ModelException(
                    directory.resolve(CONFIG) + ": cannot be written: " + DurableFiles.why(e), e);
        }
    }

    JsonNode config() {
        return config;
    }

    /** A tensor by its name in PEFT's layout. */
    StoredTensor tensor(String name) {
        return new StoredTensor(weights, name);
    }

    /**
     * The adapters its tensors hold.
     *
     * @throws ModelException where a tensor belongs to no layer of the model, lacks its partner,
     *     has another shape, or is not what the configuration calls for; names it
     */
    LoraAdapters adaptersOf(ModelConfig model, List<Slot> layout) {
        Set<String> left = new HashSet<>(weights.tensors().keySet());
        List<LoraAdapters.Pair> pairs = new ArrayList<>();
        Set<Part> whole = new HashSet<>();
        for (Slot slot : layout) {
            addPair(slot, slot.role(), left, pairs);
            // PEFT keeps the matrix itself beside the adapter of an embedding, and the bias of any
            // adapted layer where biases are trained.
            if (left.remove(nameOfBase(slot))) {
                requireShape(nameOfBase(slot), slot.shape());
            }
            if (left.remove(PREFIX + slot.name())) {
                if (!rules.savesBiases() || !slot.isBias()) {
                    whole.add(slot.role().part());
                }
                requireShape(PREFIX + slot.name(), slot.shape());
            }
        }
        if (model.tiedEmbeddings()) {
            new TiedEnds(weights).take(left);
            Slot head =
                    new Slot(
                            DecoderLayout.OUTPUT,
                            layout.get(0).shape(),
                            false,
                            new Role(-1, Part.HEAD));
            if (weights.tensors().containsKey(nameOfBase(head))) {
                requireShape(nameOfBase(head), head.shape());
            }
            addPair(head, head.role(), left, pairs);
        }
        if (!left.isEmpty()) {
            throw new ModelException(
                    weights.file()
                            + ": tensor "
                            + left.stream().sorted().findFirst().orElseThrow()
                            + " belongs to no layer of the "
                            + model.modelType()
                            + " model under it");
        }
        if (pairs.isEmpty() && whole.isEmpty()) {
            throw new ModelException(weights.file() + ": holds no adapter");
        }
        rules.check(pairs, model, layout);
        if (rules.tied(model)) {
            new TiedEnds(weights).requireOneAdapter(pairs);
        }
        return new LoraAdapters(pairs, config.path("lora_dropout").asDouble(0), whole);
    }

    /**
     * The same, to be trained on.
     *
     * @throws ModelException also where PEFT would train other weights than these
     */
    LoraAdapters trainableAdaptersOf(ModelConfig model, List<Slot> layout) {
        LoraAdapters adapters = adaptersOf(model, layout);
        rules.checkForTraining(adapters, model, layout);
        return adapters;
    }

    /** The tensor that goes before the base model's own, where there is one. */
    Optional<String> replacementOf(Slot slot, ModelConfig model) {
        if (model.tiedEmbeddings() && slot.role().part() == Part.EMBEDDING) {
            return new TiedEnds(weights).matrix();
        }
        return List.of(PREFIX + slot.name(), nameOfBase(slot)).stream()
                .filter(weights.tensors()::containsKey)
                .findFirst();
    }

    private static String nameOfBase(Slot slot) {
        int kind = slot.name().lastIndexOf('.');
        return PREFIX
                + slot.name().substring(0, kind)
                + ".base_layer"
                + slot.name().substring(kind);
    }

    private void addPair(Slot slot, Role role, Set<String> left, List<LoraAdapters.Pair> pairs) {
        String module = module(slot);
        LoraAdapters.Pair unranked = new LoraAdapters.Pair(role, module, 1, 1, 1, 1);
        // Only a matrix is adapted, no norm and no bias.
        if (slot.shape().size() != 2 || !left.contains(unranked.nameOfA())) {
            return;
        }
        boolean embedding = role.part() == Part.EMBEDDING;
        long out = slot.shape().get(embedding ? 1 : 0);
        long in = slot.shape().get(embedding ? 0 : 1);
        List<Long> shape = weights.tensors().get(unranked.nameOfA()).shape();
        long said = shape.isEmpty() ? 0 : shape.get(0);
        if (said < 1 || said > AdapterSettings.LARGEST_RANK) {
            throw new ModelException(
                    weights.file()
                            + ": tensor "
                            + unranked.nameOfA()
                            + " has the shape "
                            + shape
                            + "; an adapter's rank is from 1 to "
                            + AdapterSettings.LARGEST_RANK);
        }
        int rank = (int) said;
        LoraAdapters.Pair pair =
                new LoraAdapters.Pair(role, module, rank, in, out, rules.scale(module, rank));
        left.remove(pair.nameOfA());
        if (!left.remove(pair.nameOfB())) {
            throw new ModelException(weights.file() + ": has no tensor " + pair.nameOfB());
        }
        requireShape(pair.nameOfA(), List.of((long) rank, in));
        requireShape(pair.nameOfB(), List.of(out, (long) rank));
        pairs.add(pair);
    }

    private static String module(Slot slot) {
        return slot.name().endsWith(".weight")
                ? slot.name().substring(0, slot.name().length() - ".weight".length())
                : slot.name();
    }

    private void requireShape(String name, List<Long> shape) {
        SafetensorsFile.Entry entry = weights.tensors().get(name);
        if (!entry.shape().equals(shape)) {
            throw new ModelException(
                    weights.file()
                            + ": tensor "
                            + name
                            + " has the shape "
                            + entry.shape()
                            + " where the base model calls for "
                            + shape);
        }
        if (TensorType.named(entry.type()).isEmpty()) {
            throw new ModelException(
                    weights.file()
                            + ": tensor "
                            + name
                            + " is "
                            + entry.type()
                            + "; F32, F16 and BF16 are supported");
        }
    }

    /**
     * PEFT's description of a new adapter.
     *
     * @param layout of the model it is for
     */
    static JsonNode describe(LoraConfig lora, LoraAdapters adapters, List<Slot> layout) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode node = json.createObjectNode();
        node.putNull("auto_mapping");
        node.put("bias", "none");
        node.put("fan_in_fan_out", false);
        node.put("inference_mode", true);
        node.put("init_lora_weights", true);
        node.put("lora_alpha", lora.alpha());
        node.put("lora_dropout", lora.dropout());
        List<String> whole = lora.trainedWhole().stream().sorted().toList();
        node.set("modules_to_save", whole.isEmpty() ? null : json.valueToTree(whole));
        node.put("peft_type", "LORA");
        node.put("r", lora.rank());
        node.set("target_modules", json.valueToTree(targets(adapters, layout)));
        node.put("task_type", "CAUSAL_LM");
        node.put("use_dora", false);
        node.put("use_rslora", lora.rankStabilized());
        return node;
    }

    /**
     * Names by which PEFT finds the layers that are adapted and no other: of a layer its last name
     * where all that are called so are adapted, else the whole.
     */
    private static Set<String> targets(LoraAdapters adapters, List<Slot> layout) {
        Set<String> adapted =
                adapters.pairs().stream()
                        .map(LoraAdapters.Pair::module)
                        .collect(Collectors.toSet());
        Set<String> names = new TreeSet<>();
        for (String module : adapted) {
            String last = module.substring(module.lastIndexOf('.') + 1);
            boolean all =
                    layout.stream()
                            .map(AdapterDirectory::module)
                            .filter(other -> other.endsWith("." + last))
                            .allMatch(adapted::contains);
            names.add(all ? last : module);
        }
        return names;
    }

    /** Writes the description with where the base model is now; syncing is the caller's. */
    static void write(Path directory, JsonNode config, Path base) throws IOException {
        Files.write(directory.resolve(CONFIG), naming(config, base));
    }

    private static byte[] naming(JsonNode config, Path base) throws IOException {
        ObjectNode moved = config.deepCopy();
        moved.put("base_model_name_or_path", base.toAbsolutePath().normalize().toString());
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(moved);
    }
}
