package org.sftworkbench.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.JavaProcess;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.disk.FaultyDisk;

class DraftFilesTest {
    @TempDir private Path home;

    private Path directory() {
        return home.resolve("drafts");
    }

    private static Draft typed(String text, long changed) {
        return new Draft(changed, List.of(), List.of(), Map.of("chat.question", text), "");
    }

    /** What a window that was killed leaves: its file, and no lock that anybody holds. */
    private void killed(String name, Draft draft) throws IOException {
        KeptJson.exact(Draft.class).write(directory().resolve(name + ".json"), draft);
        Files.createFile(directory().resolve(name + ".lock"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everyKindOfEditComesBackExactly() {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("name", "search");
        call.put("count", 3);
        call.put("big", new BigInteger("123456789012345678901234567890"));
        call.put("long", 1L << 40);
        call.put("share", 0.1);
        call.put("none", null);
        call.put("nan", Double.NaN);
        call.put("inner", List.of(Map.of("deep", List.of(true, false))));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", "assistant");
        fields.put("content", "emoji 😀, half of one \ud83d, NUL \u0000, line\r\nend\u2028");
        fields.put("tool_calls", List.of(call));
        RowContent chat =
                new RowContent.Chat(
                        new Conversation(
                                List.of(Message.of("user", ""), new Message(fields)),
                                List.of(Map.of("type", "function"))));
        List<Message> hi = List.of(Message.of("user", "Hi"));
        RowContent pair =
                new RowContent.Chat(
                        new Conversation(
                                List.of(Message.of("user", "a"), Message.of("assistant", "b")),
                                Optional.empty(),
                                Map.of("enable_thinking", false),
                                OptionalInt.of(1)),
                        true);
        RowContent noTools = new RowContent.Chat(new Conversation(hi));
        RowContent emptyTools = new RowContent.Chat(new Conversation(hi, List.of()));
        Draft draft =
                new Draft(
                        1234567890123L,
                        List.of(new TemplateDraft("The model's own", "{{ a }}", "{{ b }}\ud800")),
                        List.of(
                                RowDraft.of(
                                                new RowName("/d.jsonl", 1),
                                                chat,
                                                Map.of("tools", "[{"),
                                                "5e")
                                        .orElseThrow(),
                                RowDraft.of(new RowName("/d.jsonl", 4), pair, Map.of(), "")
                                        .orElseThrow(),
                                RowDraft.of(new RowName("/d.jsonl", 2), noTools, Map.of(), "")
                                        .orElseThrow(),
                                RowDraft.of(new RowName("/d.jsonl", 3), emptyTools, Map.of(), "")
                                        .orElseThrow(),
                                RowDraft.of(
                                                new RowName("/d.txt", 2),
                                                new RowContent.PlainText(""),
                                                Map.of(),
                                                "")
                                        .orElseThrow()),
                        Map.of("chat.question", "half a quest", "chat.prompts", "one\ntwo"),
                        "20260101-000000-000");
        try (DraftPlace place = new DraftFiles(directory()).take()) {
            place.write(draft);
        }
        try (DraftPlace next = new DraftFiles(directory()).take()) {
            assertThat(next.left()).contains(draft);
            assertThat(next.left().orElseThrow().rows())
                    .extracting(RowDraft::content)
                    .containsExactly(chat, pair, noTools, emptyTools, new RowContent.PlainText(""));
        }
    }

    @Test
    void aWindowWithoutEditsLeavesNothing() throws IOException {
        try (DraftPlace place = new DraftFiles(directory()).take()) {
            assertThat(place.left()).isEmpty();
            place.write(typed("a", 1));
            place.write(Draft.NONE);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void aKilledWindowsDraftIsTakenUpAndGoesOnInTheSameFile() throws IOException {
        killed("x", typed("old", 1));
        try (DraftPlace place = new DraftFiles(directory()).take()) {
            assertThat(place.left()).contains(typed("old", 1));
            place.write(typed("new", 2));
        }
        assertThat(names()).containsExactly("x.json", "x.lock");
        try (DraftPlace place = new DraftFiles(directory()).take()) {
            assertThat(place.left()).contains(typed("new", 2));
        }
    }

    @Test
    void twoWindowsKeepTheirDraftsApart() {
        try (DraftPlace one = new DraftFiles(directory()).take();
                DraftPlace two = new DraftFiles(directory()).take()) {
            one.write(typed("one", 1));
            two.write(typed("two", 2));
            try (DraftPlace three = new DraftFiles(directory()).take()) {
                assertThat(three.left()).as("no living window's draft is taken").isEmpty();
                assertThat(three.waiting()).isEmpty();
            }
        }
    }

    @Test
    void whatAnotherProcessWritesIsItsOwnUntilItIsKilledAndThenComesBack() throws Exception {
        Process other =
                JavaProcess.of(DraftHolder.class, directory().toString(), "half a quest")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('K');
            try (DraftPlace mine = new DraftFiles(directory()).take()) {
                assertThat(mine.left()).as("its window lives").isEmpty();
                mine.write(typed("mine", 2));
                mine.write(Draft.NONE);
            }
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (DraftPlace next = new DraftFiles(directory()).take()) {
            assertThat(next.left()).contains(typed("half a quest", 1));
        }
    }

    /** As on some network drives. */
    @Test
    void whereNothingCanBeLockedDraftsAreKeptApartAndTakenUpFromTheDead() throws IOException {
        FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, Integer.MAX_VALUE).withoutLocks();
        DraftFiles files = new DraftFiles(disk.path(directory()));
        try (DraftPlace one = files.take();
                DraftPlace two = files.take()) {
            one.write(typed("one", 1));
            two.write(typed("two", 2));
            try (DraftPlace three = files.take()) {
                assertThat(three.left()).as("no living window's draft is taken").isEmpty();
            }
        }
        long living = ProcessHandle.current().parent().orElseThrow().pid();
        markedBy(living, thisMachine(), "living");
        markedBy(Integer.MAX_VALUE, "elsewhere", "on another machine");
        markedBy(Integer.MAX_VALUE, thisMachine(), "dead");
        try (DraftPlace first = files.take();
                DraftPlace second = files.take()) {
            assertThat(first.left()).contains(typed("dead", 3));
            assertThat(second.left()).contains(typed("two", 2));
            assertThat(second.waiting()).containsExactly(Instant.ofEpochMilli(1));
        }
    }

    /** As locks call it. */
    private String thisMachine() throws IOException {
        Properties written = new Properties();
        try (DraftPlace place = new DraftFiles(home.resolve("others")).take();
                Stream<Path> files = Files.list(home.resolve("others"))) {
            written.load(new StringReader(Files.readString(files.findAny().orElseThrow())));
        }
        return written.getProperty("host");
    }

    /** What a window of a process on a drive without locks leaves or has. */
    private void markedBy(long process, String host, String text) throws IOException {
        killed(text, typed(text, 3));
        Files.writeString(
                directory().resolve(text + ".lock"),
                "process=" + process + "\nhost=" + host + "\nsince=" + Instant.now() + "\n");
    }

    @Test
    void ofSeveralDraftsTheNewestComesFirstAndTheOthersWaitForOtherWindows() throws IOException {
        killed("a", typed("oldest", 1_000));
        killed("b", typed("newest", 3_000));
        killed("c", typed("middle", 2_000));
        try (DraftPlace first = new DraftFiles(directory()).take()) {
            assertThat(first.left()).contains(typed("newest", 3_000));
            assertThat(first.waiting())
                    .containsExactly(Instant.ofEpochMilli(2_000), Instant.ofEpochMilli(1_000));
            try (DraftPlace second = new DraftFiles(directory()).take()) {
                assertThat(second.left()).contains(typed("middle", 2_000));
                assertThat(second.waiting()).containsExactly(Instant.ofEpochMilli(1_000));
            }
        }
    }

    @Test
    void aDamagedDraftIsSetAsideAndTheOthersComeBack() throws IOException {
        killed("good", typed("good", 1));
        Files.writeString(directory().resolve("bad.json"), "{\"format\":1,\"rows\":[{}]}");
        Files.writeString(directory().resolve("newer.json"), "{\"format\":9}");
        Files.createDirectory(directory().resolve("no-file.json"));
        try (DraftPlace place = new DraftFiles(directory()).take()) {
            assertThat(place.left()).contains(typed("good", 1));
            assertThat(place.remarks())
                    .hasSize(3)
                    .anyMatch(remark -> remark.contains("bad.json") && remark.contains("set aside"))
                    .anyMatch(
                            remark ->
                                    remark.contains("is a directory, not a file")
                                            && remark.contains("set aside"))
                    .anyMatch(remark -> remark.contains("a newer version"));
        }
        assertThat(names())
                .anyMatch(name -> name.startsWith("bad.json.damaged-"))
                .anyMatch(name -> name.startsWith("newer.json.newer-"));
    }

    @Test
    void aDraftOfWhichSomethingWouldBeLostIsSetAside() throws IOException {
        killed("x", typed("half a quest", 1));
        Path file = directory().resolve("x.json");
        String flipped = Files.readString(file).replace("typed", "typee");
        for (int time = 0; time < 2; time++) {
            Files.writeString(file, flipped);
            try (DraftPlace place = new DraftFiles(directory()).take()) {
                assertThat(place.left()).isEmpty();
                assertThat(place.remarks()).singleElement().asString().contains("\"typee\"");
            }
        }
        assertThat(names()).as("each under a name of its own").hasSize(2);
        for (String name : names()) {
            assertThat(directory().resolve(name)).hasContent(flipped);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeInADraftsPlaceIsNotWaitedFor() throws Exception {
        Files.createDirectories(directory());
        Path pipe = directory().resolve("x.json");
        assumeTrue(
                new ProcessBuilder("sh", "-c", "mkfifo '" + pipe + "'").start().waitFor() == 0,
                "this system has no mkfifo");
        DraftPlace place =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(10), () -> new DraftFiles(directory()).take());
        assertThat(place.remarks()).singleElement().asString().contains("is a pipe");
        place.close();
    }

    @Test
    void locksOfWindowsKilledBeforeTheyHadADraftAreSweptAway() throws IOException {
        Files.createDirectories(directory());
        Files.createFile(directory().resolve("gone.lock"));
        new DraftFiles(directory()).take().close();
        assertThat(names()).isEmpty();
    }

    @Test
    void aFullDiskIsToldAndTheDraftBeforeStays() throws IOException {
        int faults = 0;
        for (int at = 1; at < 12; at++) {
            killed("x" + at, typed("kept", 1));
            FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, at);
            try (DraftPlace place = new DraftFiles(disk.path(directory())).take()) {
                assertThat(place.left()).contains(typed("kept", 1));
                place.write(typed("more", 2));
                place.write(Draft.NONE);
            } catch (SessionException e) {
                faults++;
                assertThat(e).hasMessageContaining("No space left on device");
                try (DraftPlace place = new DraftFiles(directory()).take()) {
                    assertThat(place.left()).contains(typed("kept", 1));
                    place.write(Draft.NONE);
                }
            }
            assertThat(new DraftFiles(directory()).take().left()).isEmpty();
        }
        assertThat(faults).isPositive();
    }

    @Test
    void aPlaceWhereNothingCanBeKeptIsTold() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> new DraftFiles(file.resolve("drafts")).take())
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("Drafts cannot be kept in");
    }
}
