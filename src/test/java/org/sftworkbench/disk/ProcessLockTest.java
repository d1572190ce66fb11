package org.sftworkbench.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.JavaProcess;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** One at a time, the second is told who the first is, and a dead one holds nothing. */
class ProcessLockTest {
    @TempDir Path directory;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whoComesSecondIsToldWhoHasItAndADeadHolderDoesNotBlock() throws IOException {
        Path file = directory.resolve("lock");
        try (OtherProcess other = OtherProcess.holding(file, "sft train")) {
            assertThatThrownBy(() -> ProcessLock.take(file))
                    .isInstanceOfSatisfying(
                            LockedException.class,
                            e ->
                                    assertThat(e.who())
                                            .startsWith("sft train (process " + other.pid() + ","));
            assertThat(ProcessLock.held(file)).isPresent();
        }
        assertThat(ProcessLock.held(file)).isEmpty();
        assertThat(Files.readString(file)).as("the dead one's name is still there").isNotEmpty();
        ProcessLock.take(file).close();
    }

    /** A directory may come from a stranger, and a lock is written to. */
    @Test
    void aLockThatIsALinkOrADirectoryIsRefusedAndWhatItLeadsToIsLeftAlone() throws IOException {
        Path mine = Files.writeString(directory.resolve("mine"), "my own");
        Path link = Files.createSymbolicLink(directory.resolve("lock"), mine);
        Path nowhere =
                Files.createSymbolicLink(
                        directory.resolve("nowhere"), directory.resolve("made-by-nobody"));
        Path folder = Files.createDirectory(directory.resolve("folder"));
        for (Path lock : List.of(link, nowhere, folder)) {
            assertThatThrownBy(() -> ProcessLock.take(lock))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageStartingWith("is a ")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
            assertThatThrownBy(() -> ProcessLock.takeIfFree(lock)).hasMessageStartingWith("is a ");
        }
        assertThat(mine).hasContent("my own");
        assertThat(directory.resolve("made-by-nobody")).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLockThatIsAPipeIsNotWaitedFor() throws IOException, InterruptedException {
        Path pipe = directory.resolve("pipe");
        try {
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        } catch (IOException e) {
            assumeTrue(false, "this system has no mkfifo");
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    assertThatThrownBy(() -> ProcessLock.take(pipe))
                            .hasMessageContaining("is a pipe");
                    assertThatThrownBy(() -> ProcessLock.held(pipe))
                            .hasMessageContaining("is a pipe");
                });
    }

    @Test
    void aSecondTimeInThisProcessIsRefusedToo() throws IOException {
        Path file = directory.resolve("lock");
        try (ProcessLock lock = ProcessLock.take(file)) {
            assertThatThrownBy(() -> ProcessLock.take(directory.resolve(".").resolve("lock")))
                    .isInstanceOfSatisfying(
                            LockedException.class,
                            e -> {
                                assertThat(e.owner().orElseThrow().isOurs()).isTrue();
                                assertThat(e.who()).startsWith("this program (since ");
                            });
        }
        assertThat(ProcessLock.held(file)).isEmpty();
        ProcessLock.take(file).close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void lookingWhetherItIsHeldDoesNotLetGoOfIt() throws IOException, InterruptedException {
        Path file = directory.resolve("lock");
        try (ProcessLock lock = ProcessLock.take(file)) {
            assertThat(ProcessLock.held(file)).isPresent();
            Process second =
                    JavaProcess.of(OtherProcess.class, file.toString())
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor()).isNotZero();
            assertThat(said).contains("LockedException: held by this program");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whoMayOnlyReadIsToldAllTheSameAndWhoMayNotReadSeesNobody() throws IOException {
        Path file = directory.resolve("lock");
        FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, Integer.MAX_VALUE).ofAnother();
        try (OtherProcess other = OtherProcess.holding(file, "sft pull")) {
            assertThat(ProcessLock.held(disk.path(file)))
                    .map(LockedException::who)
                    .hasValueSatisfying(who -> assertThat(who).contains("" + other.pid()));
        }
        assertThat(ProcessLock.held(disk.path(file))).isEmpty();
        assertThat(ProcessLock.held(disk.secret().path(file))).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatThisProgramHoldsByAnotherNameIsHeldAndStaysSo() throws IOException {
        Path file = directory.resolve("lock");
        try (ProcessLock lock = ProcessLock.take(file)) {
            Path other = Files.createLink(directory.resolve("other"), file);
            assertThat(ProcessLock.held(other)).map(LockedException::who).isPresent();
            assertThat(ProcessLock.takeIfFree(other)).isEmpty();
            assertThatThrownBy(() -> ProcessLock.take(other)).isInstanceOf(LockedException.class);
        }
        assertThat(ProcessLock.held(file)).isEmpty();
    }

    @Test
    void whatAnotherPartOfThisProgramHasLockedIsAnswered() throws IOException {
        Path file = directory.resolve("lock");
        try (FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(ProcessLock.held(file))
                    .map(LockedException::who)
                    .hasValueSatisfying(who -> assertThat(who).startsWith("this program"));
        }
        assertThat(ProcessLock.held(file)).isEmpty();
    }

    @Test
    void whoWaitsTakesItWhenItIsLetGoForGood() throws Exception {
        Path file = directory.resolve("lock");
        ProcessLock first = ProcessLock.take(file);
        CompletableFuture<ProcessLock> second =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return ProcessLock.await(file);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        first.closeForGood();
        try (ProcessLock taken = second.get(5, TimeUnit.SECONDS)) {
            assertThat(file).exists();
            assertThat(ProcessLock.held(file)).isPresent();
        }
    }

    @Test
    void whatALockFileHoldsIsNoMatter() throws IOException {
        Path file = directory.resolve("lock");
        for (String content :
                new String[] {"", "\0\0\0", "process=x", "\\u12", "name=a\nsince=b"}) {
            Files.writeString(file, content, StandardOpenOption.CREATE);
            assertThat(LockOwner.read(content)).isEmpty();
            ProcessLock.take(file).close();
        }
    }

    @Test
    void aNameInALockFileCannotWriteIntoAMessage() {
        String text =
                "process=1\nname=" + "x".repeat(500) + "\\n\\u001b[2J\nsince=2026-01-01T00:00:00Z";
        assertThat(LockOwner.read(text).orElseThrow().words())
                .hasSizeLessThan(120)
                .doesNotContain("\n", "\u001b")
                .contains("since 2026-01-01");
    }

    @Test
    void theHomeDirectoryIsShortenedWhereverItIsNamed() {
        assertThat(HomeDirectory.shorten("/home/ann/a and /home/ann: no", "/home/ann"))
                .isEqualTo("~/a and ~: no");
        assertThat(HomeDirectory.shorten("/home/anna/a", "/home/ann")).isEqualTo("/home/anna/a");
        assertThat(HomeDirectory.shorten("/opt/root/a file:///root/b", "/root"))
                .isEqualTo("/opt/root/a file://~/b");
        assertThat(HomeDirectory.shorten("C:\\Users\\Ann\\x", "C:\\Users\\Ann\\"))
                .isEqualTo("~\\x");
        assertThat(HomeDirectory.shorten("/usr/x", "/")).isEqualTo("/usr/x");
    }
}
