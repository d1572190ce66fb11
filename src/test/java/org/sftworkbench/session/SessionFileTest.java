package org.sftworkbench.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.disk.FaultyDisk;

class SessionFileTest {
    @TempDir private Path directory;

    private static SessionState full() {
        return new SessionState(
                "/models/qwen",
                true,
                List.of("/data/a.jsonl", "/data/乙.csv"),
                Map.of("instruction", "question"),
                new RowName("/data/a.jsonl", 7),
                List.of(new RowName("/data/乙.csv", 3), new RowName("/data/a.jsonl", 1)),
                Map.of("train.batch_size", "8", "template.policy", "ALL", "chat.system", "“\n\t"),
                new RecentlyOpened(
                        List.of(new Opened(List.of("/models/qwen"), 5)),
                        List.of(new Opened(List.of("/data/a.jsonl", "/data/乙.csv"), 6))));
    }

    private Path file() {
        return directory.resolve("session.json");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everythingComesBackAsItWasWritten() {
        new SessionFile(directory).write(full());
        assertThat(new SessionFile(directory).read().state()).isEqualTo(full());
        assertThat(new SessionFile(directory).read().remark()).isEmpty();
    }

    @Test
    void aFirstStartHasNothingToTell() {
        SessionFile.Found found = new SessionFile(directory.resolve("new")).read();
        assertThat(found.state()).isEqualTo(SessionState.NONE);
        assertThat(found.remark()).isEmpty();
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @Test
    void whatIsNoFileIsSetAsideWithAllThatIsInIt() throws IOException {
        Files.createDirectories(file().resolve("inside"));
        SessionFile.Found found = new SessionFile(directory).read();
        assertThat(found.state()).isEqualTo(SessionState.NONE);
        assertThat(found.remark().orElseThrow())
                .startsWith(file() + " cannot be used: is a directory, not a file. It was set");
        new SessionFile(directory).write(full());
        assertThat(new SessionFile(directory).read().state()).isEqualTo(full());
        assertThat(names())
                .filteredOn(name -> name.startsWith("session.json.damaged-"))
                .singleElement()
                .satisfies(name -> assertThat(directory.resolve(name).resolve("inside")).exists());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{\"format\":1,\"data\":5}",
                "{\"format\":1,\"row\":{\"number\":3}}",
                "{\"format\":1} {\"format\":1}",
                "{\"format\":\"one\"}",
                "\u0000\u0001\u0002"
            })
    void aDamagedFileIsSetAsideAndTold(String text) throws IOException {
        Files.writeString(file(), text);
        SessionFile.Found found = new SessionFile(directory).read();
        assertThat(found.state()).isEqualTo(SessionState.NONE);
        assertThat(found.remark().orElseThrow())
                .contains(file().toString())
                .contains("set aside as")
                .contains("begins with its defaults");
        assertThat(names()).singleElement().asString().startsWith("session.json.damaged-");
        assertThat(Files.readString(directory.resolve(names().get(0)))).isEqualTo(text);
    }

    @Test
    void everyCutOfTheFileIsToldAndNoneIsTakenForWhole() throws IOException {
        new SessionFile(directory).write(full());
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length - 1; length += 7) {
            Files.write(file(), java.util.Arrays.copyOf(whole, length));
            SessionFile.Found found = new SessionFile(directory).read();
            assertThat(found.remark()).as("cut to %d bytes", length).isPresent();
            assertThat(found.state()).isEqualTo(SessionState.NONE);
        }
    }

    @Test
    void aNewerFileIsSetAsideForTheNewerProgram() throws IOException {
        Files.writeString(file(), "{\"format\":2,\"model\":{\"much\":\"newer\"}}");
        SessionFile.Found found = new SessionFile(directory).read();
        assertThat(found.remark().orElseThrow()).contains("a newer version");
        assertThat(names()).singleElement().asString().startsWith("session.json.newer-");
        new SessionFile(directory).write(full());
        assertThat(names()).anyMatch(name -> name.startsWith("session.json.newer-"));
    }

    @Test
    void whatAnotherVersionOfTheFormatAddsIsNoDamage() throws IOException {
        Files.writeString(file(), "{\"format\":1,\"model\":\"/m\",\"later\":[1,{}]}");
        SessionFile.Found found = new SessionFile(directory).read();
        assertThat(found.remark()).isEmpty();
        assertThat(found.state().model()).isEqualTo("/m");
    }

    @Test
    void ofTwoWindowsTheLastHasTheLastWordButBothAddToWhatWasOpened() {
        SessionState mine =
                new SessionState("/mine", false, null, null, null, null, null, opened("/mine", 1));
        SessionState other =
                new SessionState(
                        "/other", false, null, null, null, null, null, opened("/other", 2));
        new SessionFile(directory).write(mine);
        new SessionFile(directory).write(other);
        SessionState read = new SessionFile(directory).read().state();
        assertThat(read.model()).isEqualTo("/other");
        assertThat(read.recent().models())
                .extracting(Opened::paths)
                .containsExactly(List.of("/other"), List.of("/mine"));
    }

    private static RecentlyOpened opened(String model, long at) {
        return new RecentlyOpened(List.of(new Opened(List.of(model), at)), List.of());
    }

    @Test
    void onlyTheTenNewestAreKeptEachOnce() {
        RecentlyOpened recent = RecentlyOpened.NONE;
        for (int i = 0; i < 30; i++) {
            recent = recent.withModel(new Opened(List.of("/m" + i % 12), i));
        }
        assertThat(recent.models()).hasSize(10);
        assertThat(recent.models().get(0).paths()).containsExactly("/m5");
        assertThat(recent.models()).doesNotHaveDuplicates();
    }

    @Test
    void aFullDiskIsToldAndWhatWasKeptStays() {
        new SessionFile(directory).write(full());
        SessionState other =
                new SessionState(
                        "/other", false, null, null, null, null, null, RecentlyOpened.NONE);
        int faults = 0;
        for (int at = 1; at < 20; at++) {
            FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, at);
            try {
                new SessionFile(disk.path(directory)).write(other);
            } catch (SessionException e) {
                faults++;
                assertThat(e)
                        .hasMessageContaining("No space left on device")
                        .hasMessageContaining("Free some room");
                assertThat(new SessionFile(directory).read().state()).isEqualTo(full());
            }
        }
        assertThat(faults).isPositive();
    }

