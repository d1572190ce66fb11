package org.sftworkbench.ui.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.data.AttentionBlocks;
import org.sftworkbench.data.RowLoss;
import org.sftworkbench.ui.common.VisibleText;
import org.sftworkbench.ui.common.words.Words;

/** Which tokens of a row of the batch see which, and what leaks where nothing keeps rows apart. */
public final class AttentionViewModel {
    private final Words words;
    private final ObservableList<String> titles = FXCollections.observableArrayList();
    private final IntegerProperty row = new SimpleIntegerProperty(this, "row", 0);
    private final BooleanProperty leakShown = new SimpleBooleanProperty(this, "leakShown", false);
    private final ObjectProperty<AttentionCell> pointed =
            new SimpleObjectProperty<>(this, "pointed");
    private final ReadOnlyObjectWrapper<AttentionPicture> picture =
            new ReadOnlyObjectWrapper<>(this, "picture", AttentionPicture.EMPTY);
    private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper(this, "counts", "");
    private final ReadOnlyStringWrapper leak = new ReadOnlyStringWrapper(this, "leak", "");
    private final ReadOnlyStringWrapper explanation =
            new ReadOnlyStringWrapper(this, "explanation", "");

    private LabelBatch batch = LabelBatch.EMPTY;
    private List<RowReading> apart = List.of();
    private List<RowReading> together = List.of();
    private PartNames names;

    AttentionViewModel(Words words) {
        this.words = words;
        row.addListener((p, old, now) -> draw());
        leakShown.addListener((p, old, now) -> draw());
        pointed.addListener((p, old, now) -> explain());
    }

    /**
     * @param apart what a model made of each row; empty for none
     * @param together the same with rows of a sequence that see each other; empty for none
     */
    void show(
            LabelBatch shown,
            List<RowReading> apart,
            List<RowReading> together,
            PartNames partNames) {
        this.batch = shown;
        this.apart = apart;
        this.together = together;
        this.names = partNames;
        List<String> now = new ArrayList<>();
        for (int r = 0; r < shown.rows().size(); r++) {
            now.add(partNames.of(shown, r));
        }
        int kept = row.get();
        if (!titles.equals(now)) {
            titles.setAll(now);
        }
        row.set(Math.max(0, Math.min(now.size() - 1, kept)));
        draw();
    }

    private void draw() {
        if (row.get() < 0 || row.get() >= batch.rows().size()) {
            picture.set(AttentionPicture.EMPTY);
            counts.set("");
            leak.set("");
            explain();
            return;
        }
        AttentionBlocks now = batch.rows().get(row.get()).attention();
        picture.set(drawn(batch.rows().get(row.get()), now));
        counts.set(countsOf(now));
        leak.set(leakOf(now));
        explain();
    }

    private AttentionPicture drawn(LabelRow line, AttentionBlocks now) {
        List<String> tokens = new ArrayList<>();
        for (int t = 0; t < line.length(); t++) {
            tokens.add(line.isPadding(t) ? "pad" : VisibleText.of(line.token(t).text()));
        }
        return new AttentionPicture(
                now, leakShown.get(), tokens, line.parts().stream().map(names::shortOf).toList());
    }

    private String countsOf(AttentionBlocks now) {
        String seen = whole(now.pairs());
        String plain = whole(now.pairs() + now.leakedPairs());
        return now.blocks().size() == 1
                ? words.say(
                        "{0} tokens in 1 row: {1} pairs see each other, of {2} that a plain causal"
                                + " mask lets through.",
                        now.tokens(), seen, plain)
                : words.say(
                        "{0} tokens in {1} rows: {2} pairs see each other, of {3} that a plain"
                                + " causal mask lets through.",
                        now.tokens(), now.blocks().size(), seen, plain);
    }

