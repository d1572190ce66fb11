package org.sftworkbench.data;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.ChatTemplates;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Each conversation by the one of a model's templates that is meant for it. As in transformers, a
 * template that cannot be used harms only the conversations that need it.
 */
final class NamedTemplatesEncoder implements ConversationEncoder {
    private static final String TOOLS = "tools";

    private final TemplateChoice.Named choice;
    private final boolean toolsForAll;
    private final Map<String, ConversationEncoder> encoders = new TreeMap<>();
    private final Map<String, RuntimeException> failures = new TreeMap<>();
    private final Map<String, String> labels = new TreeMap<>();

    /**
     * @throws TemplateException where none of those that are meant for any conversation parses
     * @throws DataException where there is none, or they do not go with policy and tokenizer
     */
    NamedTemplatesEncoder(
            Tokenizer tokenizer, TemplateChoice.Named choice, EncodingOptions options) {
        this.choice = choice;
        this.toolsForAll = options.variables().get(TOOLS) != null;
        if (!choice.isUsable()) {
            throw choice.noDefault();
        }
        ChatTemplates own = tokenizer.chatTemplates();
        for (boolean tools : new boolean[] {false, true}) {
            choice.nameFor(tools)
                    .ifPresent(
                            name -> {
                                String source = choice.sources().get(name);
                                labels.put(name, own.placeOf(source).orElse(name));
                                read(name, () -> new JinjaEncoder(tokenizer, source, options));
                            });
        }
        if (encoders.isEmpty()) {
            throw failures.values().iterator().next();
        }
    }

    private interface Reading {
        ConversationEncoder read();
    }

    private void read(String name, Reading reading) {
        try {
            encoders.put(name, reading.read());
        } catch (TemplateException e) {
            failures.put(name, e.of(labels.get(name)));
        } catch (DataException e) {
            failures.put(name, e);
        }
    }

    @Override
    public Optional<String> templateName(Conversation conversation) {
        return choice.nameFor(toolsForAll || conversation.offersTools());
    }

    @Override
    public Optional<TemplateException> unreadable(Conversation conversation) {
        return templateName(conversation)
                .map(failures::get)
                .map(failure -> failure instanceof TemplateException broken ? broken : null);
    }

    @Override
    public AnnotatedExample encode(
            Conversation conversation, boolean addGenerationPrompt, boolean masked) {
        return by(conversation, own -> own.encode(conversation, addGenerationPrompt, masked));
    }

    @Override
    public LabelledExample label(Conversation conversation) {
        return by(conversation, own -> own.label(conversation));
    }

    @Override
    public Optional<Rendering> rendering(Conversation conversation, boolean addGenerationPrompt) {
        return by(conversation, own -> own.rendering(conversation, addGenerationPrompt));
    }

    private <T> T by(Conversation conversation, Function<ConversationEncoder, T> work) {
        String name = templateName(conversation).orElseThrow(choice::noDefault);
        if (failures.containsKey(name)) {
            throw failures.get(name);
        }
        try {
            return work.apply(encoders.get(name));
        } catch (TemplateException e) {
            throw e.of(labels.get(name));
        }
    }
}
