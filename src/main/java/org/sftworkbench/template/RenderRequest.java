package org.sftworkbench.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sftworkbench.chat.Conversation;

/**
 * What a chat template is rendered with.
 *
 * @param conversation the messages and tools; where no tools are offered, {@code tools} is {@code
 *     none}, as in transformers. Variables of its own hold instead of {@code variables}
 * @param addGenerationPrompt whether to end with the opening of an assistant turn
 * @param variables further variables: {@code bos_token}, {@code eos_token}, {@code
 *     enable_thinking}, …
 */
public record RenderRequest(
        Conversation conversation, boolean addGenerationPrompt, Map<String, Object> variables) {
    public RenderRequest {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Every further variable, those of the conversation over the others. */
    Map<String, Object> allVariables() {
        if (conversation.variables().isEmpty()) {
            return variables;
        }
        Map<String, Object> all = new LinkedHashMap<>(variables);
        all.putAll(conversation.variables());
        return all;
    }
}