    private String leakOf(AttentionBlocks now) {
        if (now.blocks().size() < 2) {
            return batch.settings().layout() == BatchLayout.PADDED
                    ? words.say(
                            "Nothing can leak: rows of a padded batch are rows of the tensor, and"
                                    + " padding is masked.")
                    : words.say("Nothing can leak: there is one row here.");
        }
        String pairs =
                words.say(
                        "Without the block mask {0} pairs leak, {1} % of all: tokens that see rows"
                                + " they have nothing to do with.",
                        whole(now.leakedPairs()),
                        percent(now.leakedPairs(), now.pairs() + now.leakedPairs()));
        if (apart.isEmpty() || together.isEmpty()) {
            return pairs + " " + words.say("Score the batch to see what that does to the loss.");
        }
        RowLoss kept = loss(apart);
        RowLoss leaked = loss(together);
        return pairs
                + " "
                + words.say(
                        "Loss of the batch {0} with the block mask, {1} without: {2}.",
                        number("%.3f", kept.mean()),
                        number("%.3f", leaked.mean()),
                        number("%+.3f", leaked.mean() - kept.mean()));
    }

    private RowLoss loss(List<RowReading> readings) {
        List<RowLoss> all = new ArrayList<>();
        for (int r = 0; r < batch.rows().size(); r++) {
            LabelRow line = batch.rows().get(r);
            for (RowPart part : line.parts()) {
                all.add(new RowLoss(readings.get(r).nllOf(line, part), part.supervisedTokens()));
            }
        }
        return RowLoss.sum(all);
    }

    private void explain() {
        AttentionCell at = pointed.get();
        AttentionBlocks now = picture.get().blocks();
        if (at == null || at.query() >= now.size() || at.key() >= now.size()) {
            explanation.set("");
            return;
        }
        explanation.set(sentence(now, at.query(), at.key()));
    }

    private String sentence(AttentionBlocks now, int i, int j) {
        if (now.blockAt(i) < 0 || now.blockAt(j) < 0) {
            return words.say(
                    "Position {0} is padding: its attention mask is 0, so no token sees it.",
                    now.blockAt(i) < 0 ? i : j);
        }
        if (now.sees(i, j)) {
            return words.say("{0} sees {1}.", named(now, i), inSentence(now, j));
        }
        if (j > i) {
            return words.say(
                    "{0} does not see {1}, which comes later: attention looks left only.",
                    named(now, i), inSentence(now, j));
        }
        return leakShown.get()
                ? words.say(
                        "{0} would see {1}, a token of another row, if only a causal mask stood"
                                + " between them.",
                        named(now, i), inSentence(now, j))
                : words.say(
                        "{0} does not see {1}: they belong to different rows.",
                        named(now, i), inSentence(now, j));
    }

    private String named(AttentionBlocks now, int t) {
        return named(Words.key("Token {0} ‘{1}’ of {2}"), now, t);
    }

    private String inSentence(AttentionBlocks now, int t) {
        return named(Words.key("token {0} ‘{1}’ of {2}"), now, t);
    }

    private String named(String sentence, AttentionBlocks now, int t) {
        LabelRow line = batch.rows().get(row.get());
        return words.say(
                sentence,
                t - now.blocks().get(now.blockAt(t)).start(),
                VisibleText.of(line.token(t).text()),
                names.of(line.partAt(t).orElseThrow()));
    }

    private static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String percent(long part, long all) {
        return String.format(Locale.ROOT, "%.1f", 100.0 * part / all);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** The rows of the batch, of which one is drawn. */
    public ObservableList<String> titles() {
        return titles;
    }

    /** The row of the batch that is drawn, from 0. */
    public IntegerProperty rowProperty() {
        return row;
    }

    /** Whether cells are marked that only the block mask keeps dark. */
    public BooleanProperty leakShownProperty() {
        return leakShown;
    }

    /** The cell that is explained, or null. */
    public ObjectProperty<AttentionCell> pointedProperty() {
        return pointed;
    }

    /** What is drawn. */
    ReadOnlyObjectProperty<AttentionPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** How many pairs of tokens see each other. */
    public ReadOnlyStringProperty countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** How many would in vain, and what that costs. */
    public ReadOnlyStringProperty leakProperty() {
        return leak.getReadOnlyProperty();
    }

    /** Who sees whom at the pointed cell; empty where none is pointed at. */
    public ReadOnlyStringProperty explanationProperty() {
        return explanation.getReadOnlyProperty();
    }
}
