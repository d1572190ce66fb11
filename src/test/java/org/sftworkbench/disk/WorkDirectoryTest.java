package org.sftworkbench.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process left is removed by the next; what a living one writes, never. */
class WorkDirectoryTest {
    @TempDir Path directory;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void write(String name) throws IOException {
        WholeDirectory.write(
                directory.resolve(name), inside -> Files.writeString(inside.resolve("a"), name));
    }

    @Test
    void whatAKilledProcessLeftIsRemovedByTheNextAndALivingOneIsLeftAlone() throws IOException {
        try (UnfinishedWriter living = UnfinishedWriter.of(directory.resolve("model"))) {
            assertThat(names()).hasSize(2).allMatch(name -> name.startsWith(".model.partial-"));
            List<String> working = names();
            write("other");
            assertThat(names()).containsAll(working).hasSize(3);
            assertThat(directory.resolve(working.get(0)).resolve("half")).hasContent("half of i");
        }
        assertThat(names()).as("it was killed").hasSize(3);
        write("model");
        assertThat(names()).containsExactly("model", "other");
        assertThat(directory.resolve("model").resolve("a")).hasContent("model");
    }

    /** Other processes would take what is written here for something that a dead one left. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void lookingForWhatIsLeftDoesNotLetGoOfWhatThisProcessWrites() throws IOException {
        Path target = directory.resolve("model");
        try (WorkDirectory mine = WorkDirectory.beside(target, WorkDirectory.Purpose.PARTIAL)) {
            Files.createDirectory(mine.path());
            assertThat(isLocked(mine)).isTrue();
            WorkDirectory.removeLeft(directory);
            write("other");
            assertThat(mine.path()).exists();
            assertThat(isLocked(mine)).isTrue();
        }
    }

    /** As the system sees it. */
    private static boolean isLocked(WorkDirectory work) throws IOException {
        Path lock = work.path().resolveSibling(work.path().getFileName() + ".lock");
        Path all = Path.of("/proc/locks");
        assumeTrue(Files.isReadable(all), "the system lists its locks");
        String file = ":" + Files.getAttribute(lock, "unix:ino") + " ";
        return Files.readAllLines(all).stream().anyMatch(line -> line.contains(file));
    }

    @Test
    void whatIsNotOursIsNotRemoved() throws IOException {
        String id = UUID.randomUUID().toString();
        for (String name :
                List.of(
                        ".x.partial-" + id,
                        ".x.partial-" + id + ".bak",
                        ".x.partial-1",
                        ".lock",
                        "x.partial-" + id)) {
            Files.createDirectory(directory.resolve(name));
        }
        Files.writeString(directory.resolve(".y.partial-" + id + ".lock"), "not a lock of ours");
        Files.createDirectory(directory.resolve(".y.partial-" + id));
        List<String> before = names();
        WorkDirectory.removeLeft(directory);
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path precious = Files.createDirectory(directory.resolve("precious"));
        Files.writeString(precious.resolve("file"), "kept");
        Path work = directory.resolve(".x.partial-" + UUID.randomUUID());
        Files.createSymbolicLink(work, precious);
        Path lock = work.resolveSibling(work.getFileName() + ".lock");
        Files.writeString(lock, LockOwner.here().text());
        WorkDirectory.removeLeft(directory);
        assertThat(work).as("it is none of ours").exists();
        Files.delete(work);
        Files.createDirectory(work);
        Files.createSymbolicLink(work.resolve("link"), precious);
        WorkDirectory.removeLeft(directory);
        assertThat(names()).containsExactly("precious");
        assertThat(precious.resolve("file")).hasContent("kept");
    }

    @Test
    void anotherMachinesWorkIsLeftAlone() throws IOException {
        Path work = directory.resolve(".x.partial-" + UUID.randomUUID());
        Files.createDirectory(work);
        Files.writeString(
                work.resolveSibling(work.getFileName() + ".lock"),
                new LockOwner(1, 0, "another-machine", "sft merge", Instant.now()).text());
        WorkDirectory.removeLeft(directory);
        assertThat(work).exists();
    }

    @Test
    void aDirectoryThatCannotBeWrittenLeavesNothing() throws IOException {
        assertThatThrownBy(
                        () ->
                                WholeDirectory.write(
                                        directory.resolve("x"),
                                        inside -> {
                                            Files.writeString(inside.resolve("a"), "a");
                                            throw new IOException("full");
                                        }))
                .hasMessage("full");
        assertThat(names()).isEmpty();
        assertThatThrownBy(
                        () ->
                                WholeDirectory.write(
                                        directory.resolve("x"),
                                        inside ->
                                                Files.createDirectories(
                                                        directory
                                                                .resolve("x")
                                                                .resolve("meanwhile"))))
                .isInstanceOf(DirectoryNotEmptyException.class);
        assertThat(names()).containsExactly("x");
        assertThat(directory.resolve("x").resolve("meanwhile")).exists();
    }

    @Test
    void aNameAsLongAsTheDiskAllowsIsWritten() throws IOException {
        write("n".repeat(255));
        write("名".repeat(85));
        assertThat(names()).hasSize(2);
    }

    @Test
    void oldHalfWrittenFilesAreRemovedAndNewOnesStay() throws IOException {
        Path old = Files.createFile(directory.resolve(".a12.new"));
        Path other = Files.createFile(directory.resolve(".a12.news"));
        Path fresh = Files.createFile(directory.resolve(".a13.new"));
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        Files.setLastModifiedTime(old, longAgo);
        Files.setLastModifiedTime(other, longAgo);
        Pattern name = Pattern.compile("\\.a\\d+\\.new");
        StaleFiles.remove(directory, name);
        assertThat(names()).containsExactly(".a12.news", ".a13.new");
        StaleFiles.removeAll(directory, name);
        assertThat(names()).containsExactly(".a12.news");
        assertThat(fresh).doesNotExist();
    }
}
