package org.sftworkbench.ui.app;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.SmallFile;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * Opens what is dropped on the window, double-clicked or named on the command line. FX thread only.
 */
final class Opening {
    /** In bytes; the longest templates that models have are a hundredth of it. */
    private static final int LARGEST_TEMPLATE = 1_000_000;

    private final WorkbenchViewModel shared;
    private final Consumer<RunDirectory> onRun;
    private final Predicate<String> onTemplate;
    private final Executor background;
    private final Executor fx;
    private final Words words;
    private Problem said;

    /**
     * @param onRun shows a run among the past ones
     * @param onTemplate takes a chat template's source to be edited; false where there is no place
     *     for it
     */
    Opening(
            WorkbenchViewModel shared,
            Consumer<RunDirectory> onRun,
            Predicate<String> onTemplate,
            Executor background,
            Executor fx,
            Words words) {
        this.shared = shared;
        this.onRun = onRun;
        this.onTemplate = onTemplate;
        this.background = background;
        this.fx = fx;
        this.words = words;
    }

    /**
     * Opens a run, a chat template, a model directory, data files, or the latter two; says why
     * where it is none.
     */
    void open(List<Path> paths) {
        if (!paths.isEmpty()) {
            takeBack();
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
        } else if (target instanceof OpenTarget.Template template) {
            read(template.file());
        } else if (target instanceof OpenTarget.LostMarker lost) {
            warn(
                    words.say(
                            "{0} lies in no run. Open the one in the run’s own directory.",
                            lost.file()));
        } else {
            warn(
                    words.say(
                            "A run is opened by itself, and so is a chat template; a model"
                                    + " directory and data files alone or together."));
        }
    }

    private void read(Path template) {
        BackgroundTask.of(() -> SmallFile.text(template, LARGEST_TEMPLATE))
                .onSuccess(source -> take(template, source))
                .onError(IOException.class, e -> warn(unreadable(template, e)))
                .start(background, fx);
    }

    private static String unreadable(Path template, IOException why) {
        return why instanceof NoSuchFileException
                ? template + ": no such file"
                : template + ": cannot be read: " + DurableFiles.why(why);
    }

    private void take(Path template, String source) {
        if (!onTemplate.test(source)) {
            warn(
                    words.say(
                            "There is no template source to put {0} into. Choose a Jinja template"
                                    + " first.",
                            template));
        }
    }

    private void warn(String why) {
        said = Problem.warning(why);
        shared.problemProperty().set(said);
    }

    /** What was said of the last attempt says nothing of the next. */
    private void takeBack() {
        if (said != null && said.equals(shared.problemProperty().get())) {
            shared.problemProperty().set(null);
        }
        said = null;
        shared.takeBackRefusal();
    }
}
