package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.prefs.Preferences;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
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
        workbenchFiles = StarterCopy.in(home);
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
