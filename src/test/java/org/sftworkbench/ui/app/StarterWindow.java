package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.prefs.Preferences;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.labels.BatchLayout;
import org.sftworkbench.ui.labels.PaddingSide;
import org.sftworkbench.ui.template.RenderState;

/** The whole window with a real engine, the starter's model and the sample data. */
abstract class StarterWindow extends FxTest {
    /** Where the window's files are. */
    protected WorkbenchFiles workbenchFiles;

    protected Workbench workbench;
    protected Stage stage;

    /**
     * Opens it and waits for the first row.
     *
     * @param home gets copies of the starter and the sample data
     */
    protected void open(Path home) {
        open(StarterCopy.in(home));
    }

    /** The same with files that are there. */
    protected void open(WorkbenchFiles files) {
        workbenchFiles = files;
        workbench = runFx(() -> new Workbench(new LocalEngine(), workbenchFiles, inEnglish()));
        stage = show(workbench.root(), 1360, 860);
        doFx(workbench::openDefaults);
        waitUntil(
                "the model is loaded", () -> workbench.shared().modelInfoProperty().get() != null);
        waitUntil(
                "the first row is rendered",
                () ->
                        workbench.template().stateProperty().get() == RenderState.CURRENT
                                && workbench.template().exampleProperty().get().tokens().size()
                                        > 1);
    }

    /** Has the model score the batch of the labels pane; the scores come later. */
    protected void score() {
        waitUntil("it can be scored", () -> workbench.labels().canScoreProperty().get());
        doFx(workbench.labels()::score);
    }

    /** The same padded on the left, with positions and mask, until the scores are drawn. */
    protected void scorePaddedOnTheLeft() {
        doFx(
                () -> {
                    workbench.labels().form().layoutProperty().set(BatchLayout.PADDED);
                    workbench.labels().form().sideProperty().set(PaddingSide.LEFT);
                    workbench.labels().positionsShownProperty().set(true);
                    workbench.labels().maskShownProperty().set(true);
                });
        score();
        waitUntil(
                "the scores are drawn",
                () ->
                        workbench.labels().gridProperty().get().blocks().get(0).lines().stream()
                                .anyMatch(line -> line.title().equals("NLL")));
    }

    /** Whatever the language of the machine the tests run on. */
    static Preferences inEnglish() {
        Preferences preferences = new MemoryPreferences();
        preferences.put("language", "en");
        return preferences;
    }

    @AfterEach
    void closeTheWindow() {
        doFx(stage::close);
        workbench.close();
    }
}
