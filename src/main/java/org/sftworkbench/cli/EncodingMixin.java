package org.sftworkbench.cli;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.template.VariableText;
import org.sftworkbench.tokenizer.Tokenizer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how conversations become tokens. */
final class EncodingMixin {
    @Option(
            names = "--template",
            paramLabel = "FILE|NAME",
            description =
                    "Chat template: a Jinja file, or a name: 'model' (the tokenizer's own; the"
                            + " default; of several, 'tool_use' for rows that offer tools),"
                            + " 'model:NAME' (one of several, for every row), a built-in one (chatml, qwen2.5, qwen3, llama2, llama3,"
                            + " mistral, gemma, phi3, zephyr, vicuna, alpaca), or 'role-marks' (the"
                            + " hand-written template on token ids).")
    String template;

    @Option(
            names = "--mask",
            paramLabel = "POLICY",
            converter = PolicyConverter.class,
            description =
                    "Which tokens count toward the loss: all, assistant (the default),"
                            + " last-assistant, completion, generation, after:TEXT,"
                            + " from-last:TOKEN, or role-marks (which brings the role-marks"
                            + " template). assistant, last-assistant, completion and after:TEXT"
                            + " take options after commas, no-end-of-turn, trailing-space and"
                            + " no-reasoning: assistant,no-reasoning."
                            + " generation takes ,completion, which leaves the blocks of a row's"
                            + " prompt out.")
    MaskPolicy mask;

    @Option(
            names = "--var",
            paramLabel = "NAME=VALUE",
            description =
                    "A variable for the template, such as enable_thinking=false. Values are read as"
                            + " JSON where they are JSON, else as text. May be repeated.")
    Map<String, String> variables = new LinkedHashMap<>();

    /** One for all rows of a command. */
    private OffsetDateTime renderedAt = OffsetDateTime.now();

    /** Reads a policy's name. */
    static final class PolicyConverter implements ITypeConverter<MaskPolicy> {
        @Override
        public MaskPolicy convert(String text) {
            try {
                return MaskPolicy.parse(text);
            } catch (DataException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Tells templates another time than that of this command. */
    void at(OffsetDateTime time) {
        renderedAt = time;
    }

    /** Whether a template was asked for. */
    boolean namesTemplate() {
        return template != null || mask instanceof MaskPolicy.RoleMarks;
    }

    /**
     * @throws CommandFailure where the template cannot be used; names it
     * @throws DataException where template, policy and tokenizer do not go together
     */
    ExampleEncoder encoder(Tokenizer tokenizer) {
        TemplateNames.Named named = TemplateNames.find(templateName(), tokenizer);
        try {
            return new ExampleEncoder(tokenizer, options(named.choice()));
        } catch (TemplateException e) {
            throw new CommandFailure(named.label() + ": " + e.getMessage());
        }
    }

    /** What the template is called in messages. */
    String label(Tokenizer tokenizer) {
        return TemplateNames.find(templateName(), tokenizer).label();
    }

    /** The same but for what is given here; null where nothing is. */
    EncodingMixin other(
            String otherTemplate, MaskPolicy otherMask, Map<String, String> otherVariables) {
        EncodingMixin other = new EncodingMixin();
        other.template = otherTemplate == null ? template : otherTemplate;
        other.mask = otherMask == null ? mask : otherMask;
        other.variables = new LinkedHashMap<>(variables);
        other.renderedAt = renderedAt;
        other.variables.putAll(otherVariables);
        return other;
    }

    /** The template that the encoder uses. */
    TemplateChoice choice(Tokenizer tokenizer) {
        return TemplateNames.find(templateName(), tokenizer).choice();
    }

    /**
     * What was asked for, whether or not it goes together.
     *
     * @throws CommandFailure where there is no such template; names it
     */
    EncodingOptions options(Tokenizer tokenizer) {
        return options(TemplateNames.find(templateName(), tokenizer).choice());
    }

    private EncodingOptions options(TemplateChoice choice) {
        return new EncodingOptions(choice, policy(choice), variables()).at(renderedAt);
    }

    private String templateName() {
        if (template != null) {
            return template;
        }
        return mask instanceof MaskPolicy.RoleMarks
                ? TemplateNames.ROLE_MARKS
                : TemplateNames.MODEL;
    }

    private MaskPolicy policy(TemplateChoice choice) {
        if (mask != null) {
            return mask;
        }
        return choice instanceof TemplateChoice.RoleMarks
                ? new MaskPolicy.RoleMarks()
                : new MaskPolicy.Assistant();
    }

    /** The values of {@code --var}. */
    Map<String, Object> variables() {
        Map<String, Object> values = new LinkedHashMap<>();
        variables.forEach((name, text) -> values.put(name, new VariableText(text).value()));
        return values;
    }
}
