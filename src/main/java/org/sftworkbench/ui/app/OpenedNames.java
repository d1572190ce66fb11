package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import org.sftworkbench.engine.ModelInfo;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.ui.common.words.Words;

/** Says in the header which model and which data are open. FX thread only. */
final class OpenedNames {
    private final Words words;
    private final Shown model;
    private final Shown data;

    /**
     * Where it is said.
     *
     * @param choice the menu that opens another
     * @param figures beside it
     */
    record Shown(MenuButton choice, Label figures) {}

    OpenedNames(Words words, Shown model, Shown data) {
        this.words = words;
        this.model = model;
        this.data = data;
    }

    void follow(WorkbenchViewModel view) {
        view.modelDirectoryProperty().addListener((p, old, now) -> showModel(view));
        view.modelInfoProperty().addListener((p, old, now) -> showModel(view));
        view.dataProperty().addListener((p, old, now) -> showData(now));
        words.languageProperty().addListener((p, old, now) -> show(view));
        show(view);
    }

    private void show(WorkbenchViewModel view) {
        showModel(view);
        showData(view.dataProperty().get());
    }

    private void showModel(WorkbenchViewModel view) {
        Path directory = view.modelDirectoryProperty().get();
        if (directory == null) {
            model.choice().setText(words.say("No model"));
            model.figures().setText("");
            return;
        }
        model.choice().setText(ModelDirectory.name(directory));
        model.choice().setTooltip(new Tooltip(directory.toString()));
        ModelInfo info = view.modelInfoProperty().get();
        model.figures().setText(info == null ? "" : figures(info));
    }

    private String figures(ModelInfo info) {
        String whole =
                words.say(
                        "{0}, {1} M parameters, {2}",
                        info.modelType(),
                        String.format(Locale.ROOT, "%.1f", info.parameters() / 1e6),
                        words.tell(info.device()));
        return info.adapted()
                .map(base -> words.say("adapter on {0}, {1}", ModelDirectory.name(base), whole))
                .orElse(whole);
    }

    private void showData(OpenData open) {
        boolean none = open.files().isEmpty();
        data.choice().setText(none ? words.say("No data") : open.title(words));
        data.choice().setTooltip(none ? null : new Tooltip(open.description(words)));
        data.figures().setText(none ? "" : open.figures(words));
    }
}
