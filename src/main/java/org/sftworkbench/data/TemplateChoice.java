package org.sftworkbench.data;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.tokenizer.ChatTemplates;
import org.sftworkbench.tokenizer.Tokenizer;

/** How a conversation becomes token ids. */
public sealed interface TemplateChoice {
    /** A Jinja chat template, rendered to text which is then tokenized. */
    record Jinja(String source) implements TemplateChoice {
        @Override
        public Map<String, String> sources() {
            return Map.of(ChatTemplates.DEFAULT, source);
        }
    }

    /**
     * The chat templates of a model that has several, of which each conversation takes its own as
     * transformers chooses: {@code tool_use} where tools are offered and there is one, else {@code
     * default}.
     *
     * @param sources Jinja, by name
     */
    record Named(Map<String, String> sources) implements TemplateChoice {
        public Named {
            sources = Collections.unmodifiableMap(new TreeMap<>(sources));
        }

        /** Whether any conversation has a template here. */
        public boolean isUsable() {
            return sources.containsKey(ChatTemplates.DEFAULT)
                    || sources.containsKey(ChatTemplates.TOOL_USE);
        }

        /**
         * What the template of a conversation is called; empty where none is meant for it.
         *
         * @param tools whether it offers tools
         */
        public Optional<String> nameFor(boolean tools) {
            String wanted =
                    tools && sources.containsKey(ChatTemplates.TOOL_USE)
                            ? ChatTemplates.TOOL_USE
                            : ChatTemplates.DEFAULT;
            return Optional.of(wanted).filter(sources::containsKey);
        }

        /** Why {@link #nameFor} gives none, and what there is. */
        public DataException noDefault() {
            String names = String.join(", ", sources.keySet());
            return new DataException(
                    isUsable()
                            ? "the model has no chat template called default for a conversation"
                                    + " without tools; it has: "
                                    + names
                                    + "; choose one by its name"
                            : "the model has chat templates but none called default: "
                                    + names
                                    + "; choose one by its name");
        }
    }

    /**
     * The notes' hand-written template on token ids: SOS once, {@code \n#ROLE:} marks, EOS after
     * each answer.
     */
    record RoleMarks() implements TemplateChoice {
        @Override
        public Map<String, String> sources() {
            return Map.of();
        }
    }

    /** The Jinja sources by name; one without a name is {@code default}. */
    Map<String, String> sources();

    /** What a model directory says itself; empty where it has no chat template. */
    static Optional<TemplateChoice> ofModel(Tokenizer tokenizer) {
        ChatTemplates templates = tokenizer.chatTemplates();
        Map<String, String> sources = new TreeMap<>();
        templates.all().forEach(template -> sources.put(template.name(), template.source()));
        return templates.isEmpty() ? Optional.empty() : Optional.of(of(sources));
    }

    /** The choice that {@link #sources} are of; without any, the role marks. */
    static TemplateChoice of(Map<String, String> sources) {
        if (sources.isEmpty()) {
            return new RoleMarks();
        }
        return sources.keySet().equals(Set.of(ChatTemplates.DEFAULT))
                ? new Jinja(sources.get(ChatTemplates.DEFAULT))
                : new Named(sources);
    }
}
