package org.sftworkbench.ui.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.SetChangeListener;
import org.sftworkbench.session.Draft;
import org.sftworkbench.session.RowDraft;
import org.sftworkbench.session.RowName;
import org.sftworkbench.session.TemplateDraft;
import org.sftworkbench.ui.chat.ChatInputs;
import org.sftworkbench.ui.chat.ChatViewModel;
import org.sftworkbench.ui.template.SourceDraft;
import org.sftworkbench.ui.template.TemplatePreset;
import org.sftworkbench.ui.template.TemplateViewModel;

/**
 * What is written in the window's panes and saved nowhere else, as one draft; and the way back from
 * it. FX thread only.
 */
public final class WindowDrafts {
    private static final String QUESTION = "chat.question";
    private static final String PROMPTS = "chat.prompts";

    private final SourceDraft templates;
    private final RowDrafts rows;
    private final ChatViewModel chat;
    private final LongSupplier clock;
    private final ObjectProperty<DraftNotice> notice = new SimpleObjectProperty<>(this, "notice");
    private long changed;

    /**
     * @param clock milliseconds since 1970
     */
    public WindowDrafts(TemplateViewModel template, ChatViewModel chat, LongSupplier clock) {
        this.templates = template.template();
        this.rows = new RowDrafts(template.conversation());
        this.chat = chat;
        this.clock = clock;
        // Not when it is kept: of two windows the one that was written in last may be kept first.
        onChange(() -> changed = clock.getAsLong());
        rows.overtaken().addListener(this::rowsOvertaken);
    }

    /** Of edits that were there before their row changed nothing else tells. */
    private void rowsOvertaken(SetChangeListener.Change<? extends RowName> change) {
        DraftNotice told = notice.get();
        Draft draft = told == null || told.discarded() ? Draft.NONE : told.draft();
        if (change.wasAdded()
                && draft.rows().stream()
                        .noneMatch(one -> one.row().equals(change.getElementAdded()))) {
            List<RowDraft> all = new ArrayList<>(draft.rows());
            rows.now().stream()
                    .filter(one -> one.row().equals(change.getElementAdded()))
                    .forEach(all::add);
            long since = draft == Draft.NONE ? changed : draft.changed();
            notice.set(
                    new DraftNotice(new Draft(since, draft.templates(), all, Map.of(), ""), false));
        }
    }

    /** What the user is told of a draft that was restored; null for nothing. */
    public ObjectProperty<DraftNotice> noticeProperty() {
        return notice;
    }

    /** Calls this when the draft has changed. */
    public void onChange(Runnable changed) {
        List<Observable> all = new ArrayList<>(List.of(rows.changes()));
        all.add(templates.edits());
        for (Observable each : all) {
            each.addListener((Observable o) -> changed.run());
        }
        List<ObservableValue<String>> texts =
                List.of(
                        chat.inputs().questionProperty(),
                        chat.inputs().promptsProperty(),
                        chat.talks().currentProperty());
        texts.forEach(text -> text.addListener((p, old, now) -> changed.run()));
    }

    /** How many edits of a draft have nothing to stand in: their file or model is not open. */
    int homeless(Draft draft) {
        return (int)
                (draft.templates().stream()
                                .filter(one -> !templates.presets().contains(preset(one)))
                                .count()
                        + draft.rows().stream()
                                .filter(one -> rows.waiting().containsKey(one.row()))
                                .filter(one -> !rows.overtaken().contains(one.row()))
                                .count());
    }

    /** How many edits of a draft are to rows that say something else now. */
    int overtaken(Draft draft) {
        return (int)
                draft.rows().stream().filter(one -> rows.overtaken().contains(one.row())).count();
    }

    /** What changes with {@link #homeless} and {@link #overtaken}. */
    Observable[] homes() {
        return new Observable[] {templates.presets(), rows.waiting(), rows.overtaken()};
    }

    /** The draft as it stands. */
    public Draft now() {
        Map<String, String> typed = new HashMap<>();
        ChatInputs inputs = chat.inputs();
        typed.put(QUESTION, inputs.questionProperty().get());
        typed.put(PROMPTS, inputs.promptsProperty().get());
        return new Draft(
                changed, templateDrafts(), rows.now(), typed, chat.talks().currentProperty().get());
    }

    private List<TemplateDraft> templateDrafts() {
        return templates.unsaved().entrySet().stream()
                .map(e -> new TemplateDraft(e.getKey().name(), e.getKey().source(), e.getValue()))
                .sorted(
                        Comparator.comparing(TemplateDraft::name)
                                .thenComparing(TemplateDraft::original))
                .toList();
    }

    private static TemplatePreset preset(TemplateDraft draft) {
        return new TemplatePreset(draft.name(), draft.original());
    }

    /** Brings back what another window has left, and lets the user know. */
    public void restore(Draft draft) {
        bringBack(draft);
        ChatInputs inputs = chat.inputs();
        inputs.questionProperty().set(draft.typed().getOrDefault(QUESTION, ""));
        inputs.promptsProperty().set(draft.typed().getOrDefault(PROMPTS, ""));
        if (!draft.talk().isEmpty()) {
            chat.talks().resume(draft.talk());
        }
        if (!draft.templates().isEmpty() || !draft.rows().isEmpty()) {
            notice.set(new DraftNotice(draft, false));
        }
        changed = draft.changed();
    }

    private void bringBack(Draft draft) {
        draft.templates().forEach(one -> templates.restore(preset(one), one.text()));
        rows.restore(draft.rows());
    }

    /** Takes back the edits that were restored; {@link #undoDiscard} is the way back. */
    public void discard() {
        Draft restored = notice.get().draft();
        Draft now = now();
        Draft discarded =
                new Draft(
                        restored.changed(),
                        now.templates().stream().filter(one -> isOf(restored, one)).toList(),
                        now.rows().stream()
                                .filter(
                                        one ->
                                                restored.rows().stream()
                                                        .map(RowDraft::row)
                                                        .anyMatch(one.row()::equals))
                                .toList(),
                        Map.of(),
                        "");
        restored.templates().forEach(one -> templates.discard(preset(one)));
        rows.discard(restored.rows().stream().map(RowDraft::row).collect(Collectors.toSet()));
        notice.set(new DraftNotice(discarded, true));
    }

    private static boolean isOf(Draft draft, TemplateDraft template) {
        return draft.templates().stream()
                .anyMatch(
                        one ->
                                one.name().equals(template.name())
                                        && one.original().equals(template.original()));
    }

    /** Brings back what was discarded last. */
    public void undoDiscard() {
        Draft discarded = notice.get().draft();
        bringBack(discarded);
        notice.set(new DraftNotice(discarded, false));
    }
}
