package org.sftworkbench.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Reads a configuration's rotary embeddings in either spelling: {@code rope_parameters}, or {@code
 * rope_theta} and {@code rope_scaling}.
 */
final class RopeReader {
    private static final String THETA = "rope_theta";
    private static final String PARTIAL = "partial_rotary_factor";
    private static final String ORIGINAL = "original_max_position_embeddings";

    private final ConfigFile config;
    private final int headSize;
    private final int maxPositions;

    RopeReader(ConfigFile config, int headSize, int maxPositions) {
        this.config = config;
        this.headSize = headSize;
        this.maxPositions = maxPositions;
    }

    /**
     * A rotary embedding and how far it holds.
     *
     * @param reach longest sequence for which its frequencies are these
     */
    record Reading(Rope rope, int reach) {}

    /** The one embedding of all layers, over whole heads. */
    Reading whole(double defaultTheta) {
        ConfigFile section = flat(defaultTheta);
        boolean truncate = section.flag("truncate", true);
        return read(section, type(section), original(section), false, truncate);
    }

    /** Phi-3's: over the first part of each head, and with names of its own for LongRoPE. */
    Reading partial() {
        ConfigFile section = flat(10_000);
        String type = type(section);
        if (List.of("su", "yarn").contains(type)) {
            type = "longrope";
        }
        if (!List.of("default", "longrope").contains(type)) {
            throw section.wrong(
                    "rope_type", "is \"" + type + "\"; phi3 knows \"default\" and \"longrope\"");
        }
        double original = config.aboveZero(ORIGINAL, 4096);
        return read(section, type, original, true, true);
    }

    /**
     * Gemma 3's, which differ between layers that see all and layers that see a window.
     *
     * @param layerType {@code full_attention} or {@code sliding_attention}
     */
    Reading of(String layerType) {
        boolean full = layerType.equals("full_attention");
        ObjectNode settings = object();
        settings.put("rope_type", "default");
        if (config.says("rope_parameters")) {
            ConfigFile all = config.section("rope_parameters", config.node("rope_parameters"));
            if (all.says(layerType)) {
                all.section(layerType, all.node(layerType));
                settings = all.node(layerType).deepCopy();
            }
        }
        if (full && config.says("rope_scaling")) {
            config.section("rope_scaling", config.node("rope_scaling"));
            settings.setAll((ObjectNode) config.node("rope_scaling"));
        }
        String thetaField = full ? THETA : "rope_local_base_freq";
        if (!settings.has(THETA)) {
            settings.put(THETA, config.aboveZero(thetaField, full ? 1_000_000 : 10_000));
        }
        ConfigFile section = config.section("rope_parameters." + layerType, settings);
        double original = section.aboveZero(ORIGINAL, maxPositions);
        // YaRN's "truncate" is looked for outside these settings, and not found there.
        return read(section, type(section), original, false, true);
    }

    /** The settings all layers share, in the newer spelling. */
    private ConfigFile flat(double defaultTheta) {
        boolean older =
                config.says("rope_scaling")
                        && !(config.node("rope_scaling").isObject()
                                && config.node("rope_scaling").isEmpty());
        String name = older ? "rope_scaling" : "rope_parameters";
        ObjectNode settings = object();
        if (config.says(name)) {
            config.section(name, config.node(name));
            settings = config.node(name).deepCopy();
        }
        for (String layerType : List.of("full_attention", "sliding_attention")) {
            if (settings.has(layerType)) {
                throw config.wrong(
                        name, "differs between layers, which only gemma3_text's may: " + layerType);
            }
        }
        if (!settings.has(THETA)) {
            settings.put(THETA, config.aboveZero(THETA, defaultTheta));
        }
        if (!settings.has(PARTIAL) && config.says(PARTIAL)) {
            settings.put(PARTIAL, config.aboveZero(PARTIAL));
        }
        return config.section(name, settings);
    }

    private static String type(ConfigFile section) {
        return section.text("rope_type", section.text("type", "default"));
    }

    /** What a model file says beside the settings counts before what it says in them. */
    private double original(ConfigFile section) {
        return config.has(ORIGINAL)
                ? config.aboveZero(ORIGINAL)
                : section.aboveZero(ORIGINAL, maxPositions);
    }

    private Reading read(
            ConfigFile section, String type, double original, boolean partial, boolean truncate) {
        double theta = section.aboveZero(THETA);
        int dimensions = dimensions(section, type, partial);
        Rope plain = Rope.plain(theta, dimensions);
        return switch (type) {
            case "default" -> reading(section, plain);
            case "linear" ->
                    reading(section, RopeScaling.linear(plain, section.aboveZero("factor")));
            case "dynamic" -> dynamic(section, theta, dimensions);
            case "llama3" ->
                    reading(
                            section,
                            RopeScaling.llama3(
                                    plain,
                                    section.aboveZero("factor"),
                                    original,
                                    section.aboveZero("low_freq_factor"),
                                    section.aboveZero("high_freq_factor")));
            case "yarn" -> reading(section, yarn(section, theta, dimensions, original, truncate));
            case "longrope" -> longRope(section, theta, dimensions, original);
            default ->
                    throw section.wrong(
                            "rope_type",
                            "is \""
                                    + type
                                    + "\"; default, linear, dynamic, llama3, yarn and longrope"
                                    + " are supported");
        };
    }

