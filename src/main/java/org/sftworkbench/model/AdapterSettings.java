package org.sftworkbench.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Checks the numbers and names of a stranger's {@code adapter_config.json} that are made use of.
 */
final class AdapterSettings {
    static final int LARGEST_RANK = 1 << 16;

    /** Characters that a pattern may look at: some patterns would look at them without end. */
    private static final int LOOKS = 200_000;

    private static final String BEGINNING = "init_lora_weights";

    /** How the names of those begin: PiSSA and CorDA have variants. */
    private static final List<String> CHANGING_THE_BASE =
            List.of("pissa", "corda", "olora", "loftq", "lora_ga");

    private static final Set<String> BIASES = Set.of(AdapterRules.NO_BIAS, "all", "lora_only");

    private AdapterSettings() {}

    /**
     * @throws ModelException where one has the wrong type or makes no sense; names it
     */
    static void check(ConfigFile file) {
        checkBeginning(file);
        if (file.says("r")) {
            file.positive("r", 0, LARGEST_RANK);
        }
        if (file.says("lora_alpha")) {
            file.aboveZero("lora_alpha");
        }
        if (file.says("lora_dropout")) {
            double dropout = file.number("lora_dropout");
            if (dropout < 0 || dropout >= 1) {
                throw file.wrong(
                        "lora_dropout",
                        "is " + file.node("lora_dropout") + "; it must be from 0 to below 1");
            }
        }
        if (file.says(AdapterRules.BIAS) && !BIASES.contains(file.text(AdapterRules.BIAS, ""))) {
            throw file.wrong(
                    AdapterRules.BIAS,
                    "is " + file.node(AdapterRules.BIAS) + "; none, all and lora_only are known");
        }
        if (file.says("use_rslora")) {
            file.flag("use_rslora", false);
        }
        if (file.says("base_model_name_or_path")) {
            file.text("base_model_name_or_path", "");
        }
        for (String name : List.of("alpha_pattern", "rank_pattern")) {
            if (file.says(name)) {
                ConfigFile pattern = file.section(name, file.node(name));
                for (Map.Entry<String, JsonNode> entry : file.node(name).properties()) {
                    pattern.aboveZero(entry.getKey());
                }
            }
        }
    }

    /**
     * Refuses what PEFT begins by taking a part of the base model's weights out of them, and takes
     * out again when it loads the adapter (peft 0.21, {@code LoraLayer.update_layer}).
     */
    private static void checkBeginning(ConfigFile file) {
        String beginning = file.node(BEGINNING).asText("").toLowerCase(Locale.ROOT);
        if (CHANGING_THE_BASE.stream().anyMatch(beginning::startsWith)) {
            throw file.wrong(
                    BEGINNING,
                    "is "
                            + ConfigFile.shown(file.node(BEGINNING))
                            + ", which changes the base model's weights; save the adapter in PEFT"
                            + " with path_initial_model_for_weight_conversion, or merge it there");
        }
    }

    /**
     * Whether a module's name, or its end after a dot, is of a pattern.
     *
     * @throws PatternSyntaxException where it is none, or one that would be tried without end
     */
    static boolean fits(String module, String pattern) {
        return is(module, "(.*\\.)?(" + pattern + ")");
    }

    /**
     * Whether a module's whole name is of a pattern.
     *
     * @throws PatternSyntaxException where it is none, or one that would be tried without end
     */
    static boolean is(String module, String pattern) {
        return matcher(module, pattern).matches();
    }

    /**
     * To look at a module's name with.
     *
     * @param pattern Python's, whose named groups begin otherwise than here
     * @throws PatternSyntaxException where it is none; the matcher throws it where it would try
     *     without end
     */
    static Matcher matcher(String module, String pattern) {
        CharSequence counted = new Counted(module, pattern, new int[1]);
        return Pattern.compile(pattern.replace("(?P<", "(?<")).matcher(counted);
    }

    /**
     * A text that can be looked at so many times.
     *
     * @param looks taken so far
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Counted(String text, String pattern, int[] looks) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (++looks[0] > LOOKS) {
                throw new PatternSyntaxException("takes too long", pattern, -1);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
