package org.sftworkbench.ui.train;

import static org.sftworkbench.ui.common.words.Words.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.job.Percent;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.train.RunRanges;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

/**
 * What a run trains, every weight or an adapter, as the user chooses it, and how much of the model
 * that is. FX thread only.
 */
public final class MethodForm {
    private static final int DEFAULT_RANK = 16;

    /** What can be trained whole beside adapters. */
    private static final Set<String> WHOLE = Set.of("embed_tokens", "lm_head");

    private final BooleanProperty lora = new SimpleBooleanProperty(this, "lora");
    private final FormField<Integer> rank;
    private final FormField<Double> alpha;
    private final FormField<Double> dropout;
    private final FormField<Set<String>> targets;
    private final FormField<Set<String>> modulesToSave;
    private final BooleanProperty rankStabilized =
            new SimpleBooleanProperty(this, "rankStabilized");
    private final ObjectProperty<ModelOutline> outline =
            new SimpleObjectProperty<>(this, "outline");
    private final BooleanProperty adapterOpen = new SimpleBooleanProperty(this, "adapterOpen");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyStringWrapper targetProblem =
            new ReadOnlyStringWrapper(this, "targetProblem", "");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private final Words words;
    private ParameterCount counted;

    MethodForm(Words words) {
        this.words = words;
        rank = FormField.wholeNumber(words, key("Rank"), RunRanges.LORA_RANK);
        alpha = FormField.number(words, key("Alpha"), RunRanges.LORA_ALPHA);
        dropout = FormField.number(words, key("Dropout"), RunRanges.LORA_DROPOUT);
        targets =
                new FormField<>(
                        words,
                        key("Adapted layers"),
                        key("all-linear, or layers such as q_proj, v_proj"),
                        text -> Optional.of(names(text)).filter(names -> !names.isEmpty()),
                        names -> String.join(", ", names));
        modulesToSave =
                new FormField<>(
                        words,
                        key("Trained whole"),
                        key("empty, or one or both of embed_tokens, lm_head"),
                        text -> Optional.of(names(text)).filter(WHOLE::containsAll),
                        names -> String.join(", ", names));
        rank.offer(DEFAULT_RANK);
        alpha.offer(2.0 * DEFAULT_RANK);
        dropout.offer(0.0);
        targets.offer(Set.of(LoraConfig.ALL_LINEAR));
        modulesToSave.offer(Set.of());
        // An alpha of twice the rank, as TRL has it, until the user types another.
        rank.textProperty()
                .addListener((o, was, is) -> rank.value().ifPresent(r -> alpha.offer(2.0 * r)));
        fields().forEach(field -> field.textProperty().addListener((o, was, is) -> validate()));
        lora.addListener((o, was, is) -> validate());
        rankStabilized.addListener((o, was, is) -> validate());
        words.languageProperty().addListener((o, was, is) -> validate());
        outline.addListener(
                (o, was, is) -> {
                    adapterOpen.set(is != null && is.isAdapter());
                    validate();
                });
    }

    /** All that is chosen here. */
    List<Property<?>> values() {
        List<Property<?>> values = new ArrayList<>(List.of(lora, rankStabilized));
        fields().forEach(field -> values.add(field.textProperty()));
        return values;
    }

    /** Puts every value back to its default; every weight or an adapter stays as chosen. */
    public void reset() {
        rankStabilized.set(false);
        fields().forEach(FormField::reset);
    }

    /**
     * New adapters to train; empty to train what the model's directory holds. To be called where
     * {@link #problemProperty} is empty.
     */
    Optional<LoraConfig> config() {
        return trainsNewAdapter()
                ? Optional.of(
                        new LoraConfig(
                                rank.value().orElseThrow(),
                                alpha.value().orElseThrow(),
                                dropout.value().orElseThrow(),
                                rankStabilized.get(),
                                targets.value().orElseThrow(),
                                modulesToSave.value().orElseThrow()))
                : Optional.empty();
    }

    /** Whether the checkpoint of a run will be an adapter. */
    boolean endsInAdapter() {
        return adapterOpen.get() || lora.get();
    }

    private boolean trainsNewAdapter() {
        return lora.get() && !adapterOpen.get();
    }

    private void validate() {
        targetProblem.set("");
        problem.set(trainsNewAdapter() ? fieldProblem() : "");
        ParameterCount count = null;
        if (problem.get().isEmpty() && outline.get() != null) {
            try {
                count = outline.get().trained(config());
            } catch (ModelException e) {
                targetProblem.set(e.getMessage() + ".");
                problem.set(targetProblem.get());
            }
        }
        counted = count;
        showSummary();
    }

    private String fieldProblem() {
        return fields().stream()
                .map(field -> field.problemProperty().get())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void showSummary() {
        if (counted == null) {
            summary.set("");
        } else if (counted.trained() == counted.all()) {
            summary.set(words.say("All {0} parameters are trained.", Numbers.count(counted.all())));
        } else {
            summary.set(
                    words.say(
                            "{0} of {1} parameters are trained ({2}).",
                            Numbers.count(counted.trained()),
                            Numbers.count(counted.all()),
                            Percent.text(counted.trained(), counted.all())));
        }
    }

    private static Set<String> names(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<FormField<?>> fields() {
        return List.of(rank, alpha, dropout, targets, modulesToSave);
    }

    /** Whether adapters are trained instead of the weights; means nothing on an adapter. */
    public BooleanProperty loraProperty() {
        return lora;
    }

    public FormField<Integer> rank() {
        return rank;
    }

    public FormField<Double> alpha() {
        return alpha;
    }

    public FormField<Double> dropout() {
        return dropout;
    }

    public FormField<Set<String>> targets() {
        return targets;
    }

    /** Modules that are trained whole beside the adapters, and saved with them; may be none. */
    public FormField<Set<String>> modulesToSave() {
        return modulesToSave;
    }

    /** Whether the adapter's weight is alpha over the root of the rank (rsLoRA). */
    public BooleanProperty rankStabilizedProperty() {
        return rankStabilized;
    }

    /** The open model without its weights; null where it is not known. */
    ObjectProperty<ModelOutline> outlineProperty() {
        return outline;
    }

    /** Whether the open model is an adapter, which is then trained on. */
    public BooleanProperty adapterOpenProperty() {
        return adapterOpen;
    }

    /** The first thing that keeps the form from being used; empty where nothing does. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Why the model has no such layers; empty where it has. */
    public ReadOnlyStringProperty targetProblemProperty() {
        return targetProblem.getReadOnlyProperty();
    }

    /** How many parameters are trained of how many; empty where it cannot be known. */
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }
}