    /** Entries of a head that are turned. */
    private int dimensions(ConfigFile section, String type, boolean partial) {
        // Without scaling, all but Phi-3 turn whole heads whatever the factor says.
        boolean whole = !section.says(PARTIAL) || (!partial && type.equals("default"));
        double share = whole ? 1 : section.aboveZero(PARTIAL);
        // One more than all stands for whatever is too many.
        int dimensions = (int) Math.min(headSize + 1, headSize * share);
        int turned = (dimensions + 1) / 2 * 2;
        if (dimensions == headSize && turned != headSize) {
            throw config.wrong(
                    "head_dim",
                    "is "
                            + headSize
                            + " (itself, or hidden_size over num_attention_heads); rotary"
                            + " embeddings need an even size");
        }
        if (dimensions < 1 || turned > headSize || (!partial && turned != headSize)) {
            throw section.wrong(
                    PARTIAL,
                    "is "
                            + section.node(PARTIAL)
                            + ", which is not a share of the "
                            + headSize
                            + " entries of a head that can be turned"
                            + (partial ? "" : "; this model type turns all of them"));
        }
        return dimensions;
    }

    private Rope yarn(
            ConfigFile section, double theta, int dimensions, double original, boolean truncate) {
        if (!section.has("factor")) {
            throw section.wrong("factor", "is missing");
        }
        if (dimensions % 2 != 0) {
            throw section.wrong(PARTIAL, "turns an odd number of entries, which yarn cannot");
        }
        double factor =
                section.says("factor") ? section.aboveZero("factor") : maxPositions / original;
        double attention;
        if (section.says("attention_factor")) {
            attention = section.number("attention_factor");
        } else if (isSet(section, "mscale") && isSet(section, "mscale_all_dim")) {
            attention =
                    magnitude(factor, section.number("mscale"))
                            / magnitude(factor, section.number("mscale_all_dim"));
        } else {
            attention = magnitude(factor, 1);
        }
        double fast = isSet(section, "beta_fast") ? section.aboveZero("beta_fast") : 32;
        double slow = isSet(section, "beta_slow") ? section.aboveZero("beta_slow") : 1;
        return RopeScaling.yarn(
                theta, dimensions, factor, original, fast, slow, truncate, attention);
    }

    /**
     * Dynamic NTK scaling: another base once a sequence is longer than the model's positions, which
     * is as far as rows reach here.
     */
    private Reading dynamic(ConfigFile section, double theta, int dimensions) {
        double factor = section.aboveZero("factor");
        if (dimensions == 2) {
            throw section.wrong(
                    "rope_type", "is \"dynamic\", which heads of two entries cannot be");
        }
        double share = dimensions / (dimensions - 2.0);
        // transformers' formula at the full length, where it is 1 but for rounding.
        double base = theta * Math.pow(factor - (factor - 1), share);
        return reading(section, Rope.plain(base, dimensions));
    }

    /** There, and neither null nor 0, which stand for "not set". */
    private static boolean isSet(ConfigFile section, String field) {
        return section.says(field) && section.number(field) != 0;
    }

    private static double magnitude(double factor, double scale) {
        return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
    }

    /**
     * Its frequencies change once a sequence is longer than the original length. Up to there they
     * are the short ones, so that is how far the model reaches here.
     */
    private Reading longRope(ConfigFile section, double theta, int dimensions, double original) {
        double factor =
                section.says("factor") ? section.aboveZero("factor") : maxPositions / original;
        double attention =
                section.says("attention_factor")
                        ? section.number("attention_factor")
                        : factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original));
        int frequencies = (dimensions + 1) / 2;
        for (String field : List.of("short_factor", "long_factor")) {
            if (section.numbers(field).size() != frequencies) {
                throw section.wrong(
                        field,
                        "has "
                                + section.numbers(field).size()
                                + " entries; a head of this model turns by "
                                + frequencies);
            }
        }
        Rope rope =
                RopeScaling.longRope(theta, dimensions, section.numbers("short_factor"), attention);
        if (original < 1) {
            throw config.wrong(ORIGINAL, "is " + original + "; it must be at least 1");
        }
        Rope finite = reading(section, rope).rope();
        return original < maxPositions
                ? new Reading(finite.shortTo((int) original), (int) original)
                : new Reading(finite, maxPositions);
    }

    private Reading reading(ConfigFile section, Rope rope) {
        boolean finite =
                Double.isFinite(rope.factor())
                        && rope.inverseFrequencies().stream().allMatch(Float::isFinite);
        if (!finite) {
            throw section.wrong(THETA, "and the scaling beside it give no finite frequencies");
        }
        return new Reading(rope, maxPositions);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
