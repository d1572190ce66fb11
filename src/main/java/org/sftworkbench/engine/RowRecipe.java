package org.sftworkbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.run.RecordedTemplate;
import org.sftworkbench.run.RunException;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.template.ChatTemplate;

/**
 * How the rows of a run became tokens, as its record keeps it, so that they can be made again.
 *
 * @param template the rows were rendered with
 * @param policy {@code rows} ({@code conversations} or {@code ids}), {@code mask}, {@code
 *     variables} of the template, {@code columns} that are named otherwise, and {@code rendered_at}
 *     where the template tells the time
 */
public record RowRecipe(RecordedTemplate template, ObjectNode policy) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLE_MARKS = "role-marks";
    private static final String RENDERED_AT = "rendered_at";

    /** Of rows that were tokens already. */
    public static RowRecipe ofIds() {
        return new RowRecipe(RecordedTemplate.NONE, JSON.createObjectNode().put("rows", "ids"));
    }

    /**
     * Of conversations.
     *
     * @param templateName what the template is called
     */
    public static RowRecipe of(
            String templateName, EncodingOptions options, ColumnMapping columns) {
        ObjectNode policy =
                JSON.createObjectNode()
                        .put("rows", "conversations")
                        .put("mask", options.policy().text());
        policy.set("variables", JSON.valueToTree(options.variables()));
        policy.set("columns", JSON.valueToTree(columns.columns()));
        Map<String, String> sources = options.template().sources();
        if (sources.values().stream().anyMatch(ChatTemplate::tellsTime)) {
            options.renderedAt().ifPresent(time -> policy.put(RENDERED_AT, time.toString()));
        }
        return new RowRecipe(recorded(templateName, options.template()), policy);
    }

    private static RecordedTemplate recorded(String name, TemplateChoice choice) {
        if (choice instanceof TemplateChoice.Jinja jinja) {
            return RecordedTemplate.of(name, jinja.source());
        }
        return choice instanceof TemplateChoice.Named named
                ? RecordedTemplate.of(name, named.sources())
                : RecordedTemplate.of(ROLE_MARKS, "");
    }

    /** As a run's record keeps it. */
    public static RowRecipe of(RunRecord record) {
        return new RowRecipe(record.template(), record.policy());
    }

    /** Whether rows were tokens already. */
    public boolean isOfIds() {
        return policy.path("rows").asText("").equals("ids");
    }

    /**
     * How conversations become tokens; what was painted by hand is the data files' to say.
     *
     * @throws org.sftworkbench.data.fault.DataException where the mask policy is unknown
     * @throws RunException where the record says it in a way that is none of ours
     */
    public EncodingOptions options() {
        EncodingOptions options =
                new EncodingOptions(
                        choice(), MaskPolicy.parse(policy.path("mask").asText("")), variables());
        return renderedAt().map(options::at).orElse(options);
    }

    private TemplateChoice choice() {
        if (!template.named().isEmpty()) {
            return new TemplateChoice.Named(template.named());
        }
        return template.name().equals(ROLE_MARKS) && template.text().isEmpty()
                ? new TemplateChoice.RoleMarks()
                : new TemplateChoice.Jinja(template.text());
    }

    private Map<String, Object> variables() {
        JsonNode said = policy.path("variables");
        if (said.isMissingNode()) {
            return Map.of();
        }
        if (!said.isObject()) {
            throw new RunException("policy: \"variables\" is no JSON object");
        }
        return JSON.convertValue(
                said,
                JSON.getTypeFactory()
                        .constructMapType(LinkedHashMap.class, String.class, Object.class));
    }

    /**
     * The time that the template told; empty where it tells none.
     *
     * @throws RunException where the record says it in a way that is none of ours
     */
    public Optional<OffsetDateTime> renderedAt() {
        String time = policy.path(RENDERED_AT).asText("");
        try {
            return time.isEmpty() ? Optional.empty() : Optional.of(OffsetDateTime.parse(time));
        } catch (DateTimeException e) {
            throw new RunException(
                    "policy: \"" + RENDERED_AT + "\" is \"" + time + "\", which is no time", e);
        }
    }

    /** The columns of the data files that are named otherwise. */
    public ColumnMapping columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : policy.path("columns").properties()) {
            columns.put(entry.getKey(), entry.getValue().asText());
        }
        return new ColumnMapping(columns);
    }
}
