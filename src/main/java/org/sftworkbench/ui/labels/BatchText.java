package org.sftworkbench.ui.labels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A batch as text: lists as Python writes them, or all tensors as JSON, to be held against what
 * another collator makes of the same rows.
 */
final class BatchText {
    private final LabelBatch batch;

    BatchText(LabelBatch batch) {
        this.batch = batch;
    }

    /** A tensor that can be copied. */
    enum Tensor {
        INPUT_IDS,
        ATTENTION_MASK,
        POSITION_IDS,
        LABELS
    }

    /**
     * A list of one row's values.
     *
     * @param r row of the batch, from 0
     */
    String row(Tensor tensor, LabelConvention convention, int r) {
        return Arrays.toString(values(tensor, convention).apply(batch.rows().get(r)));
    }

    /** A list of lists, a row of the batch each. */
    String all(Tensor tensor, LabelConvention convention) {
        Function<LabelRow, int[]> values = values(tensor, convention);
        return batch.rows().stream()
                .map(row -> Arrays.toString(values.apply(row)))
                .collect(Collectors.joining(",\n ", "[", "]"));
    }

    private static Function<LabelRow, int[]> values(Tensor tensor, LabelConvention convention) {
        return switch (tensor) {
            case INPUT_IDS -> LabelRow::inputIds;
            case ATTENTION_MASK -> LabelRow::attentionMask;
            case POSITION_IDS -> LabelRow::positionIds;
            case LABELS -> row -> row.labels(convention);
        };
    }

    /**
     * A JSON object with the names that transformers and TRL use. {@code labels} are aligned, as
     * both expect them, and {@code shifted_labels} what the notes' loop takes; {@code seq_lengths}
     * are those of the dataset rows in each row of the batch, as TRL's {@code pack_dataset} gives.
     */
    String json() {
        Map<String, Object> object = new LinkedHashMap<>();
        BatchSettings settings = batch.settings();
        object.put("layout", settings.layout().name().toLowerCase(Locale.ROOT));
        if (settings.layout() == BatchLayout.PACKED) {
            object.put("packing_strategy", settings.packing().name().toLowerCase(Locale.ROOT));
        }
        object.put("padding_side", settings.side().name().toLowerCase(Locale.ROOT));
        object.put("max_length", settings.length().maxLength());
        object.put("truncation_mode", settings.length().overlong().name().toLowerCase(Locale.ROOT));
        object.put("input_ids", rows(LabelRow::inputIds));
        object.put("attention_mask", rows(LabelRow::attentionMask));
        object.put("position_ids", rows(LabelRow::positionIds));
        object.put("labels", rows(LabelRow::alignedLabels));
        object.put("shifted_labels", rows(LabelRow::shiftedLabels));
        object.put("seq_lengths", parts(RowPart::length));
        object.put("dataset_rows", parts(part -> part.row().number()));
        return written(object);
    }

    private List<int[]> rows(Function<LabelRow, int[]> values) {
        return batch.rows().stream().map(values).toList();
    }

    private List<List<Integer>> parts(Function<RowPart, Integer> value) {
        List<List<Integer>> all = new ArrayList<>();
        batch.rows().forEach(row -> all.add(row.parts().stream().map(value).toList()));
        return all;
    }

    /** A line a key, so that a tensor can be found by eye. */
    private static String written(Map<String, Object> object) {
        ObjectMapper json = new ObjectMapper();
        List<String> lines = new ArrayList<>();
        object.forEach(
                (key, value) -> {
                    try {
                        lines.add("  \"" + key + "\": " + json.writeValueAsString(value));
                    } catch (JsonProcessingException e) {
                        throw new IllegalStateException(e);
                    }
                });
        return "{\n" + String.join(",\n", lines) + "\n}\n";
    }
}
