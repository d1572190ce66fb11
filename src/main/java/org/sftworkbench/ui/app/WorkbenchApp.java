package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.prefs.Preferences;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.sftworkbench.disk.UserDirectories;
import org.sftworkbench.engine.process.EngineLaunch;
import org.sftworkbench.engine.process.ProcessEngine;
import org.sftworkbench.natives.Flavor;
import org.sftworkbench.run.RunException;
import org.sftworkbench.run.RunStore;
import org.sftworkbench.ui.common.BaseStyles;
import org.sftworkbench.ui.common.FxExecutors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JavaFX application: one window with the workbench in it. */
public final class WorkbenchApp extends Application {
    private static final Logger LOG = LoggerFactory.getLogger(WorkbenchApp.class);
    private static final Duration PAUSE_BEFORE_KEEPING = Duration.ofSeconds(1);

    /** In which the window answers between the panes that are made once it is there. */
    private static final Duration BETWEEN_PANES = Duration.ofMillis(200);

    private Workbench workbench;
    private WindowPlace place;
    private WindowSession session;
    private boolean closing;

    @Override
    public void start(Stage stage) {
        SettingsPlace.choose();
        Preferences preferences = Preferences.userRoot().node("org/sftworkbench");
        WorkbenchFiles files = WorkbenchFiles.find();
        workbench =
                new Workbench(
                        new ProcessEngine(EngineLaunch.reportingTo(UserDirectories.find().logs())),
                        files,
                        preferences);
        // However this process is asked to end, the run that goes on is given the time to be saved.
        Runtime.getRuntime().addShutdownHook(new Thread(workbench::close, "closer at exit"));
        Thread.setDefaultUncaughtExceptionHandler(workbench::unexpected);
        Thread.currentThread().setUncaughtExceptionHandler(workbench::unexpected);
        session =
                new WindowSession(
                        workbench,
                        UserDirectories.find().state(),
                        FxExecutors.daemon("keeping", workbench::unexpected),
                        FxExecutors.fx(),
                        FxExecutors.fxAfter(PAUSE_BEFORE_KEEPING),
                        Clock.systemDefaultZone());
        workbench
                .browseProperty()
                .set(directory -> getHostServices().showDocument(directory.toUri().toString()));
        stage.setTitle("SFT Workbench");
        stage.getIcons().setAll(WindowIcon.sizes());
        place = new WindowPlace(preferences);
        Scene scene = place.restore(stage, workbench.root());
        scene.setFill(new ThemeSetting(preferences).ground());
        BaseStyles.addTo(scene);
        stage.setOnCloseRequest(this::closeRequested);
        stage.show();
        place.insist(stage);
        tidy(files);
        session.start(getParameters().getRaw().stream().map(Path::of).toList());
        workbench.window().panes().makeOthers(FxExecutors.fxAfter(BETWEEN_PANES));
        if (Flavor.ofThisInstallation() == Flavor.CUDA) {
            new CudaQuestion(workbench.cuda(), workbench.words(), preferences).askOnce(stage);
        }
    }

    /** Removes what windows that were killed have left among the runs; nobody waits for it. */
    private void tidy(WorkbenchFiles files) {
        FxExecutors.daemons("tidying", workbench::unexpected)
                .execute(
                        () -> {
                            try {
                                new RunStore(files.runs()).clean();
                            } catch (RunException e) {
                                // Whoever looks at the runs is told that they cannot be read.
                                LOG.warn("The runs cannot be tidied", e);
                            }
                        });
    }

    /** Closes without the FX thread, so that the window can say what it waits for. */
    private void closeRequested(WindowEvent event) {
        event.consume();
        Stage stage = (Stage) event.getSource();
        if (closing) {
            closeAtOnce(stage);
            return;
        }
        if (workbench.isTraining() && !question().stopAndClose(stage)) {
            return;
        }
        closing = true;
        place.remember(stage);
        Runnable leaving = session.leaving();
        workbench.root().setDisable(true);
        stage.setTitle(workbench.words().say("SFT Workbench: stopping …"));
        Thread closer =
                new Thread(
                        () -> {
                            try {
                                leaving.run();
                            } finally {
                                try {
                                    workbench.close();
                                } finally {
                                    Platform.exit();
                                }
                            }
                        },
                        "closer");
        closer.setDaemon(true);
        closer.start();
    }

    /** The engine ends with this process, however it ends. */
    private void closeAtOnce(Stage stage) {
        if (workbench.isTraining() && question().endNow(stage)) {
            LOG.warn("The window is closed without waiting for the run");
            Runtime.getRuntime().halt(0);
        }
    }

    private ClosingQuestion question() {
        return new ClosingQuestion(workbench.words());
    }
}
