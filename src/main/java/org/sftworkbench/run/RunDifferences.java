package org.sftworkbench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What keeps a run from being gone on with under other settings, in the user's words. */
public final class RunDifferences {
    /** What makes no other run of it: where it computes, and what it keeps on the way. */
    private static final Set<String> FREE =
            Set.of(
                    "device",
                    "tokenizer",
                    "save_steps",
                    "save_total_limit",
                    "sample_steps",
                    "sample_prompts",
                    "sample_settings",
                    "sample_question",
                    "turn_ends");

    private RunDifferences() {}

    /**
     * Compares rows, template, policy, adapter and numbers.
     *
     * @param saved the run as it was started
     * @param wanted the run as it would go on
     * @return a sentence for each difference; none where there is none
     */
    public static List<String> between(RunRecord saved, RunRecord wanted) {
        List<String> differences = new ArrayList<>();
        if (!saved.template().sha256().equals(wanted.template().sha256())) {
            differences.add(
                    "the chat template is another one ("
                            + wanted.template().name()
                            + " here, "
                            + saved.template().name()
                            + " in the run)");
        }
        RecordedModel was = saved.model();
        RecordedModel is = wanted.model();
        if (!was.type().equals(is.type())
                || was.parameters() != is.parameters()
                || was.trainable() != is.trainable()) {
            differences.add(
                    "the model is another one: "
                            + text(is)
                            + " here, "
                            + text(was)
                            + " in the run");
        }
        compare("policy", saved.policy(), wanted.policy(), differences);
        compare("adapter", saved.adapter(), wanted.adapter(), differences);
        compare("config", saved.config(), wanted.config(), differences);
        if (!saved.data().fingerprint().equals(wanted.data().fingerprint())) {
            differences.add(0, data(saved.data(), wanted.data()));
        }
        return differences;
    }

    private static String text(RecordedModel model) {
        return model.type()
                + " with "
                + model.parameters()
                + " parameters, "
                + model.trainable()
                + " of them trained";
    }

    private static String data(RecordedData saved, RecordedData wanted) {
        for (RecordedData.DataFile was : saved.files()) {
            for (RecordedData.DataFile is : wanted.files()) {
                if (is.path().equals(was.path()) && !is.sha256().equals(was.sha256())) {
                    return "the rows are others: " + is.path() + " has changed since";
                }
            }
        }
        return "the rows are others than the run's";
    }

    private static void compare(
            String part, ObjectNode saved, ObjectNode wanted, List<String> differences) {
        Set<String> names = new TreeSet<>();
        saved.fieldNames().forEachRemaining(names::add);
        wanted.fieldNames().forEachRemaining(names::add);
        names.removeAll(FREE);
        for (String name : names) {
            JsonNode was = saved.path(name);
            JsonNode is = wanted.path(name);
            if (!same(was, is)) {
                differences.add(
                        part
                                + ": "
                                + name
                                + " is "
                                + text(is)
                                + " here and "
                                + text(was)
                                + " in the run");
            }
        }
    }

    /** A whole number is the same whether it was read from a file or made here. */
    private static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.isIntegralNumber() && b.isIntegralNumber()
                    ? a.bigIntegerValue().equals(b.bigIntegerValue())
                    : a.doubleValue() == b.doubleValue();
        }
        if (a.isContainerNode() || b.isContainerNode()) {
            return a.toString().equals(b.toString());
        }
        return a.equals(b)
                || (a.isMissingNode() || a.isNull()) && (b.isMissingNode() || b.isNull());
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? "not set" : node.toString();
    }
}
