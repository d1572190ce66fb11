package org.sftworkbench.ui.session;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.sftworkbench.ui.common.FormField;

/**
 * The settings of a window that are kept from one start to the next, each under a name. Only what
 * differs from its default is kept, so that a better default of a later version is taken up. FX
 * thread only.
 */
public final class KeptSettings {
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private Map<String, String> restored = Map.of();
    private Runnable changed = () -> {};

    /**
     * A setting.
     *
     * @param now its value as text; empty for its default
     * @param value the same where it is the default, too; empty for none
     * @param restore takes a value that was kept; may leave one that means nothing any more
     */
    private record Setting(
            Supplier<Optional<String>> now,
            Supplier<Optional<String>> value,
            Consumer<String> restore) {}

    /**
     * Keeps a setting of any kind.
     *
     * @param now its value as text; empty for its default
     * @param restore takes a value that was kept
     * @param changes tell that it may be another
     */
    public void add(
            String name,
            Supplier<Optional<String>> now,
            Consumer<String> restore,
            Observable... changes) {
        add(name, new Setting(now, now, restore), changes);
    }

    private void add(String name, Setting setting, Observable... changes) {
        if (settings.put(name, setting) != null) {
            throw new IllegalStateException("two settings are called " + name);
        }
        for (Observable each : changes) {
            // A value that nobody asks for would not tell of its next change.
            InvalidationListener listener =
                    observable -> {
                        if (observable instanceof ObservableValue<?> value) {
                            value.getValue();
                        }
                        changed.run();
                    };
            each.addListener(listener);
        }
    }

    /** Keeps a text; its default is what it is now. */
    public void text(String name, StringProperty property) {
        String usual = property.get();
        Supplier<Optional<String>> value = () -> Optional.ofNullable(property.get());
        add(
                name,
                new Setting(
                        () -> value.get().filter(text -> !text.equals(usual)),
                        value,
                        property::set),
                property);
    }

    /** Keeps a switch; its default is what it is now. */
    public void flag(String name, BooleanProperty property) {
        boolean usual = property.get();
        flag(name, property, () -> usual);
    }

    /** Keeps a switch whose default changes. */
    public void flag(String name, BooleanProperty property, Supplier<Boolean> usual) {
        Supplier<Optional<String>> value = () -> Optional.of(Boolean.toString(property.get()));
        add(
                name,
                new Setting(
                        () -> usual.get() == property.get() ? Optional.empty() : value.get(),
                        value,
                        text -> property.set(Boolean.parseBoolean(text))),
                property);
    }

    /** Keeps a choice; its default is what it is now. */
    public <E extends Enum<E>> void choice(String name, ObjectProperty<E> property, Class<E> type) {
        E usual = property.get();
        choice(name, property, type, () -> usual);
    }

    /** Keeps a choice whose default changes. */
    public <E extends Enum<E>> void choice(
            String name, ObjectProperty<E> property, Class<E> type, Supplier<E> usual) {
        add(
                name,
                new Setting(
                        () ->
                                Optional.ofNullable(property.get())
                                        .filter(value -> !Objects.equals(value, usual.get()))
                                        .map(Enum::name),
                        () -> Optional.ofNullable(property.get()).map(Enum::name),
                        text ->
                                Arrays.stream(type.getEnumConstants())
                                        .filter(value -> value.name().equals(text))
                                        .findFirst()
                                        .ifPresent(property::set)),
                property);
    }

    /** Keeps what was typed into a field, right or wrong. */
    public void field(String name, FormField<?> field) {
        Supplier<Optional<String>> value = () -> Optional.ofNullable(field.textProperty().get());
        add(
                name,
                new Setting(
                        () -> field.isTouched() ? value.get() : Optional.empty(),
                        value,
                        field.textProperty()::set),
                field.textProperty());
    }

    /**
     * All that differs from its default, by name; with it what was kept under names that nobody has
     * here, such as another version's.
     */
    public Map<String, String> now() {
        Map<String, String> all = new TreeMap<>(restored);
        all.keySet().removeAll(settings.keySet());
        settings.forEach((name, setting) -> setting.now().get().ifPresent(v -> all.put(name, v)));
        return all;
    }

    /** All settings as they are, by name, those too that are as they would be anyway. */
    public Map<String, String> values() {
        Map<String, String> all = new TreeMap<>();
        settings.forEach((name, setting) -> setting.value().get().ifPresent(v -> all.put(name, v)));
        return all;
    }

    /** The names of all settings that are kept. */
    Set<String> names() {
        return Set.copyOf(settings.keySet());
    }

    /** Takes up what was kept. */
    public void restore(Map<String, String> kept) {
        restored = Map.copyOf(kept);
        again("");
    }

    /** Takes up again what was kept under names that begin so. */
    public void again(String prefix) {
        // One that is taken up may bring others with it: those of a pane that is shown.
        new LinkedHashMap<>(settings)
                .forEach(
                        (name, setting) -> {
                            String value = restored.get(name);
                            if (value != null && name.startsWith(prefix)) {
                                setting.restore().accept(value);
                            }
                        });
    }

    /** Calls this when a setting may have changed. */
    public void onChange(Runnable told) {
        changed = told;
    }
}
