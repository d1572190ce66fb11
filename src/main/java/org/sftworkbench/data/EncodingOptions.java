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
 * @param overrides what was set by hand in the rows of the data
 */
public record EncodingOptions(
        TemplateChoice template,
        MaskPolicy policy,
        Map<String, Object> variables,
        MaskOverrides overrides) {
    public EncodingOptions {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** With nothing set by hand. */
    public EncodingOptions(
            TemplateChoice template, MaskPolicy policy, Map<String, Object> variables) {
        this(template, policy, variables, MaskOverrides.NONE);
    }

    /** The same with what was set by hand. */
    public EncodingOptions with(MaskOverrides painted) {
        return new EncodingOptions(template, policy, variables, painted);
    }
}
