package org.sftworkbench.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.NoLocksException;
import org.sftworkbench.disk.ProcessLock;

/**
 * The file of the presets that the user has made. It is read anew before each change, so that what
 * another window has added stays. Background thread.
 */
public final class PresetFile {
    private final Path file;
    private final Path lock;
    private final KeptJson<Content> json = KeptJson.exact(Content.class);

    /**
     * @param directory made when something is first kept
     */
    public PresetFile(Path directory) {
        file = directory.resolve("presets.json");
        lock = directory.resolve("presets.lock");
    }

    /**
     * What the file holds.
     *
     * @param presets in the order in which they were first made
     */
    record Content(List<KeptPreset> presets) {
        Content {
            presets =
                    presets == null
                            ? List.of()
                            : presets.stream()
                                    .filter(preset -> preset != null && !preset.name().isEmpty())
                                    .toList();
        }
    }

    /**
     * What was found.
     *
     * @param presets in the order in which they were first made
     * @param remark why the file was not used, in the user's words; empty where it was, or there
     *     was none
     */
    public record Found(List<KeptPreset> presets, Optional<String> remark) {}

    /** Reads the file; one that is damaged or newer is set aside and told of. */
    public Found read() {
        if (!Files.exists(file)) {
            return new Found(List.of(), Optional.empty());
        }
        try {
            return new Found(json.read(file).presets(), Optional.empty());
        } catch (KeptJson.Unusable e) {
            return new Found(List.of(), Optional.of(KeptJson.setAside(file, e) + "."));
        } catch (IOException e) {
            return new Found(
                    List.of(), Optional.of(file + " cannot be read: " + DurableFiles.why(e) + "."));
        }
    }

    /**
     * Adds a preset, or puts it in the place of the one of its name.
     *
     * @return all there are now
     * @throws SessionException where it cannot be kept; what was kept before stays
     */
    public List<KeptPreset> put(KeptPreset preset) {
        return change(
                presets -> {
                    List<KeptPreset> all = new ArrayList<>(presets);
                    all.replaceAll(each -> each.name().equals(preset.name()) ? preset : each);
                    if (!all.contains(preset)) {
                        all.add(preset);
                    }
                    return all;
                });
    }

    /**
     * Removes the preset of a name.
     *
     * @return all there are now
     * @throws SessionException where that cannot be kept
     */
    public List<KeptPreset> remove(String name) {
        return change(
                presets -> presets.stream().filter(each -> !each.name().equals(name)).toList());
    }

    private List<KeptPreset> change(UnaryOperator<List<KeptPreset>> change) {
        try {
            return changeAlone(change);
        } catch (IOException | KeptJson.Unusable e) {
            throw new SessionException(
                    "The presets cannot be kept in "
                            + file
                            + ": "
                            + (e instanceof IOException io ? DurableFiles.why(io) : e.getMessage())
                            + ".",
                    e);
        }
    }

    private List<KeptPreset> changeAlone(UnaryOperator<List<KeptPreset>> change)
            throws IOException, KeptJson.Unusable {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (ProcessLock held = ProcessLock.await(lock)) {
            return changeNow(change);
        } catch (NoLocksException e) {
            // A home on a network drive: of two windows that save at once, one's may be lost.
            return changeNow(change);
        }
    }

    private List<KeptPreset> changeNow(UnaryOperator<List<KeptPreset>> change)
            throws IOException, KeptJson.Unusable {
        List<KeptPreset> now = Files.exists(file) ? json.read(file).presets() : List.of();
        List<KeptPreset> then = List.copyOf(change.apply(now));
        json.write(file, new Content(then));
        return then;
    }
}
