package org.sftworkbench.ui.session;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.sftworkbench.session.KeptPreset;
import org.sftworkbench.session.PresetFile;
import org.sftworkbench.session.SessionException;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.train.OwnPresets;
import org.sftworkbench.ui.train.TrainViewModel;

/**
 * Keeps the user's own presets of the training pane in a file: every choice as it stands, but for
 * the device, which is the machine's. FX thread only.
 */
public final class KeptPresets implements OwnPresets.Shelf {
    private final OwnPresets presets;
    private final PresetFile file;
    private final Executor keeping;
    private final Executor fx;
    private final KeptSettings choices = new KeptSettings();
    private List<KeptPreset> all = List.of();

    private KeptPresets(OwnPresets presets, PresetFile file, Executor keeping, Executor fx) {
        this.presets = presets;
        this.file = file;
        this.keeping = keeping;
        this.fx = fx;
    }

    /**
     * Brings those that were kept before, and keeps what is made from now on.
     *
     * @param keeping reads and writes the file
     */
    public static void of(TrainViewModel train, PresetFile file, Executor keeping, Executor fx) {
        KeptPresets shelf = new KeptPresets(train.presets(), file, keeping, fx);
        new PaneSettings(shelf.choices).keep(train);
        train.presets().keepOn(shelf);
        BackgroundTask.of(file::read)
                .onSuccess(
                        found -> {
                            shelf.show(found.presets());
                            found.remark().map(Problem::warning).ifPresent(shelf::tell);
                        })
                .start(keeping, fx);
    }

    @Override
    public void save(String name) {
        Map<String, String> values = new TreeMap<>(choices.values());
        values.remove(PaneSettings.DEVICE);
        KeptPreset preset = new KeptPreset(name, values);
        change(() -> file.put(preset));
    }

    @Override
    public void remove(String name) {
        change(() -> file.remove(name));
    }

    private void change(Callable<List<KeptPreset>> change) {
        BackgroundTask.of(change)
                .onSuccess(
                        kept -> {
                            show(kept);
                            tell(null);
                        })
                .onError(SessionException.class, e -> tell(Problem.of(e)))
                .start(keeping, fx);
    }

    private void show(List<KeptPreset> kept) {
        all = kept;
        presets.names().setAll(kept.stream().map(KeptPreset::name).toList());
    }

    private void tell(Problem problem) {
        presets.problemProperty().set(problem);
    }

    @Override
    public void use(String name) {
        all.stream()
                .filter(preset -> preset.name().equals(name))
                .findFirst()
                .ifPresent(preset -> choices.restore(preset.settings()));
    }
}
