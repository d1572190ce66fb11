package org.sftworkbench.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.ui.common.words.ToldInChinese;

class StoreRemovalTest {
    @TempDir Path store;
    @TempDir Path elsewhere;
    private LocalHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub();
    }

    @AfterEach
    void end() {
        hub.close();
    }

    private Path pull() {
        return hub.pull(store).directory();
    }

    private void pullInPart() {
        Cancellation stop = new Cancellation();
        assertThatThrownBy(
                        () ->
                                hub.pull(
                                        store,
                                        (what, done, total) -> {
                                            if (done > 1_000_000) {
                                                stop.cancel();
                                            }
                                        },
                                        stop))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void theLastModelTakesTheRepositoryAlong() {
        new StoreRemoval(store).deleteModel(pull());
        assertThat(LocalHub.repository(store)).doesNotExist();
        assertThat(StoredModels.inStore(store)).isEmpty();
    }

    @Test
    void whatAnotherRevisionNeedsStays() throws IOException {
        Path model = pull();
        Path other =
                Files.createDirectories(model.resolveSibling("f".repeat(40)))
                        .resolve("config.json");
        Files.createSymbolicLink(other, Path.of("../../blobs").resolve(hub.hash("config.json")));
        new StoreRemoval(store).deleteModel(model);
        assertThat(model).doesNotExist();
        assertThat(other).hasBinaryContent(hub.content("config.json"));
        assertThat(LocalHub.repository(store).resolve("blobs").resolve(hub.hash(LocalHub.WEIGHTS)))
                .doesNotExist();
        assertThat(LocalHub.repository(store).resolve("refs/main")).doesNotExist();
    }

    @Test
    void linksAreNotFollowedOutOfTheStore() throws IOException {
        Path model = pull();
        Path mine = Files.writeString(elsewhere.resolve("mine"), "precious");
        Files.createSymbolicLink(model.resolve("extra"), mine);
        Files.createSymbolicLink(LocalHub.repository(store).resolve("blobs/linked"), elsewhere);
        new StoreRemoval(store).deleteModel(model);
        assertThat(mine).hasContent("precious");
    }

    @Test
    void directoriesThatAreLinksOutOfTheStoreAreLeftAlone() throws IOException {
        Path model = pull();
        Path repository = LocalHub.repository(store);
        Path other = Files.createDirectory(model.resolveSibling("f".repeat(40)));
        Files.copy(model.resolve("config.json"), other.resolve("config.json"));
        Path mine = Files.writeString(elsewhere.resolve("mine"), "precious");
        Files.move(repository.resolve("blobs"), repository.resolve("blobs-of-before"));
        Files.createSymbolicLink(repository.resolve("blobs"), elsewhere);
        new StoreRemoval(store).deleteModel(model);
        assertThat(mine).hasContent("precious");

        Path theirs = elsewhere.resolve("snapshots");
        Files.move(repository.resolve("snapshots"), theirs);
        Files.createSymbolicLink(repository.resolve("snapshots"), theirs);
        assertThatThrownBy(() -> new StoreRemoval(store).deleteModel(other))
                .hasMessageContaining("its snapshots are a link to another directory")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
        assertThat(theirs.resolve(other.getFileName()).resolve("config.json")).exists();
    }

    @Test
    void whatIsNotInTheStoreIsNotDeleted() throws IOException {
        Path foreign = Files.createDirectories(elsewhere.resolve("models--a--b/snapshots/c"));
        StoreRemoval removal = new StoreRemoval(store);
        for (Path place : new Path[] {foreign, elsewhere, store, pull().getParent()}) {
            assertThatThrownBy(() -> removal.deleteModel(place))
                    .hasMessageContaining("nothing was deleted");
            assertThat(place).exists();
        }
    }

    @Test
    void aPartialDownloadIsListedAndDeleted() {
        pullInPart();
        assertThat(PartialDownloads.inStore(store))
                .singleElement()
                .satisfies(
                        part -> {
                            assertThat(part.id()).isEqualTo(LocalHub.ID);
                            assertThat(part.revision()).isEqualTo("main");
                            assertThat(part.had()).isBetween(1_000_000L, 3_000_000L);
                            assertThat(part.bytes().orElseThrow()).isGreaterThan(3_000_000);
                            assertThat(part.running()).isFalse();
                        });
        new StoreRemoval(store).deletePartial(LocalHub.ID);
        assertThat(LocalHub.repository(store)).doesNotExist();
        assertThat(PartialDownloads.inStore(store)).isEmpty();
    }

    @Test
    void weightsThatOnlyOtherProgramsReadAreNoLeftoversOfADownload() throws IOException {
        pullInPart();
        Path older =
                Files.createDirectories(
                        LocalHub.repository(store).resolve("snapshots/" + "e".repeat(40)));
        Path weights = Files.writeString(older.resolve("pytorch_model.bin"), "precious");
        Path cut =
                Files.createDirectories(
                        LocalHub.repository(store).resolve("snapshots/" + "d".repeat(40)));
        Files.createSymbolicLink(cut.resolve("pytorch_model.bin"), Path.of("../../blobs/gone"));
        new StoreRemoval(store).deletePartial(LocalHub.ID);
        assertThat(weights).hasContent("precious");
        assertThat(cut).doesNotExist();
        assertThat(PartialDownloads.inStore(store)).isEmpty();
    }

    @Test
    void aFileThatWentAwaySinceItWasListedHasNoBytes() throws IOException {
        assertThat(StoredModels.size(store.resolve("renamed meanwhile"))).isZero();
    }

    @Test
    void aCompleteModelLeavesNoPartialDownload() {
        pullInPart();
        pull();
        assertThat(PartialDownloads.inStore(store)).isEmpty();
        assertThat(LocalHub.repository(store).resolve("workbench-download.json")).doesNotExist();
    }

    @Test
    void whatHuggingfaceHubHasBegunIsListedToo() throws IOException {
        Path blobs = Files.createDirectories(store.resolve("models--a--b/blobs"));
        Files.write(blobs.resolve("f".repeat(64) + ".incomplete"), new byte[77]);
        assertThat(PartialDownloads.inStore(store))
                .singleElement()
                .satisfies(
                        part -> {
                            assertThat(part.id()).hasToString("a/b");
                            assertThat(part.had()).isEqualTo(77);
                            assertThat(part.bytes()).isEmpty();
                        });
    }

    @Test
    void aBrokenNoteIsNoObstacle() throws IOException {
        pullInPart();
        Files.writeString(
                LocalHub.repository(store).resolve("workbench-download.json"), "{\"format\":1,");
        assertThat(PartialDownloads.inStore(store))
                .singleElement()
                .extracting(part -> part.bytes().isPresent())
                .isEqualTo(false);
        pull();
        assertThat(PartialDownloads.inStore(store)).isEmpty();
    }

    @Test
    void nothingIsDeletedWhileItIsDownloaded() {
        Path[] seen = new Path[1];
        hub.pull(
                store,
                (what, done, total) -> {
                    if (done > 1_000_000 && seen[0] == null) {
                        seen[0] = LocalHub.repository(store);
                        assertThat(PartialDownloads.inStore(store))
                                .singleElement()
                                .matches(PartialDownload::running);
                        assertThatThrownBy(() -> new StoreRemoval(store).deletePartial(LocalHub.ID))
                                .hasMessageContaining("being downloaded already");
                    }
                },
                new Cancellation());
        assertThat(seen[0]).exists();
        assertThat(StoredModels.inStore(store)).hasSize(1);
    }
}
