package org.sftworkbench.ui.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.data.TemplateChoice;

/**
 * The chosen template and its source as edited; what was edited is kept when another template is
 * chosen in between. FX thread only.
 */
public final class SourceDraft {
    private final ObservableList<TemplatePreset> presets = FXCollections.observableArrayList();
    private final ObjectProperty<TemplatePreset> preset =
            new SimpleObjectProperty<>(this, "preset");
    private final StringProperty source = new SimpleStringProperty(this, "source", "");
    private final Map<TemplatePreset, String> edits = new HashMap<>();
    private final BooleanBinding edited;

    SourceDraft() {
        edited = Bindings.createBooleanBinding(this::isEdited, preset, source);
        preset.addListener((p, old, now) -> show(now));
        source.addListener((p, old, now) -> keep(now));
    }

    /** The templates to choose from. */
    public ObservableList<TemplatePreset> presets() {
        return presets;
    }

    /** The chosen one; null before there are any. */
    public ObjectProperty<TemplatePreset> presetProperty() {
        return preset;
    }

    /** Its source, as edited; empty for the role marks. */
    public StringProperty sourceProperty() {
        return source;
    }

    /** Whether the source differs from the preset's own. */
    public BooleanBinding editedProperty() {
        return edited;
    }

    /** Takes the edits to the chosen template back. */
    public void reset() {
        if (preset.get() != null) {
            edits.remove(preset.get());
            show(preset.get());
        }
    }

    /** Replaces the presets; a preset of the same name stays chosen. */
    void offer(List<TemplatePreset> offered) {
        TemplatePreset before = preset.get();
        presets.setAll(offered);
        preset.set(
                offered.stream()
                        .filter(p -> before != null && p.name().equals(before.name()))
                        .findFirst()
                        .orElse(offered.isEmpty() ? null : offered.get(0)));
    }

    /** Adds a template, such as a file's, and chooses it. */
    void add(TemplatePreset added) {
        presets.removeIf(p -> p.name().equals(added.name()) && !p.equals(added));
        if (!presets.contains(added)) {
            presets.add(added);
        }
        preset.set(added);
    }

    /** What the encoder is given; null before a template is chosen. */
    TemplateChoice choice() {
        return preset.get() == null ? null : choice(preset.get());
    }

    /** A template, as edited, for the encoder. */
    TemplateChoice choice(TemplatePreset of) {
        return of.isJinja()
                ? new TemplateChoice.Jinja(edits.getOrDefault(of, of.source()))
                : new TemplateChoice.RoleMarks();
    }

    private boolean isEdited() {
        TemplatePreset chosen = preset.get();
        return chosen != null && chosen.isJinja() && !same(chosen.source(), source.get());
    }

    /** The editor and Jinja both read every kind of line end as a line feed. */
    private static boolean same(String one, String other) {
        return Objects.equals(lineFeeds(one), lineFeeds(other));
    }

    private static String lineFeeds(String text) {
        return text == null ? null : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private void show(TemplatePreset chosen) {
        if (chosen == null || !chosen.isJinja()) {
            source.set("");
        } else {
            source.set(edits.getOrDefault(chosen, chosen.source()));
        }
    }

    private void keep(String text) {
        TemplatePreset chosen = preset.get();
        if (chosen != null && chosen.isJinja()) {
            if (same(text, chosen.source())) {
                edits.remove(chosen);
            } else {
                edits.put(chosen, text);
            }
        }
    }
}
