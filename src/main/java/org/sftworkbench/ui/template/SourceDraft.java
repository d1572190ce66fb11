package org.sftworkbench.ui.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.ui.common.TemplateCaption;

/**
 * The chosen template and its source as edited; what was edited is kept when another template is
 * chosen in between. FX thread only.
 */
public final class SourceDraft {
    private final ObservableList<TemplatePreset> presets = FXCollections.observableArrayList();
    private final ObjectProperty<TemplatePreset> preset =
            new SimpleObjectProperty<>(this, "preset");
    private final ReadOnlyObjectWrapper<TemplatePreset> shown =
            new ReadOnlyObjectWrapper<>(this, "shown");
    private final StringProperty source = new SimpleStringProperty(this, "source", "");
    private final ObservableMap<TemplatePreset, String> edits = FXCollections.observableHashMap();
    private final Map<TemplatePreset, String> aside = new HashMap<>();
    private String wanted = "";
    private boolean tools;

    /** What was written before there was a template to write it into. */
    private String early = "";

    /** Whose text is in {@link #source}; before it is there, unlike {@link #shown}. */
    private TemplatePreset part;

    private final BooleanBinding edited;

    SourceDraft() {
        edited = Bindings.createBooleanBinding(this::isEdited, shown, source);
        preset.addListener((p, old, now) -> showPart());
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

    /**
     * The one whose source is shown: the chosen one, or of a model's several the one that is meant
     * for the conversation; null where none is.
     */
    ReadOnlyObjectProperty<TemplatePreset> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** What the model calls the one that is shown, where it is one of several; else empty. */
    String partName() {
        TemplatePreset chosen = preset.get();
        return chosen == null ? "" : nameOfPart(chosen).orElse("");
    }

    /** The conversation is another, which may take another of a model's several. */
    void offersTools(boolean offered) {
        tools = offered;
        showPart();
    }

    private Optional<String> nameOfPart(TemplatePreset chosen) {
        return chosen.isSeveral()
                ? new TemplateChoice.Named(original(chosen)).nameFor(tools)
                : Optional.empty();
    }

    private static Map<String, String> original(TemplatePreset several) {
        Map<String, String> sources = new HashMap<>();
        several.parts().forEach((name, each) -> sources.put(name, each.source()));
        return sources;
    }

    private void showPart() {
        TemplatePreset chosen = preset.get();
        TemplatePreset now =
                chosen != null && chosen.isSeveral()
                        ? nameOfPart(chosen).map(chosen.parts()::get).orElse(null)
                        : chosen;
        if (!Objects.equals(now, part)) {
            part = now;
            show(now);
        }
        shown.set(now);
    }

    /** Its source, as edited; empty for the role marks. */
    public StringProperty sourceProperty() {
        return source;
    }

    /** Whether the source differs from the preset's own. */
    public BooleanBinding editedProperty() {
        return edited;
    }

    /**
     * Writes another text in place of the shown source, as an edit that can be taken back; before a
     * model is open, in place of its template's.
     *
     * @return false where there is no source, as for the role marks
     */
    public boolean replace(String text) {
        boolean written = isEditable();
        if (written) {
            source.set(lineFeeds(text));
        }
        return written;
    }

    /** Whether there is a source to write in, if only that of the template that comes first. */
    boolean isEditable() {
        return preset.get() == null || part != null && part.isJinja();
    }

    /** Takes the edits to the chosen template back. */
    public void reset() {
        if (part != null) {
            edits.remove(part);
            show(part);
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
            if (of.equals(part)) {
                show(of);
            }
        }
    }

    /** Takes the edits to a template back, chosen or not. */
    public void discard(TemplatePreset of) {
        edits.remove(of);
        if (of.equals(part)) {
            show(of);
        }
    }

    /** Shows the chosen template as it is without its edits, which {@link #takeUp} brings back. */
    public void putAside() {
        TemplatePreset chosen = preset.get();
        List<TemplatePreset> all =
                chosen.isSeveral() ? List.copyOf(chosen.parts().values()) : List.of(chosen);
        for (TemplatePreset each : all) {
            String edit = edits.get(each);
            if (edit != null) {
                aside.put(each, edit);
                discard(each);
            }
        }
    }

    /** Whether the chosen template, or one of the model's several, differs from its preset. */
    public boolean isChosenEdited() {
        TemplatePreset chosen = preset.get();
        return chosen != null
                && (edits.containsKey(chosen)
                        || chosen.parts().values().stream().anyMatch(edits::containsKey));
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

    /** What {@link #choice} is called; null before a template is chosen. */
    TemplateCaption caption() {
        TemplatePreset chosen = preset.get();
        if (chosen == null) {
            return null;
        }
        return chosen.isSeveral()
                ? new TemplateCaption(chosen.name(), part(chosen, false), part(chosen, true))
                : TemplateCaption.alone(chosen.name(), edits.containsKey(chosen));
    }

    private Optional<TemplateCaption.Part> part(TemplatePreset several, boolean offersTools) {
        return new TemplateChoice.Named(original(several))
                .nameFor(offersTools)
                .map(
                        name ->
                                new TemplateCaption.Part(
                                        name, edits.containsKey(several.parts().get(name))));
    }

    /** A template, as edited, for the encoder. */
    TemplateChoice choice(TemplatePreset of) {
        if (of.isSeveral()) {
            Map<String, String> sources = new HashMap<>();
            of.parts().forEach((name, each) -> sources.put(name, edited(each)));
            return new TemplateChoice.Named(sources);
        }
        return of.isJinja() ? new TemplateChoice.Jinja(edited(of)) : new TemplateChoice.RoleMarks();
    }

    private String edited(TemplatePreset of) {
        return edits.getOrDefault(of, of.source());
    }

    private boolean isEdited() {
        return part != null && part.isJinja() && !same(part.source(), source.get());
    }

    /** The editor and Jinja both read every kind of line end as a line feed. */
    private static boolean same(String one, String other) {
        return Objects.equals(lineFeeds(one), lineFeeds(other));
    }

    private static String lineFeeds(String text) {
        return text == null ? null : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private void show(TemplatePreset chosen) {
        if (chosen != null && chosen.isJinja() && !early.isBlank()) {
            edits.put(chosen, early);
            early = "";
        }
        if (chosen == null || !chosen.isJinja()) {
            source.set("");
        } else {
            source.set(edited(chosen));
        }
    }

    private void keep(String text) {
        if (preset.get() == null) {
            early = text;
        } else if (part != null && part.isJinja()) {
            if (same(text, part.source())) {
                edits.remove(part);
            } else {
                edits.put(part, text);
            }
        }
    }
}
