package org.sftworkbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.disk.UnfinishedWriter;

/** Past runs are listed, named, noted and deleted. */
class RunStoreTest {
    @TempDir Path root;

    @Test
    void theNewestRunComesFirstAndABrokenOneLastWithItsProblem() throws IOException {
        make("old", "2026-01-01T00:00:00Z");
        make("new", "2026-02-01T00:00:00Z");
        Files.createDirectories(root.resolve("broken"));
        Files.writeString(root.resolve("broken").resolve("run.json"), "{");
        Files.createDirectories(root.resolve("a-model"));
        List<StoredRun> runs = new RunStore(root).runs();
        assertThat(runs)
                .extracting(run -> run.directory().name())
                .containsExactly("new", "old", "broken");
        assertThat(runs.get(2).problem()).contains("run.json: is broken JSON");
    }

    @Test
    void aRootThatIsNotThereHasNoRuns() {
        assertThat(new RunStore(root.resolve("nowhere")).runs()).isEmpty();
    }

    @Test
    void nameAndNoteAreKept() {
        RunDirectory run = make("one", "2026-01-01T00:00:00Z");
        RunStore.rename(run, " the good one ");
        RunStore.note(run, "warm-up helped\n是的");
        RunRecord record = new RunRecordFile(run).read();
        assertThat(record.name()).isEqualTo("the good one");
        assertThat(record.note()).isEqualTo("warm-up helped\n是的");
        assertThatThrownBy(() -> RunStore.rename(run, " ")).isInstanceOf(RunException.class);
    }

    @Test
    void aDeletedRunIsGoneWithItsFilesButNotWithWhatItsLinksPointTo() throws IOException {
        RunDirectory run = make("one", "2026-01-01T00:00:00Z");
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("precious"), "kept");
        Files.createSymbolicLink(run.path().resolve("link"), elsewhere);
        RunStore.delete(run);
        assertThat(root).isDirectoryNotContaining("glob:**one*");
        assertThat(elsewhere.resolve("precious")).hasContent("kept");
    }

    @Test
    void whatIsNoRunIsNotDeleted() throws IOException {
        Path other = Files.createDirectories(root.resolve("photos"));
        assertThatThrownBy(() -> RunStore.delete(new RunDirectory(other)))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("is no run");
        assertThat(other).exists();
    }

    @Test
    void aRunThatGoesOnIsNeitherDeletedNorStartedTwice() {
        RunDirectory run = make("one", "2026-01-01T00:00:00Z");
        assertThat(RunStore.look(run).isInterrupted()).isTrue();
        try (RunLock lock = RunLock.take(run)) {
            assertThat(RunStore.look(run).inUse()).isTrue();
            assertThat(RunStore.look(run).isInterrupted()).isFalse();
            assertThatThrownBy(() -> RunLock.take(run)).hasMessageContaining("going on");
            assertThatThrownBy(() -> RunStore.delete(run)).hasMessageContaining("going on");
        }
        assertThat(RunStore.look(run).inUse()).isFalse();
        RunStore.delete(run);
        assertThat(run.path()).doesNotExist();
    }

    @Test
    void whatKilledProcessesLeftIsRemovedAndARunThatGoesOnIsLeftAlone() throws IOException {
        RunDirectory killed = make("killed", "2026-01-01T00:00:00Z");
        RunDirectory living = make("living", "2026-01-02T00:00:00Z");
        List<String> left =
                List.of(
                        "checkpoints/.step-00000003.partial-1",
                        "checkpoints/.step-00000002.old-1",
                        ".model.partial-1");
        for (String name : left) {
            Files.createDirectories(killed.path().resolve(name));
            Files.createDirectories(living.path().resolve(name));
        }
        Files.createDirectories(killed.path().resolve("checkpoints/step-00000001"));
        Files.createDirectories(killed.path().resolve(".mine.partial-1"));
        try (RunLock lock = RunLock.take(living)) {
            new RunStore(root).clean();
        }
        for (String name : left) {
            assertThat(killed.path().resolve(name)).doesNotExist();
            assertThat(living.path().resolve(name)).exists();
        }
        assertThat(killed.path().resolve("checkpoints/step-00000001")).exists();
        assertThat(killed.path().resolve(".mine.partial-1")).exists();
        new RunStore(root).clean();
        assertThat(living.path().resolve(left.get(0))).doesNotExist();
    }

    @Test
    void aDeletionThatWasKilledIsEndedByTheNextStart() throws IOException {
        RunDirectory run = make("one", "2026-01-01T00:00:00Z");
        try (UnfinishedWriter killed = UnfinishedWriter.of(root.resolve("two"))) {
            assertThat(killed).isNotNull();
        }
        new RunStore(root).clean();
        try (Stream<Path> inside = Files.list(root)) {
            assertThat(inside).containsExactly(run.path());
        }
    }

    private RunDirectory make(String name, String created) {
        RunDirectory run = new RunDirectory(root.resolve(name));
        try {
            Files.createDirectories(run.path());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        new RunRecordFile(run).write(RunRecords.named(name, created));
        return run;
    }
}
