package org.sftworkbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.disk.FaultyDisk;
import org.sftworkbench.disk.OtherProcess;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** A run that another process writes can be read, and nothing else; who it is is said. */
@DisabledOnOs(OS.WINDOWS)
class RunLockTest {
    @TempDir Path root;

    private RunDirectory run;

    @BeforeEach
    void aRun() throws IOException {
        run = new RunDirectory(Files.createDirectory(root.resolve("run")));
        new RunRecordFile(run).write(RunRecords.named("mine", "2026-01-01T00:00:00Z"));
        Files.writeString(run.metrics(), "{\"step\":1,\"loss\":2.5}\n");
    }

    @TempDir Path withoutLocks;

    @Test
    void nothingIsChangedBesideItsWriterAndAllIsReadable() throws IOException {
        try (OtherProcess writer = OtherProcess.holding(lock(), "sft train")) {
            refused(writer, () -> RunLock.take(run));
            refused(writer, () -> RunLock.requireFree(run));
            refused(writer, () -> RunStore.delete(run));
            refused(writer, () -> RunStore.rename(run, "yours"));
            refused(writer, () -> RunStore.note(run, "seen"));

            StoredRun seen = new RunStore(root).runs().get(0);
            assertThat(seen.inUse()).isTrue();
            assertThat(seen.record().orElseThrow().name()).isEqualTo("mine");
            assertThat(Metrics.lines(run)).hasSize(1);
        }
    }

    private static void refused(OtherProcess writer, ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOf(RunException.class)
                .hasMessageContaining("going on there, in sft train (process " + writer.pid());
    }

    @Test
    void aWriterThatWasKilledDoesNotBlock() throws IOException {
        OtherProcess.holding(lock(), "sft train").close();

        assertThat(RunStore.look(run).isInterrupted()).isTrue();
        RunStore.rename(run, "yours");
        assertThat(new RunRecordFile(run).read().name()).isEqualTo("yours");
        RunStore.delete(run);
        assertThat(root).isEmptyDirectory();
    }

    private Path lock() {
        return run.path().resolve(".lock");
    }

    @Test
    void aDriveWithoutLocksIsToldAndAnotherPlaceNamedAsTheWayOut() {
        FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, Integer.MAX_VALUE).withoutLocks();
        assertThatThrownBy(() -> RunLock.take(new RunDirectory(disk.path(withoutLocks))))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("No locks available")
                .hasMessageContaining("choose a place on another drive")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }
}
