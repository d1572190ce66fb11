package org.sftworkbench.ui.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.data.MaskOverrides;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.ui.common.LatestOnly;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.template.MaskPainting;

/**
 * Reads what was painted beside the data files when others are opened. FX thread only; the files
 * are read on the background executor, the one that writes them, so that nothing painted before is
 * missed.
 */
final class PaintedMasks {
    private final WorkbenchViewModel shared;
    private final MaskPainting painting;
    private final LatestOnly latest;

    PaintedMasks(
            WorkbenchViewModel shared, MaskPainting painting, Executor background, Executor fx) {
        this.shared = shared;
        this.painting = painting;
        this.latest = new LatestOnly(background, fx);
    }

    /** Reads beside every data file that is opened from now on. */
    void follow() {
        shared.dataProperty().addListener((p, old, now) -> opened(old, now));
    }

    private void opened(OpenData before, OpenData now) {
        if (before.opening() == now.opening()) {
            return;
        }
        painting.awaitKept();
        latest.submit(() -> read(now.files()));
    }

    private Runnable read(List<OpenFile> files) {
        MaskOverrides painted = MaskOverrides.NONE;
        List<String> broken = new ArrayList<>();
        for (OpenFile file : files) {
            try {
                painted = painted.and(MaskOverrideFile.beside(file.file()).read());
            } catch (DataException e) {
                broken.add(e.getMessage());
            }
        }
        MaskOverrides all = painted;
        return () -> {
            painting.take(all);
            if (!broken.isEmpty()) {
                shared.problemProperty().set(Problem.warning(String.join("\n", broken)));
            }
        };
    }
}
