package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.disk.FaultyDisk;
import org.sftworkbench.ui.common.words.ToldInChinese;

class MaskOverrideFileTest {
    private static final int[] IDS = {5, 6, 7};
    private static final int EACH = 10;

    @TempDir private Path directory;

    @Test
    void whatIsPutIsReadBackAndNothingElseIsLeftInTheDirectory() throws Exception {
        MaskOverrideFile file = MaskOverrideFile.beside(directory.resolve("rows.jsonl"));
        assertThat(file.read()).isEqualTo(MaskOverrides.NONE);
        MaskOverride first = MaskOverride.none(3, IDS).with(1, true).with(2, false);
        MaskOverride second = MaskOverride.none(9, new int[] {1}).with(0, true);
        file.put(painting(first));
        file.put(painting(second));
        assertThat(file.read().entries()).containsExactly(first, second);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactly("rows.jsonl.masks.json");
        }
    }

    @Test
    void windowsThatPaintAtTheSameTimeLoseNothingOfEachOther() throws Exception {
        paintAtTheSameTime(directory.resolve("rows.jsonl"));
    }

    @Test
    void whatIsPaintedIsAddedToWhatAnotherPaintedInTheSameRow() {
        MaskOverrideFile file = MaskOverrideFile.beside(directory.resolve("rows.jsonl"));
        MaskOverride nothing = MaskOverride.none(3, IDS);
        file.put(painting(nothing.with(0, false).with(1, true)));
        // Of a window that has not seen it.
        file.put(painting(nothing.with(2, true)));
        file.put(MaskChange.between(nothing.with(1, true), nothing));
        assertThat(file.read().entries()).containsExactly(nothing.with(0, false).with(2, true));
    }

    /** As on some network drives. */
    @Test
    void whereNothingCanBeLockedMasksAreKeptAllTheSame() throws Exception {
        FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, Integer.MAX_VALUE).withoutLocks();
        paintAtTheSameTime(disk.path(directory.resolve("rows.jsonl")));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactly("rows.jsonl.masks.json");
        }
    }

    private static void paintAtTheSameTime(Path rows) throws Exception {
        List<Callable<Void>> windows = new ArrayList<>();
        for (int window = 0; window < 2; window++) {
            int first = 1 + window * EACH;
            windows.add(
                    () -> {
                        for (int row = first; row < first + EACH; row++) {
                            MaskOverride painted = MaskOverride.none(row, IDS).with(1, true);
                            MaskOverrideFile.beside(rows).put(painting(painted));
                        }
                        return null;
                    });
        }
        ExecutorService threads = Executors.newFixedThreadPool(windows.size());
        for (Future<Void> window : threads.invokeAll(windows)) {
            window.get();
        }
        threads.shutdown();
        assertThat(MaskOverrideFile.beside(rows).read().entries()).hasSize(2 * EACH);
    }

    @Test
    void whoMayReadTheDirectorysOtherFilesMayReadItToo() throws Exception {
        Path plain = Files.writeString(directory.resolve("rows.jsonl"), "{}");
        assumeTrue(
                plain.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "this file system has no permissions");
        MaskOverrideFile file = MaskOverrideFile.beside(plain);
        file.put(painting(MaskOverride.none(3, IDS).with(1, true)));
        assertThat(Files.getPosixFilePermissions(file.path()))
                .isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void anEntryHoldsForItsRowAndItsIdsOnly() {
        Path file = directory.resolve("rows.jsonl");
        MaskOverrides overrides =
                MaskOverrides.NONE.with(file, MaskOverride.none(3, IDS).with(1, true));
        DataRow third = row(file, 3);
        DataRow fourth = row(file, 4);
        assertThat(overrides.on(third, IDS)).isPresent();
        assertThat(overrides.on(fourth, IDS)).isEmpty();
        assertThat(overrides.on(third, new int[] {5, 6, 8})).isEmpty();
        assertThat(overrides.missed(third, new int[] {5, 6, 8})).isTrue();
        assertThat(overrides.missed(third, IDS)).isFalse();
        assertThat(overrides.missed(fourth, IDS)).isFalse();
    }

    /** What paints this entry where nothing was painted. */
    private static MaskChange painting(MaskOverride entry) {
        MaskOverride nothing = new MaskOverride(entry.row(), entry.idsHash(), new TreeMap<>());
        return MaskChange.between(nothing, entry);
    }

    private static DataRow row(Path file, int number) {
        return new DataRow(file, number, number, new RowContent.PlainText("a"), Map.of());
    }

    @Test
    void anEntryHoldsForTheRowsOfItsFileOnly() {
        Path file = directory.resolve("rows.jsonl");
        Path other = directory.resolve("more.jsonl");
        MaskOverrideFile.beside(file).put(painting(MaskOverride.none(3, IDS).with(1, true)));
        MaskOverrideFile.beside(other).put(painting(MaskOverride.none(3, IDS).with(2, true)));
        MaskOverrides both =
                MaskOverrideFile.beside(file).read().and(MaskOverrideFile.beside(other).read());
        assertThat(both.on(row(file, 3), IDS).orElseThrow().trained()).containsOnlyKeys(1);
        assertThat(both.on(row(other, 3), IDS).orElseThrow().trained()).containsOnlyKeys(2);
        assertThat(both.missed(row(null, 3), IDS)).isFalse();
        assertThat(both.on(row(null, 3), IDS)).isEmpty();
    }

    @Test
    void anEntryThatSetsNothingIsLeftOutAndAnEmptyFileIsRemoved() {
        MaskOverrideFile file = MaskOverrideFile.beside(directory.resolve("rows.jsonl"));
        MaskOverride painted = MaskOverride.none(3, IDS).with(1, true);
        file.put(painting(painted));
        file.put(MaskChange.between(painted, MaskOverride.none(3, IDS)));
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void aHundredThousandPaintedRowsAreReadInAMoment() throws Exception {
        MaskOverrideFile file = MaskOverrideFile.beside(directory.resolve("rows.jsonl"));
        StringBuilder text = new StringBuilder("{\"mask_overrides\": 1, \"rows\": [");
        for (int row = 1; row <= 100_000; row++) {
            text.append(row == 1 ? "" : ",")
                    .append("{\"row\":")
                    .append(row)
                    .append(",\"ids_sha256\":\"0\",\"trained\":[1]}");
        }
        Files.writeString(file.path(), text.append("]}"));
        MaskOverrides read = assertTimeoutPreemptively(Duration.ofSeconds(10), file::read);
        assertThat(read.rows()).hasSize(100_000);
    }

    @Test
    void aFileOfAnotherKindIsNamedAndNotOverwritten() throws Exception {
        MaskOverrideFile file = MaskOverrideFile.beside(directory.resolve("rows.jsonl"));
        for (String wrong :
                new String[] {
                    "[]",
                    "{",
                    "{\"mask_overrides\": 2}",
                    "{\"mask_overrides\": 1, \"rows\": [{}]}",
                    "{\"mask_overrides\": 1, \"rows\": {}}",
                    "{\"mask_overrides\": 1, \"rows\": []} and more",
                    "{\"mask_overrides\": 1, \"rows\": [], \"rows\": []}",
                    "{\"mask_overrides\": 1, \"rows\": [], \"rowz\": []}",
                    "{\"mask_overrides\": 1, \"rows\":"
                            + " [{\"row\": 3, \"ids_sha256\": \"0\", \"trained\": 5}]}",
                    "{\"mask_overrides\": 1, \"rows\":"
                            + " [{\"row\": 3, \"ids_sha256\": \"0\", \"trainee\": [5]}]}",
                    "{\"mask_overrides\": 1, \"rows\":"
                            + " [{\"row\": 3, \"ids_sha256\": \"0\", \"masked\": [\"x\"]}]}"
                }) {
            Files.writeString(file.path(), wrong);
            assertThatThrownBy(() -> file.put(painting(MaskOverride.none(3, IDS).with(1, true))))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("rows.jsonl.masks.json")
                    .hasMessageContaining("move it away")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
            assertThat(file.path()).hasContent(wrong);
        }
    }
}
