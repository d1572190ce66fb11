package org.sftworkbench.about;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.disk.UserDirectories;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.log.ProgramLog;
import org.sftworkbench.starter.StarterHome;

/**
 * Where the program and the user's things are. Immutable.
 *
 * @param home of the program
 * @param store of models
 * @param runs of training
 * @param conversations that are kept
 * @param user of settings and logs
 */
public record ProgramPlaces(
        Path home, Path store, Path runs, Path conversations, UserDirectories user) {
    /** Those of this process. */
    public static ProgramPlaces ofProcess() {
        UserDirectories user = UserDirectories.find();
        return new ProgramPlaces(
                StarterHome.find().directory(),
                HubEnvironment.ofProcess().store(),
                user.work().resolve("runs"),
                user.work().resolve("conversations"),
                user);
    }

    /** In the order of the report. Looks at the disk. */
    public List<Place> all() {
        List<Place> all = new ArrayList<>();
        all.add(place("Program", home));
        all.add(place("Model store", store));
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
