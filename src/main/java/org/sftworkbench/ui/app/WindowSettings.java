package org.sftworkbench.ui.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Parent;
import org.sftworkbench.ui.session.KeptSettings;
import org.sftworkbench.ui.session.PaneLayout;
import org.sftworkbench.ui.session.PaneSettings;

/** Gathers the settings of this window that are kept: its own, and those of its panes. */
final class WindowSettings {
    /** What the names of those begin with that a model offers defaults for. */
    static final String OFFERED_BY_MODEL = PaneSettings.OFFERED_BY_MODEL;

    /** The fine-tuned model of the chat, which has to be looked for before it is chosen again. */
    static final String TUNED = "chat.tuned";

    private final KeptSettings settings = new KeptSettings();

    WindowSettings(Workbench workbench) {
        WorkbenchWindow window = workbench.window();
        settings.choice("window.section", window.sectionProperty(), Section.class);
        settings.text("window.interrupted", workbench.train().interrupted().seenProperty());
        settings.text("window.run", workbench.train().interrupted().leftProperty());
        PaneSettings panes = new PaneSettings(settings);
        panes.keep(workbench.template());
        panes.keep(workbench.labels());
        panes.keep(workbench.train());
        panes.keep(workbench.chat());
        settings.add(
                TUNED,
                () ->
                        Optional.ofNullable(workbench.chat().tuned().directoryProperty().get())
                                .map(path -> path.toAbsolutePath().normalize().toString()),
                text -> {},
                workbench.chat().tuned().directoryProperty());
        PaneLayout layout = new PaneLayout(settings);
        for (Section section :
                Arrays.asList(
                        Section.TEMPLATE,
                        Section.LABELS,
                        Section.TRAIN,
                        Section.CHAT,
                        Section.MODELS)) {
            Optional.ofNullable(window.pane(section))
                    .filter(Parent.class::isInstance)
                    .map(Parent.class::cast)
                    .ifPresent(pane -> layout.keep(section.name().toLowerCase(Locale.ROOT), pane));
        }
    }

    KeptSettings settings() {
        return settings;
    }
}
