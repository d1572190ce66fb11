package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.beans.binding.Bindings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.template.MaskPainting;
import org.sftworkbench.ui.template.TemplateViewModel;

/** What was painted beside data comes back with them, and is never painted over unseen. */
class PaintedMasksTest {
    @TempDir private Path directory;

    private final WorkbenchViewModel shared =
            new WorkbenchViewModel(new FakeEngine(), Runnable::run, Runnable::run, Words.english());
    private final TemplateViewModel template =
            new TemplateViewModel(Words.english(), Runnable::run, Runnable::run, Runnable::run);
    private final Deque<Runnable> reading = new ArrayDeque<>();

    @Test
    void paintingWaitsUntilItIsReadWhatWasPaintedBefore() {
        Path data = directory.resolve("rows.jsonl");
        Rows.inFile(data, Rows.row(1, "Hi", "Hello dear you"));
        template.tokenizerProperty().set(new WordTokenizer());
        Bindings.bindContent(template.rows(), shared.rows());
        MaskPainting painting = template.painting();
        new PaintedMasks(shared, painting, reading::add, Runnable::run).follow();

        shared.openData(List.of(data));
        reading.remove().run();
        painting.paint(0, 1, !trained(0));
        assertThat(painting.paintedCount()).isEqualTo(1);

        shared.openData(List.of(data));
        assertThat(painting.hindranceProperty().get()).contains("still being read");
        painting.paint(1, 2, !trained(1));
        assertThat(painting.paintedCount()).isZero();
        reading.remove().run();
        assertThat(painting.isPainted(0)).isTrue();
        painting.paint(1, 2, !trained(1));
        assertThat(MaskOverrideFile.beside(data).read())
                .isEqualTo(painting.overridesProperty().get());
        assertThat(painting.paintedCount()).isEqualTo(2);
    }

    private boolean trained(int token) {
        return template.exampleProperty().get().example().trained()[token];
    }
}