    /** As in a home on some network drives. */
    @Test
    void whereNothingCanBeLockedTheStateIsKeptAllTheSame() {
        FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, Integer.MAX_VALUE).withoutLocks();
        new SessionFile(disk.path(directory)).write(full());
        assertThat(new SessionFile(directory).read().state()).isEqualTo(full());
    }

    @Test
    void aKillWhileWritingLeavesTheOldOrTheNew() {
        SessionState other =
                new SessionState("/other", false, null, null, null, null, null, full().recent());
        for (int at = 1; at < 12; at++) {
            new SessionFile(directory).write(full());
            FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.KILLED, at);
            try {
                new SessionFile(disk.path(directory)).write(other);
            } catch (SessionException e) {
                assertThat(e).hasMessageContaining("the process is gone");
            }
            SessionFile.Found found = new SessionFile(directory).read();
            assertThat(found.remark()).isEmpty();
            assertThat(found.state()).isIn(full(), other);
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenToIsTold() throws IOException {
        Path closed = Files.createDirectory(directory.resolve("closed"));
        assumeFalse(
                !closed.toFile().setWritable(false) || Files.isWritable(closed), "runs as root");
        assertThatThrownBy(() -> new SessionFile(closed).write(full()))
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("the right to write there");
        closed.toFile().setWritable(true);
    }

    @Test
    void aFileWhereTheDirectoryShouldBeIsTold() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> new SessionFile(file).write(full()))
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("cannot be kept in " + file);
        assertThat(new SessionFile(file).read().state()).isEqualTo(SessionState.NONE);
    }
}
