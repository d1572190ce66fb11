package org.sftworkbench.ui.template;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;

import org.sftworkbench.data.TemplateChoice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The chosen template and its source as edited; what was edited is kept when another template is
 * chosen in between. FX thread only.
 */
public final class SourceDraft {
    private final ObservableList<TemplatePreset> presets = FXCollections.observableArrayList();
    private final ObjectProperty<TemplatePreset> preset =
            new SimpleObjectProperty<>(this, "preset");
    private final StringProperty source = new SimpleStringProperty(this, "source", "");
    private final ObservableMap<TemplatePreset, String> edits = FXCollections.observableHashMap();
    private final Map<TemplatePreset, String> aside = new HashMap<>();
    private String wanted = "";
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

    /** Every template that differs from its preset: what it says now. */
    public ObservableMap<TemplatePreset, String> edits() {
        return edits;
    }

    /** The edits, with those that are put aside for a while. */
    public Map<TemplatePreset, String> unsaved() {
        Map<TemplatePreset, String> all = new HashMap<>(edits);
        all.putAll(aside);
        return all;
    }

    /** Takes up edits of another time; those made since give way. */
    public void restore(TemplatePreset of, String text) {
        if (of.isJinja() && !same(text, of.source())) {
            edits.put(of, text);
            if (of.equals(preset.get())) {
                show(of);
            }
        }
    }

    /** Takes the edits to a template back, chosen or not. */
    public void discard(TemplatePreset of) {
        edits.remove(of);
        if (of.equals(preset.get())) {
            show(of);
        }
    }

    /** Shows the chosen template as it is without its edits, which {@link #takeUp} brings back. */
    public void putAside() {
        TemplatePreset chosen = preset.get();
        String edit = edits.get(chosen);
        if (edit != null) {
            aside.put(chosen, edit);
            discard(chosen);
        }
    }

    /** Brings back what was put aside. */
    public void takeUp() {
        Map<TemplatePreset, String> back = Map.copyOf(aside);
        aside.clear();
        back.forEach(this::restore);
    }

    /** Chooses a template by its name, at once or when it is first offered. */
    public void prefer(String name) {
        wanted = name;
        if (preset.get() != null) {
            presets.stream().filter(p -> p.name().equals(name)).findFirst().ifPresent(preset::set);
        }
    }

    /**
     * The name of the chosen template, or of the one preferred; empty for whichever comes first.
     */
    public String preferred() {
        TemplatePreset chosen = preset.get();
        if (chosen == null) {
            return wanted;
        }
        return chosen.equals(presets.get(0)) ? "" : chosen.name();
    }

    /** Replaces the presets; a preset of the same name stays chosen. */
    void offer(List<TemplatePreset> offered) {
        String before = preset.get() == null ? wanted : preset.get().name();
        presets.setAll(offered);
        preset.set(
                offered.stream()
                        .filter(p -> p.name().equals(before))
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
