package org.sftworkbench.hub;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Turns what a user names a model by into its directory: a directory as it is, else {@code
 * OWNER/NAME}, {@code NAME} or {@code OWNER/NAME@REVISION} of the store. Asks nobody.
 */
public final class StoreSearch {
    private static final String USUAL_REVISION = "main";

    private final Supplier<Path> place;

    public StoreSearch(Path store) {
        this(() -> store);
    }

    /**
     * @param place of the store; asked only where a name can be that of a repository
     */
    public StoreSearch(Supplier<Path> place) {
        this.place = place;
    }

    /**
     * The model's directory. What is neither a directory nor can be a repository's name is given
     * back as it is, for whoever opens it to say what is wrong.
     *
     * @throws HubException where it can only be a repository's name, and the store does not have it
     *     whole
     */
    public Path find(String named) {
        Path directory = Path.of(named);
        int at = named.lastIndexOf('@');
        String name = at < 0 ? named : named.substring(0, at);
        Optional<RepositoryId> id = RepositoryId.ifValid(name);
        if (id.isEmpty() || Files.exists(directory)) {
            return directory;
        }
        Path store = place.get();
        Path repository = store.resolve(id.get().folder());
        if (!Files.isDirectory(repository) && !name.contains("/")) {
            return directory;
        }
        Optional<String> revision =
                at < 0 ? Optional.empty() : Optional.of(named.substring(at + 1));
        return choose(named, id.get(), revision, store);
    }

    private Path choose(String named, RepositoryId id, Optional<String> revision, Path store) {
        List<StoredModel> fitting =
                StoredModels.snapshots(store.resolve(id.folder())).stream()
                        .filter(model -> revision.map(r -> isOf(model, r)).orElse(true))
                        .toList();
        List<StoredModel> whole =
                fitting.stream().filter(model -> model.obstacle().isEmpty()).toList();
        Optional<StoredModel> main =
                whole.stream().filter(model -> isOf(model, USUAL_REVISION)).findFirst();
        if (main.isPresent() || whole.size() == 1) {
            return main.orElseGet(() -> whole.get(0)).directory();
        }
        if (whole.size() > 1) {
            throw new HubException(
                    named
                            + ": the store has several revisions of it; name one of "
                            + whole.stream()
                                    .map(model -> id + "@" + model.revision())
                                    .collect(Collectors.joining(", ")));
        }
        String pull = "'sft pull " + id + revision.map(r -> " --revision " + r).orElse("") + "'";
        boolean begun = Files.isDirectory(store.resolve(id.folder()));
        throw new HubException(
                named
                        + (begun && (revision.isEmpty() || !fitting.isEmpty())
                                ? ": its download is not complete; " + pull + " goes on with it"
                                : ": there is no such directory, and no such model in "
                                        + store
                                        + "; "
                                        + pull
                                        + " brings it from the Hub"));
    }

    /** Whether a snapshot is a branch's or tag's, or the commit itself. */
    private static boolean isOf(StoredModel model, String revision) {
        String commit = String.valueOf(model.directory().getFileName());
        return commit.equals(revision)
                || Arrays.asList(model.revision().split(", ")).contains(revision);
    }
}
