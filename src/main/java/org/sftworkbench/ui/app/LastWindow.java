package org.sftworkbench.ui.app;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.session.DraftFiles;
import org.sftworkbench.session.DraftPlace;
import org.sftworkbench.session.SessionException;
import org.sftworkbench.session.SessionFile;
import org.sftworkbench.session.SessionState;

/**
 * What is still there of what the last window had open, and what is not.
 *
 * @param state how it was left
 * @param place where this window keeps its draft, with the one left behind; empty where none can be
 *     kept
 * @param model its model directory
 * @param asked the model its chat asked in place of that one
 * @param tuned the fine-tuned model of its chat
 * @param data those of its data files that are there
 * @param missing what was open and is gone
 * @param remarks what could not be read, in the user's words
 */
record LastWindow(
        SessionState state,
        Optional<DraftPlace> place,
        Optional<Path> model,
        Optional<Path> asked,
        Optional<Path> tuned,
        List<Path> data,
        List<String> missing,
        List<String> remarks) {
    /** Looks at the disk; background thread. */
    static LastWindow read(SessionFile file, DraftFiles drafts) {
        SessionFile.Found found = file.read();
        List<String> remarks = new ArrayList<>(found.remark().stream().toList());
        Optional<DraftPlace> place = Optional.empty();
        try {
            place = Optional.of(drafts.take());
            remarks.addAll(place.get().remarks());
        } catch (SessionException e) {
            remarks.add(e.getMessage());
        }
        SessionState state = found.state();
        List<String> missing = new ArrayList<>();
        Optional<Path> model = directory(state.model(), missing);
        Optional<Path> asked = directory(state.settings().get(WindowSettings.ASKED), missing);
        Optional<Path> tuned = directory(state.settings().get(WindowSettings.TUNED), missing);
        List<Path> data = new ArrayList<>();
        for (String name : state.data()) {
            path(name)
                    .filter(Files::isReadable)
                    .ifPresentOrElse(data::add, () -> missing.add(name));
        }
        return new LastWindow(state, place, model, asked, tuned, data, missing, remarks);
    }

    private static Optional<Path> directory(String name, List<String> missing) {
        if (name == null) {
            return Optional.empty();
        }
        Optional<Path> there = path(name).filter(Files::isDirectory);
        if (there.isEmpty()) {
            missing.add(name);
        }
        return there;
    }

    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
