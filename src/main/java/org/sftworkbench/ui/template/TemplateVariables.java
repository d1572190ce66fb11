package org.sftworkbench.ui.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.template.ChatTemplate;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.template.VariableText;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.LatestOnly;
import org.sftworkbench.ui.common.words.Words;

/**
 * The variables that templates are given beside {@code enable_thinking}, each as the user writes
 * it, and the names to give some to. FX thread only; templates are read on the background executor.
 */
public final class TemplateVariables {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String THINKING = "enable_thinking";
    private static final Set<String> OF_CONVERSATION = Set.of("messages", "tools");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Set<String> SPECIAL_TOKENS =
            Set.of(
                    "bos_token",
                    "eos_token",
                    "pad_token",
                    "unk_token",
                    "sep_token",
                    "cls_token",
                    "mask_token",
                    "additional_special_tokens");

    private final Words words;
    private final LatestOnly reading;
    private final ObjectProperty<Map<String, String>> texts =
            new SimpleObjectProperty<>(this, "texts", Map.of());
    private final ReadOnlyObjectWrapper<Set<String>> read =
            new ReadOnlyObjectWrapper<>(this, "read", Set.of());
    private final ReadOnlyObjectWrapper<Set<String>> names =
            new ReadOnlyObjectWrapper<>(this, "names", Set.of());
    private final Set<String> added = new LinkedHashSet<>();
    private Collection<String> sources = List.of();

    TemplateVariables(Words words, Executor background, Executor fx) {
        this.words = words;
        reading = new LatestOnly(background, fx);
        texts.addListener(o -> name());
        read.addListener(o -> name());
    }

    /** What is written, by name; what is not given is not in it. */
    public ObjectProperty<Map<String, String>> textsProperty() {
        return texts;
    }

    /**
     * The names that the template reads and that a user may want to give: no special tokens, and
     * nothing that the pane asks for elsewhere.
     */
    ReadOnlyObjectProperty<Set<String>> readProperty() {
        return read.getReadOnlyProperty();
    }

    /** Those and all others that something is written for or was asked for. */
    ReadOnlyObjectProperty<Set<String>> namesProperty() {
        return names.getReadOnlyProperty();
    }

    /** Writes a variable; an empty text does not give it. */
    void write(String name, String text) {
        Map<String, String> all = new LinkedHashMap<>(texts.get());
        if (text.isEmpty()) {
            added.add(name);
            all.remove(name);
        } else {
            all.put(name, text);
        }
        texts.set(Collections.unmodifiableMap(all));
    }

    /**
     * Asks for a name that the template does not read.
     *
     * @return why it cannot be given, as a sentence; empty where it can
     */
    String add(String name) {
        if (!NAME.matcher(name).matches()) {
            return words.say("“{0}” is no name that a template can read.", name);
        }
        if (name.equals(THINKING)) {
            return words.say("enable_thinking is chosen beside the button of this form.");
        }
        if (name.equals("add_generation_prompt")) {
            return words.say("add_generation_prompt is the checkbox above.");
        }
        if (OF_CONVERSATION.contains(name)) {
            return words.say("{0} are those of the conversation below.", name);
        }
        added.add(name);
        name();
        return "";
    }

    /** Everything that is written, in one text; empty where nothing is. */
    public String written() {
        ObjectNode all = JSON.createObjectNode();
        texts.get().forEach(all::put);
        return all.isEmpty() ? "" : all.toString();
    }

    /** Writes again what {@link #written} gave; what it cannot have given is left. */
    public void rewrite(String written) {
        Map<String, String> all = new LinkedHashMap<>();
        try {
            JSON.readTree(written)
                    .properties()
                    .forEach(each -> all.put(each.getKey(), each.getValue().asText()));
        } catch (JsonProcessingException e) {
            return;
        }
        texts.set(Collections.unmodifiableMap(all));
    }

    /** As templates are given them. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        texts.get().forEach((name, text) -> values.put(name, new VariableText(text).value()));
        return values;
    }

    /** Reads the names of another template, unless it cannot be parsed. */
    void lookAt(TemplateChoice template, Tokenizer tokenizer) {
        Collection<String> now = List.copyOf(template.sources().values());
        if (now.equals(sources)) {
            return;
        }
        sources = now;
        Set<String> special = new HashSet<>(SPECIAL_TOKENS);
        special.addAll(tokenizer.special().byName().keySet());
        reading.submit(
                () -> {
                    Set<String> found = new LinkedHashSet<>();
                    try {
                        now.forEach(source -> found.addAll(ChatTemplate.parse(source).variables()));
                    } catch (TemplateException e) {
                        return () -> {};
                    }
                    found.removeAll(special);
                    found.remove(THINKING);
                    return () -> read.set(Collections.unmodifiableSet(found));
                });
    }

    private void name() {
        Set<String> all = new LinkedHashSet<>(read.get());
        all.addAll(texts.get().keySet());
        all.addAll(added);
        if (!Objects.equals(List.copyOf(all), List.copyOf(names.get()))) {
            names.set(Collections.unmodifiableSet(all));
        }
    }
}
