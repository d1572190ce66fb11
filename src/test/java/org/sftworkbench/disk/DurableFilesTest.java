package org.sftworkbench.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** A file is whole under its name or not there, and why an operation failed is said in words. */
class DurableFilesTest {
    @TempDir Path directory;

    @Test
    void whyAnOperationFailedIsSaidWithoutThePathAndWithoutJavasNames() {
        String path = "/home/ann/run.json";
        for (IOException e :
                new IOException[] {
                    new NoSuchFileException(path),
                    new AccessDeniedException(path),
                    new FileAlreadyExistsException(path),
                    new NotDirectoryException(path)
                }) {
            assertThat(DurableFiles.why(e)).doesNotContain(path, "Exception").isNotBlank();
            ToldInChinese.check(DurableFiles.why(e));
        }
        assertThat(DurableFiles.why(new FileSystemException(path, null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(DurableFiles.why(new IOException("is larger than 200 MB")))
                .isEqualTo("is larger than 200 MB");
    }

    /** A stranger's directory may hold one where a file stands until it is whole. */
    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        Path mine = Files.writeString(directory.resolve("mine"), "my own");
        Path file = Files.createSymbolicLink(directory.resolve("run.json"), mine);
        Files.createSymbolicLink(directory.resolve(".run.json.new"), mine);
        DurableFiles.replace(file, new byte[] {'n', 'e', 'w'});
        assertThat(mine).hasContent("my own");
        assertThat(file).hasContent("new");
        assertThat(names()).containsExactlyInAnyOrder("mine", "run.json");
    }

    @Test
    void ofSeveralThatReplaceAFileAtOnceOneIsThereWhole() throws Exception {
        Path file = directory.resolve("shared.json");
        List<Thread> writers = new ArrayList<>();
        List<IOException> failures = Collections.synchronizedList(new ArrayList<>());
        for (int w = 0; w < 4; w++) {
            byte[] content = new byte[20_000 * (w + 1)];
            Arrays.fill(content, (byte) ('a' + w));
            Thread writer =
                    new Thread(
                            () -> {
                                try {
                                    for (int i = 0; i < 50; i++) {
                                        DurableFiles.replace(file, content);
                                    }
                                } catch (IOException e) {
                                    failures.add(e);
                                }
                            });
            writers.add(writer);
            writer.start();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(failures).isEmpty();
        byte[] last = Files.readAllBytes(file);
        assertThat(last).hasSize(20_000 * (last[0] - 'a' + 1)).containsOnly(last[0]);
        assertThat(names()).containsExactly("shared.json");
    }

    @Test
    void whatAKilledWriterLeftIsRemovedWhenItIsOld() throws IOException {
        Path file = directory.resolve("run.json");
        Path old = Files.createFile(directory.resolve(".run.json." + UUID.randomUUID() + ".new"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        String young = ".run.json." + UUID.randomUUID() + ".new";
        Files.createFile(directory.resolve(young));
        DurableFiles.replace(file, new byte[] {'n'});
        assertThat(names()).containsExactlyInAnyOrder("run.json", young);
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "QUOTA"})
    void whereThereIsNoRoomTheOldFileStaysAndNothingBeside(FaultyDisk.Fault fault)
            throws IOException {
        Path file = Files.writeString(directory.resolve("settings.json"), "old");
        for (int at = 1; at <= 2; at++) {
            Path faulty = new FaultyDisk(fault, at).path(file);
            assertThatThrownBy(() -> DurableFiles.replace(faulty, new byte[100]))
                    .isInstanceOf(IOException.class);
            assertThat(names()).containsExactly("settings.json");
        }
        assertThat(file).hasContent("old");
    }

    @ParameterizedTest
    @EnumSource
    void aCopyIsWholeOrNotThereWhateverTheDiskDoes(FaultyDisk.Fault fault) throws IOException {
        byte[] content = new byte[10_000];
        Path original = Files.write(directory.resolve("original"), content);
        FaultyDisk sound = new FaultyDisk(fault, Integer.MAX_VALUE);
        copy(sound, original, directory.resolve("sound"));
        assertThat(directory.resolve("sound")).hasBinaryContent(content);
        for (int at = 1; at <= sound.operations(); at++) {
            FaultyDisk disk = new FaultyDisk(fault, at);
            Path copy = directory.resolve(fault + "-" + at);
            try {
                copy(disk, original, copy);
            } catch (IOException e) {
                assertThat(disk.hasFailed()).isTrue();
            }
            disk.settle();
            if (Files.exists(copy)) {
                assertThat(copy).as("%s at operation %d", fault, at).hasBinaryContent(content);
            }
        }
    }

    private static void copy(FaultyDisk disk, Path from, Path to) throws IOException {
        DurableFiles.copy(disk.path(from), disk.path(to));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.map(file -> file.getFileName().toString()).toList();
        }
    }
}
