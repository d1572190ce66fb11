package org.sftworkbench.ui.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.train.PackingStrategy;
import org.sftworkbench.ui.chat.ChatInputs;
import org.sftworkbench.ui.chat.ChatMode;
import org.sftworkbench.ui.chat.PromptKind;
import org.sftworkbench.ui.chat.SamplingForm;
import org.sftworkbench.ui.chat.ShownSides;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.labels.BatchForm;
import org.sftworkbench.ui.labels.BatchView;
import org.sftworkbench.ui.labels.LabelConvention;
import org.sftworkbench.ui.labels.LabelsViewModel;
import org.sftworkbench.ui.labels.MaskChoice;
import org.sftworkbench.ui.labels.PaddingSide;
import org.sftworkbench.ui.learn.StageAction;
import org.sftworkbench.ui.template.Comparison;
import org.sftworkbench.ui.template.PolicyKind;
import org.sftworkbench.ui.template.SourceDraft;
import org.sftworkbench.ui.template.TemplatePreset;
import org.sftworkbench.ui.template.TemplateViewModel;
import org.sftworkbench.ui.template.Thinking;
import org.sftworkbench.ui.train.BatchLayout;
import org.sftworkbench.ui.train.MethodForm;
import org.sftworkbench.ui.train.TrainViewModel;
import org.sftworkbench.ui.train.TrainingForm;

/** Does what lessons ask for in the view models of the panes. FX thread only. */
final class StageHands {
    private final TemplateViewModel template;
    private final LabelsViewModel labels;
    private final TrainViewModel train;
    private final ChatInputs inputs;
    private final SamplingForm sampling;
    private final StagePanes panes;
    private final WorkbenchViewModel shared;
    private final StageChanges changes;

    StageHands(StagePanes panes, WorkbenchViewModel shared, StageChanges changes) {
        this.panes = panes;
        this.template = panes.template();
        this.labels = panes.labels();
        this.train = panes.train();
        this.inputs = panes.chat().inputs();
        this.sampling = panes.chat().sampling();
        this.shared = shared;
        this.changes = changes;
    }

    /** Does one thing. Starter model and sample data are open. */
    void perform(StageAction action) {
        if (action instanceof StageAction.Template chosen) {
            choose(chosen);
        } else if (action instanceof StageAction.Mask mask) {
            changes.set(template.policyProperty(), policy(mask.policy()));
        } else if (action instanceof StageAction.ShowRow show) {
            changes.set(template.conversation().rowIndexProperty(), indexOf(show.row()));
        } else if (action instanceof StageAction.CompareMask compare) {
            compare(policy(compare.policy()));
        } else if (action instanceof StageAction.CompareNothing) {
            changes.set(template.comparison().onProperty(), false);
        } else if (action instanceof StageAction.BatchRows batch) {
            put(batch.rows());
        } else if (action instanceof StageAction.BatchLook look) {
            draw(look);
        } else if (action instanceof StageAction.TrainingDefaults) {
            changes.remember(train.chooseDefaults());
        } else if (action instanceof StageAction.Training numbers) {
            fill(numbers);
        } else if (action instanceof StageAction.Method method) {
            choose(method);
        } else if (action instanceof StageAction.Padded padded) {
            changes.set(
                    train.computation().layoutProperty(),
                    padded.padded() ? BatchLayout.PADDED : BatchLayout.PADDING_FREE);
        } else if (action instanceof StageAction.Packed packed) {
            pack(packed);
        } else if (action instanceof StageAction.Ask ask) {
            ask(ask);
        } else if (action instanceof StageAction.Sampling how) {
            sample(how);
        }
    }

    /** Edits to the template are put aside, not lost: putting back brings them again. */
    private void choose(StageAction.Template wanted) {
        SourceDraft draft = template.template();
        TemplatePreset preset =
                wanted.name().isEmpty()
                        ? draft.presets().get(0)
                        : draft.presets().stream()
                                .filter(each -> each.name().equals(wanted.name()))
                                .findFirst()
                                .orElseThrow();
        changes.set(draft.presetProperty(), preset);
        if (draft.isChosenEdited()) {
            draft.putAside();
            changes.remember(draft::takeUp);
        }
        changes.set(template.thinkingProperty(), Thinking.UNSET);
        changes.set(template.variables().textsProperty(), Map.of());
        changes.set(template.generationPromptProperty(), false);
    }

