package org.sftworkbench.ui.labels;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.ui.common.words.Words;

/**
 * Names rows of a batch and the dataset rows in them.
 *
 * @param places names a dataset row with its file, in English
 */
record PartNames(Words words, Function<DataRow, String> places) {
    String of(RowPart part) {
        return words.tell(places.apply(part.row()));
    }

    /** By its number in its file, where there is little room. */
    String shortOf(RowPart part) {
        return words.say("row {0}", part.row().number());
    }

    /**
     * @param r row of the batch, from 0
     */
    String of(LabelBatch batch, int r) {
        LabelRow row = batch.rows().get(r);
        String numbers =
                row.parts().stream()
                        .map(part -> Integer.toString(part.row().number()))
                        .collect(Collectors.joining(", "));
        return switch (batch.settings().layout()) {
            case PADDED -> of(row.parts().get(0));
            case PADDING_FREE -> words.say("Rows {0} end to end", numbers);
            case PACKED ->
                    row.parts().size() == 1
                            ? words.say("Pack {0}: row {1}", r + 1, numbers)
                            : words.say("Pack {0}: rows {1}", r + 1, numbers);
        };
    }
}
