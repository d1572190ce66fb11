package org.sftworkbench.about;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.disk.UserDirectories;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.HubException;
import org.sftworkbench.log.ProgramLog;
import org.sftworkbench.starter.StarterHome;

/**
 * Where the program and the user's things are. Immutable.
 *
 * @param home of the program
 * @param store of models; none where the Hub's settings cannot be used
 * @param runs of training
 * @param conversations that are kept
 * @param user of settings and logs
 */
public record ProgramPlaces(
        Path home, Optional<Path> store, Path runs, Path conversations, UserDirectories user) {
    /** Those of this process. */
    public static ProgramPlaces ofProcess() {
        UserDirectories user = UserDirectories.find();
        return new ProgramPlaces(
                StarterHome.find().directory(),
                storeOf(HubEnvironment.ofProcess()),
                user.runs(),
                user.work().resolve("conversations"),
                user);
    }

    /**
     * Where the models are kept. A report is asked for when something is broken, and that may be
     * the Hub's settings: then it is none, and no failure.
     */
    static Optional<Path> storeOf(HubEnvironment hub) {
        try {
            return Optional.of(hub.store());
        } catch (HubException e) {
            return Optional.empty();
        }
    }

    /** In the order of the report. Looks at the disk. */
    public List<Place> all() {
        List<Place> all = new ArrayList<>();
        all.add(place("Program", home));
        store.ifPresent(path -> all.add(place("Model store", path)));
        all.add(place("Runs", runs));
        all.add(place("Conversations", conversations));
        all.add(place("Settings", user.state()));
        all.add(place("Logs", user.logs()));
        ProgramLog.file().ifPresent(file -> all.add(place("Log file", file)));
        return all;
    }

    private static Place place(String name, Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return new Place(name, absolute, Files.exists(absolute));
    }
}
