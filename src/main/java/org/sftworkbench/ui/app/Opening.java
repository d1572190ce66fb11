package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * Opens what is dropped on the window, double-clicked or named on the command line. FX thread only.
 */
final class Opening {
    private final WorkbenchViewModel shared;
    private final Consumer<RunDirectory> onRun;
    private final Executor background;
    private final Executor fx;
    private final Words words;

    /**
     * @param onRun shows a run among the past ones
     */
    Opening(
            WorkbenchViewModel shared,
            Consumer<RunDirectory> onRun,
            Executor background,
            Executor fx,
            Words words) {
        this.shared = shared;
        this.onRun = onRun;
        this.background = background;
        this.fx = fx;
        this.words = words;
    }

    /** Opens a run, a model directory, data files, or the latter two; says why where it is none. */
    void open(List<Path> paths) {
        if (!paths.isEmpty()) {
            BackgroundTask.of(() -> OpenTarget.of(paths))
                    .onSuccess(this::open)
                    .start(background, fx);
        }
    }

    private void open(OpenTarget target) {
        if (target instanceof OpenTarget.Run run) {
            onRun.accept(run.directory());
        } else if (target instanceof OpenTarget.Model model) {
            shared.openModel(model.directory());
        } else if (target instanceof OpenTarget.Data data) {
            shared.openData(data.files());
        } else if (target instanceof OpenTarget.ModelAndData both) {
            shared.openModel(both.model());
            shared.openData(both.files());
        } else if (target instanceof OpenTarget.LostMarker lost) {
            warn(
                    words.say(
                            "{0} lies in no run. Open the one in the run’s own directory.",
                            lost.file()));
        } else {
            warn(
                    words.say(
                            "A run is opened by itself; a model directory and data files alone or"
                                    + " together."));
        }
    }

    private void warn(String why) {
        shared.problemProperty().set(Problem.warning(why));
    }
}
