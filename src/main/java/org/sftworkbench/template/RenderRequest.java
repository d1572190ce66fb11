package org.sftworkbench.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sftworkbench.chat.Conversation;

/**
 * What a chat template is rendered with.
 *
 * @param conversation the messages and tools; where no tools are offered, {@code tools} is {@code
 *     none}, as in transformers
 * @param addGenerationPrompt whether to end with the opening of an assistant turn
 * @param variables further variables: {@code bos_token}, {@code eos_token}, {@code
 *     enable_thinking}, …
 */
public record RenderRequest(
        Conversation conversation, boolean addGenerationPrompt, Map<String, Object> variables) {
    public RenderRequest {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}
