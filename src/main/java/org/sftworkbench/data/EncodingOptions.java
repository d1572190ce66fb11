package org.sftworkbench.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How conversations become labelled examples; the same value drives the panes, the command line and
 * the trainer.
 *
 * @param template the chat template
 * @param policy which tokens count
 * @param variables template variables such as {@code enable_thinking}; special tokens are added by
 *     the encoder
 */
public record EncodingOptions(
        TemplateChoice template, MaskPolicy policy, Map<String, Object> variables) {
    public EncodingOptions {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}
