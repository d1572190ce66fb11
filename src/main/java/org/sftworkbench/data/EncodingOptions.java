package org.sftworkbench.data;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.template.ChatTemplate;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * How conversations become labelled examples; the same value drives the panes, the command line and
 * the trainer.
 *
 * @param template the chat template
 * @param policy which tokens count
 * @param variables template variables such as {@code enable_thinking}; special tokens are added by
 *     the encoder
 * @param overrides what was set by hand in the rows of the data
 * @param renderedAt what time templates are told by {@code strftime_now}; empty for the moment at
 *     which they are rendered
 */
public record EncodingOptions(
        TemplateChoice template,
        MaskPolicy policy,
        Map<String, Object> variables,
        MaskOverrides overrides,
        Optional<OffsetDateTime> renderedAt) {
    public EncodingOptions {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** At the moment of rendering. */
    public EncodingOptions(
            TemplateChoice template,
            MaskPolicy policy,
            Map<String, Object> variables,
            MaskOverrides overrides) {
        this(template, policy, variables, overrides, Optional.empty());
    }

    /** With nothing set by hand. */
    public EncodingOptions(
            TemplateChoice template, MaskPolicy policy, Map<String, Object> variables) {
        this(template, policy, variables, MaskOverrides.NONE);
    }

    /** The same with another template. */
    public EncodingOptions with(TemplateChoice other) {
        return new EncodingOptions(other, policy, variables, overrides, renderedAt);
    }

    /** The same with another policy. */
    public EncodingOptions with(MaskPolicy other) {
        return new EncodingOptions(template, other, variables, overrides, renderedAt);
    }

    /** The same with what was set by hand. */
    public EncodingOptions with(MaskOverrides painted) {
        return new EncodingOptions(template, policy, variables, painted, renderedAt);
    }

    /** The same at a time of its own, so that rows which tell the date can be made again. */
    public EncodingOptions at(OffsetDateTime time) {
        return new EncodingOptions(template, policy, variables, overrides, Optional.of(time));
    }

    /** A template as it is rendered under these options: at their time, where they have one. */
    public ChatTemplate timed(ChatTemplate parsed) {
        return renderedAt
                .map(time -> parsed.at(Clock.fixed(time.toInstant(), time.getOffset())))
                .orElse(parsed);
    }

    /** As transformers does: a template sees every special token that has a name. */
    public Map<String, Object> variables(Tokenizer tokenizer) {
        Map<String, Object> all = new LinkedHashMap<>(tokenizer.special().byName());
        all.putAll(variables);
        return all;
    }
}