    private static PolicyKind policy(String title) {
        return List.of(PolicyKind.values()).stream()
                .filter(kind -> kind.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private void compare(PolicyKind policy) {
        Comparison comparison = template.comparison();
        changes.set(comparison.onProperty(), true);
        changes.set(comparison.templateProperty(), template.template().presetProperty().get());
        changes.set(comparison.policyProperty(), policy);
    }

    private void put(List<StageAction.SampleRow> rows) {
        List<DataRow> before = List.copyOf(labels.chosen());
        changes.remember(() -> labels.choice().choose(before));
        changes.set(labels.form().maskProperty(), MaskChoice.FOLLOW);
        labels.choice().choose(rows.stream().map(row -> shared.rows().get(indexOf(row))).toList());
    }

    private int indexOf(StageAction.SampleRow wanted) {
        List<DataRow> rows = shared.rows();
        return IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).number() == wanted.number())
                .filter(
                        i ->
                                rows.get(i)
                                        .file()
                                        .flatMap(file -> Optional.ofNullable(file.getFileName()))
                                        .filter(name -> name.toString().equals(wanted.file()))
                                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the sample data hold no " + wanted));
    }

    private void draw(StageAction.BatchLook look) {
        changes.set(labels.form().asInTrainProperty(), false);
        changes.set(labels.form().layoutProperty(), org.sftworkbench.ui.labels.BatchLayout.PADDED);
        changes.set(
                labels.form().sideProperty(), look.left() ? PaddingSide.LEFT : PaddingSide.RIGHT);
        changes.set(
                labels.conventionProperty(),
                look.shifted() ? LabelConvention.SHIFTED : LabelConvention.ALIGNED);
        changes.set(labels.inFrontProperty(), BatchView.TOKENS);
        changes.set(labels.maskShownProperty(), look.masks());
        changes.set(labels.positionsShownProperty(), look.masks());
    }

    private void pack(StageAction.Packed packed) {
        BatchForm form = labels.form();
        changes.set(form.asInTrainProperty(), false);
        changes.set(form.layoutProperty(), org.sftworkbench.ui.labels.BatchLayout.PACKED);
        changes.set(form.packingProperty(), PackingStrategy.BFD);
        type(form.maxLength(), packed.maxLength());
        changes.set(train.computation().packingProperty(), PackingStrategy.BFD);
        type(train.form().maxLength(), packed.maxLength());
    }

    private void fill(StageAction.Training numbers) {
        TrainingForm form = train.form();
        type(form.batchSize(), numbers.batchSize());
        type(form.gradAccum(), numbers.accumulation());
        type(form.learningRate(), numbers.learningRate());
        type(form.warmup(), numbers.warmup());
        boolean bySteps = numbers.steps() > 0;
        type(bySteps ? form.steps() : form.epochs(), bySteps ? numbers.steps() : 1);
        changes.set(form.byStepsProperty(), bySteps);
        changes.set(form.normalizationProperty(), numbers.normalization());
        changes.set(form.scheduleProperty(), numbers.schedule());
    }

    private void choose(StageAction.Method method) {
        MethodForm form = train.method();
        changes.set(form.loraProperty(), method.rank() > 0);
        if (method.rank() > 0) {
            String alpha = form.alpha().textProperty().get();
            changes.remember(() -> form.alpha().textProperty().set(alpha));
            type(form.rank(), method.rank());
            type(form.alpha(), 2 * method.rank());
        }
    }

    private void type(FormField<?> field, double number) {
        changes.set(field.textProperty(), Numbers.format(number));
    }

    private void ask(StageAction.Ask ask) {
        // Choosing a mode shows or hides the batch; what was shown comes back last.
        BooleanProperty drawn = panes.chat().batchShownProperty();
        changes.set(drawn, drawn.get());
        changes.set(inputs.modeProperty(), ask.batch() ? ChatMode.BATCH : ChatMode.CHAT);
        // The answers are to be read and compared; the batch would take their room.
        changes.set(drawn, false);
        if (!ask.batch()) {
            setConversationAside();
        }
        changes.set(inputs.padRightProperty(), false);
        changes.set(inputs.kindProperty(), PromptKind.TEMPLATE);
        changes.set(inputs.systemProperty(), "");
        // A model trained on the way is asked too; the side says what to do while there is none.
        changes.set(inputs.shownProperty(), ShownSides.BOTH);
        String text = String.join("\n", ask.prompts());
        changes.set(ask.batch() ? inputs.promptsProperty() : inputs.questionProperty(), text);
    }

    /** What was said before would be part of the prompt. An answer under way is left alone. */
    private void setConversationAside() {
        if (!isAnswering()) {
            Runnable back = panes.chat().talks().setAside();
            panes.chat().sent().close();
            changes.remember(
                    () -> {
                        if (!isAnswering()) {
                            back.run();
                        }
                    });
        }
    }

    private boolean isAnswering() {
        return panes.chat().stateProperty().get().isActive();
    }

    private void sample(StageAction.Sampling how) {
        changes.remember(sampling.keep());
        sampling.reset();
        sampling.greedyProperty().set(how.temperature() == 0);
        sampling.maxNewTokens().type(how.maxNewTokens());
        if (how.temperature() > 0) {
            sampling.temperature().type(how.temperature());
        }
    }
}
