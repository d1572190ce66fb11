package org.sftworkbench.ui.app;

import org.sftworkbench.data.DataRow;
import org.sftworkbench.ui.chat.ChatInputs;
import org.sftworkbench.ui.chat.ChatMode;
import org.sftworkbench.ui.chat.PromptKind;
import org.sftworkbench.ui.chat.SamplingForm;
import org.sftworkbench.ui.chat.ShownSides;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.labels.LabelConvention;
import org.sftworkbench.ui.labels.LabelsViewModel;
import org.sftworkbench.ui.labels.PaddingSide;
import org.sftworkbench.ui.learn.StageAction;
import org.sftworkbench.ui.template.Comparison;
import org.sftworkbench.ui.template.PolicyKind;
import org.sftworkbench.ui.template.SourceDraft;
import org.sftworkbench.ui.template.TemplatePreset;
import org.sftworkbench.ui.template.TemplateViewModel;
import org.sftworkbench.ui.template.Thinking;
import org.sftworkbench.ui.train.MethodForm;
import org.sftworkbench.ui.train.TrainViewModel;
import org.sftworkbench.ui.train.TrainingForm;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
        } else if (action instanceof StageAction.Training numbers) {
            fill(numbers);
        } else if (action instanceof StageAction.Method method) {
            choose(method);
        } else if (action instanceof StageAction.Padded padded) {
            changes.set(train.computation().rightPaddingProperty(), padded.padded());
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
        if (draft.editedProperty().get()) {
            draft.putAside();
            changes.remember(draft::takeUp);
        }
        changes.set(template.thinkingProperty(), Thinking.UNSET);
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
        changes.set(
                labels.form().sideProperty(), look.left() ? PaddingSide.LEFT : PaddingSide.RIGHT);
        changes.set(
                labels.conventionProperty(),
                look.shifted() ? LabelConvention.SHIFTED : LabelConvention.ALIGNED);
        changes.set(labels.maskShownProperty(), look.masks());
        changes.set(labels.positionsShownProperty(), look.masks());
    }

    private void fill(StageAction.Training numbers) {
        TrainingForm form = train.form();
        type(form.batchSize(), numbers.batchSize());
        type(form.gradAccum(), numbers.accumulation());
        type(form.learningRate(), numbers.learningRate());
        type(form.warmup(), numbers.warmup());
        type(form.steps(), numbers.steps());
        changes.set(form.byStepsProperty(), true);
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
        changes.set(inputs.modeProperty(), ask.batch() ? ChatMode.BATCH : ChatMode.CHAT);
        changes.set(inputs.kindProperty(), PromptKind.TEMPLATE);
        changes.set(inputs.systemProperty(), "");
        boolean tuned = panes.chat().tuned().directoryProperty().get() != null;
        changes.set(inputs.shownProperty(), tuned ? ShownSides.BOTH : ShownSides.BASE);
        String text = String.join("\n", ask.prompts());
        changes.set(ask.batch() ? inputs.promptsProperty() : inputs.questionProperty(), text);
    }

    private void sample(StageAction.Sampling how) {
        changes.set(sampling.greedyProperty(), how.temperature() == 0);
        changes.set(sampling.ignoreEosProperty(), false);
        type(sampling.maxNewTokens(), how.maxNewTokens());
        if (how.temperature() > 0) {
            type(sampling.temperature(), how.temperature());
        }
    }
}
