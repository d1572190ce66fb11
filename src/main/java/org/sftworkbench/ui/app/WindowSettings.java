package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.sftworkbench.ui.chat.ChatSide;
import org.sftworkbench.ui.session.KeptSettings;
import org.sftworkbench.ui.session.PaneLayout;
import org.sftworkbench.ui.session.PaneSettings;
import org.sftworkbench.ui.train.LastRun;

/** Gathers the settings of this window that are kept: its own, and those of its panes. */
final class WindowSettings {
    /** What the names of those begin with that a model offers defaults for. */
    static final String OFFERED_BY_MODEL = PaneSettings.OFFERED_BY_MODEL;

    /** The fine-tuned model of the chat, which has to be looked for before it is chosen again. */
    static final String TUNED = "chat.tuned";

    /** The model that the chat asks in place of the window's; looked for likewise. */
    static final String ASKED = "chat.base";

    private final KeptSettings settings = new KeptSettings();

    WindowSettings(Workbench workbench) {
        WorkbenchWindow window = workbench.window();
        settings.choice("window.section", window.sectionProperty(), Section.class);
        settings.text("window.interrupted", workbench.train().interrupted().seenProperty());
        settings.text("window.run", workbench.train().interrupted().leftProperty());
        LastRun last = new LastRun(workbench.train().runs(), workbench.train().run());
        settings.add(
                "window.charts",
                () -> Optional.of(last.directoryProperty().get()).filter(run -> !run.isEmpty()),
                last::restore,
                last.directoryProperty());
        PaneSettings panes = new PaneSettings(settings);
        panes.keep(workbench.template());
        panes.keep(workbench.labels());
        panes.keep(workbench.train());
        panes.keep(workbench.chat());
        ChatSide asked = workbench.chat().base();
        keep(ASKED, asked, () -> asked.isOffered() ? null : asked.directoryProperty().get());
        ChatSide tuned = workbench.chat().tuned();
        keep(TUNED, tuned, tuned.directoryProperty()::get);
        PaneLayout layout = new PaneLayout(settings);
        window.panes().onMade((section, pane) -> keep(layout, section, pane));
    }

    /** Keeps the arrangement of a pane, which takes up what was kept of it. */
    private void keep(PaneLayout layout, Section section, Node pane) {
        if (section != Section.LEARN && pane instanceof Parent parent) {
            layout.keep(section.name().toLowerCase(Locale.ROOT), parent);
        }
    }

    /** Keeps the model of a side of the chat; it is brought back by who finds it on the disk. */
    private void keep(String name, ChatSide side, Supplier<Path> model) {
        settings.add(
                name,
                () ->
                        Optional.ofNullable(model.get())
                                .map(path -> path.toAbsolutePath().normalize().toString()),
                text -> {},
                side.directoryProperty());
    }

    KeptSettings settings() {
        return settings;
    }
}
