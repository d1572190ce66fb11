package org.sftworkbench.ui.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;

/**
 * The tensors are those that transformers 5.18 and TRL 1.13 make of the same twelve rows, with a
 * maximum length of 16 and pad id 0: {@code DataCollatorForSeq2Seq}, {@code
 * DataCollatorWithFlattening}, {@code pack_dataset(strategy="bfd")} and TRL's padding-free
 * collator.
 */
class CollatorGoldenTest {
    private static JsonNode golden;
    private static List<DataRow> rows;
    private static BatchMaker maker;

    @BeforeAll
    static void readGolden() throws Exception {
        golden =
                new ObjectMapper()
                        .readTree(
                                Path.of("src/test/resources/golden/collators/collators.json")
                                        .toFile());
        WordTokenizer tokenizer = new WordTokenizer();
        for (int i = 0; tokenizer.size() < 260; i++) {
            tokenizer.id("w" + i);
        }
        maker = new BatchMaker(tokenizer, Rows.CHATML, Rows::place);
        rows = new ArrayList<>();
        for (JsonNode row : golden.get("rows")) {
            LabelledExample example =
                    LabelledExample.ofAlignedLabels(ints(row, "input_ids"), ints(row, "labels"));
            int number = rows.size() + 1;
            rows.add(new DataRow(number, number, new RowContent.PreTokenized(example), Map.of()));
        }
    }

    @Test
    void rightPaddingIsThatOfDataCollatorForSeq2Seq() {
        LabelBatch batch =
                maker.make(
                        rows,
                        Settings.cut(PaddingSide.RIGHT, 16, LengthPolicy.Overlong.KEEP_START));

        agree(batch.rows(), golden.get("seq2seq_right"));
    }

    @Test
    void leftPaddingIsThatOfDataCollatorForSeq2Seq() {
        LabelBatch batch =
                maker.make(
                        rows, Settings.cut(PaddingSide.LEFT, 16, LengthPolicy.Overlong.KEEP_START));

        agree(batch.rows(), golden.get("seq2seq_left"));
    }

    @Test
    void truncationKeepsTheEndThatTrlKeeps() {
        for (LengthPolicy.Overlong kept :
                List.of(LengthPolicy.Overlong.KEEP_START, LengthPolicy.Overlong.KEEP_END)) {
            LabelBatch batch = maker.make(rows, Settings.cut(PaddingSide.RIGHT, 16, kept));
            JsonNode expected =
                    golden.get(
                            kept == LengthPolicy.Overlong.KEEP_START ? "keep_start" : "keep_end");
            for (int r = 0; r < rows.size(); r++) {
                RowPart part = batch.rows().get(r).parts().get(0);
                assertThat(part.annotated().example().inputIds())
                        .isEqualTo(ints(expected.get(r), "input_ids"));
                assertThat(part.annotated().example().alignedLabels())
                        .isEqualTo(ints(expected.get(r), "labels"));
            }
        }
    }

    @Test
    void paddingFreeIsThatOfDataCollatorWithFlattening() {
        BatchSettings settings =
                new BatchSettings(
                        BatchLayout.PADDING_FREE,
                        PaddingSide.RIGHT,
                        new LengthPolicy(16, LengthPolicy.Overlong.KEEP_START));

        agree(maker.make(rows, settings).rows(), golden.get("flattening"));
    }

    @Test
    void packsHoldTheRowsThatTrlPacksTogether() {
        LabelBatch batch = maker.make(rows, Settings.packed(16));
        JsonNode expected = golden.get("pack_dataset_bfd");
        assertThat(batch.rows()).hasSize(expected.size());
        List<List<List<Integer>>> ours =
                batch.rows().stream().map(CollatorGoldenTest::rowsOf).sorted(byText()).toList();
        List<List<List<Integer>>> theirs =
                StreamSupport.stream(expected.spliterator(), false)
                        .map(CollatorGoldenTest::rowsOf)
                        .sorted(byText())
                        .toList();
        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    void aPacksLabelsAndPositionsAreThoseOfTrlsCollator() {
        List<LabelRow> packs = maker.make(rows, Settings.packed(16)).rows();
        int compared = 0;
        for (JsonNode pack : golden.get("trl_padding_free_of_each_pack")) {
            // TRL lays the rows of a pack the longest first; a pack of one is the same either way.
            List<LabelRow> same =
                    packs.stream()
                            .filter(p -> equal(p.inputIds(), pack.get("input_ids").get(0)))
                            .toList();
            for (LabelRow row : same) {
                agree(List.of(row), pack);
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(4);
    }

    private static Comparator<List<List<Integer>>> byText() {
        return Comparator.comparing(Object::toString);
    }

    /** The rows of a pack, in an order that does not depend on how they lie. */
    private static List<List<Integer>> rowsOf(LabelRow pack) {
        List<List<Integer>> found = new ArrayList<>();
        for (RowPart part : pack.parts()) {
            List<Integer> ids = new ArrayList<>();
            for (int t = part.start(); t < part.end(); t++) {
                ids.add(pack.inputIds()[t]);
            }
            found.add(ids);
        }
        found.sort(Comparator.comparing(Object::toString));
        return found;
    }

    private static List<List<Integer>> rowsOf(JsonNode pack) {
        List<List<Integer>> found = new ArrayList<>();
        int at = 0;
        for (JsonNode length : pack.get("seq_lengths")) {
            List<Integer> ids = new ArrayList<>();
            for (int t = at; t < at + length.asInt(); t++) {
                ids.add(pack.get("input_ids").get(t).asInt());
            }
            found.add(ids);
            at += length.asInt();
        }
        found.sort(Comparator.comparing(Object::toString));
        return found;
    }

    private static void agree(List<LabelRow> ours, JsonNode tensors) {
        assertThat(ours).hasSize(tensors.get("input_ids").size());
        for (int r = 0; r < ours.size(); r++) {
            LabelRow row = ours.get(r);
            assertThat(row.inputIds()).isEqualTo(ints(tensors.get("input_ids").get(r)));
            assertThat(row.alignedLabels()).isEqualTo(ints(tensors.get("labels").get(r)));
            if (tensors.has("attention_mask")) {
                assertThat(row.attentionMask())
                        .isEqualTo(ints(tensors.get("attention_mask").get(r)));
            }
            if (tensors.has("position_ids")) {
                assertThat(row.positionIds()).isEqualTo(ints(tensors.get("position_ids").get(r)));
            }
        }
    }

    private static boolean equal(int[] ids, JsonNode list) {
        return Arrays.equals(ids, ints(list));
    }

    private static int[] ints(JsonNode row, String key) {
        return ints(row.get(key));
    }

    private static int[] ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
    }
}
