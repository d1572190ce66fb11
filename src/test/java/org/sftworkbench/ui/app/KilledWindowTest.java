package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.session.SessionFile;
import org.sftworkbench.session.SessionState;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.FxExecutors;

/**
 * The program itself, started as a user starts it and killed while somebody writes: the next window
 * has it all, and nothing of the killed one goes on computing. In the long form only, as it starts
 * whole windows; DraftFilesTest and ProcessEngineTest kill small processes each time.
 */
@EnabledIfSystemProperty(named = "sft.full", matches = "true")
class KilledWindowTest extends FxTest {
    // A process that was killed may still be seen writing while the directory is removed.
    @TempDir(cleanup = CleanupMode.NEVER)
    private Path home;

    private WorkbenchFiles files;
    private Path model;
    private Path data;
    private Path kept;

    /** The program is there, with a model and data of the user's, the data open in the last one. */
    private void install() throws IOException {
        files = StarterCopy.in(home.resolve("program"));
        model = home.resolve("mine");
        Files.createDirectories(model);
        try (Stream<Path> all = Files.list(files.starter())) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                Files.copy(file, model.resolve(file.getFileName()));
            }
        }
        data =
                Files.writeString(
                        home.resolve("mine.jsonl"),
                        "{\"prompt\": \"Who?\", \"completion\": \"Me\"}\n"
                                + "{\"prompt\": \"Where?\", \"completion\": \"Here\"}\n");
        kept = home.resolve("user").resolve("state");
        new SessionFile(kept)
                .write(
                        new SessionState(
                                null,
                                false,
                                List.of(data.toString()),
                                null,
                                null,
                                null,
                                null,
                                null));
    }

    private Process open(String what, String... arguments) throws IOException {
        List<String> options =
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.language=en",
                        "-Dsft.home=" + files.home(),
                        "-Dsft.user.dir=" + home.resolve("user"),
                        "-Djava.util.prefs.userRoot=" + home.resolve("preferences"));
        List<String> all = new ArrayList<>(List.of(what));
        all.addAll(List.of(arguments));
        return WindowProcess.of(WindowHands.class, options, all)
                .redirectError(home.resolve(what + ".err").toFile())
                .start();
    }

    private WindowHands.Seen seen(Process window, String what) throws IOException {
        String line = window.inputReader().readLine();
        assertThat(line).as(Files.readString(home.resolve(what + ".err"))).isNotNull();
        return new ObjectMapper().readValue(line, WindowHands.Seen.class);
    }

    /** Opens the user's model in the real window, types, and kills it once all is on the disk. */
    private void typeAndKill() throws Exception {
        Process window = open(WindowHands.TYPE, model.toString());
        try {
            WindowHands.Seen seen = seen(window, WindowHands.TYPE);
            assertThat(seen.template()).endsWith(WindowHands.WRITTEN);
            assertThat(seen.model()).isEqualTo("mine");
            waitUntilKept(WindowHands.WRITTEN);
            waitUntilKept(WindowHands.SAID);
            waitUntilKept(WindowHands.ASKED);
            waitUntilRead(
                    () -> model.toString().equals(new SessionFile(kept).read().state().model()));
            ProcessHandle engine = window.children().findFirst().orElseThrow();
            window.destroyForcibly().waitFor();
            waitUntilRead(() -> !isRunning(engine));
        } finally {
            WindowProcess.end(window);
        }
    }

    @Test
    @Timeout(600)
    @DisabledOnOs(OS.WINDOWS)
    void theNextWindowHasWhatWasWritten() throws Exception {
        install();
        typeAndKill();
        Workbench next =
                runFx(() -> new Workbench(new FakeEngine(), files, new MemoryPreferences()));
        Stage stage = show(next.root(), 1360, 860);
        WindowSession session =
                runFx(
                        () ->
                                new WindowSession(
                                        next,
                                        kept,
                                        FxExecutors.daemon(
                                                "keeping", (t, e) -> e.printStackTrace()),
                                        FxExecutors.fx(),
                                        FxExecutors.fxAfter(Duration.ofMillis(50)),
                                        Clock.systemDefaultZone()));
        try {
            doFx(() -> session.start(List.of()));
            waitUntil(
                    "the edited row is back",
                    () ->
                            next.shared().tokenizerProperty().get() != null
                                    && next.template().conversation().editedProperty().get());
            assertThat(runFx(() -> next.shared().modelDirectoryProperty().get())).isEqualTo(model);
            assertThat(runFx(() -> next.shared().rows().size())).isEqualTo(2);
            assertThat(runFx(() -> next.template().template().sourceProperty().get()))
                    .endsWith(WindowHands.WRITTEN);
            assertThat(
                            runFx(
                                    () ->
                                            next.template()
                                                    .conversation()
                                                    .messages()
                                                    .get(0)
                                                    .contentProperty()
                                                    .get()))
                    .isEqualTo(WindowHands.SAID);
            assertThat(runFx(() -> next.chat().inputs().questionProperty().get()))
                    .isEqualTo(WindowHands.ASKED);
            assertThat(runFx(() -> session.drafts().noticeProperty().get())).isNotNull();
        } finally {
            runFx(session::leaving).run();
            doFx(stage::close);
            next.close();
        }
    }

    @Test
    @Timeout(600)
    @DisabledOnOs(OS.WINDOWS)
    void theProgramStartedAgainShowsWhatWasWritten() throws Exception {
        install();
        typeAndKill();
        for (int i = 0; i < 2; i++) {
            Process window = open(WindowHands.LOOK);
            try {
                assertThat(seen(window, WindowHands.LOOK))
                        .satisfies(
                                seen -> {
                                    assertThat(seen.template()).endsWith(WindowHands.WRITTEN);
                                    assertThat(seen.message()).isEqualTo(WindowHands.SAID);
                                    assertThat(seen.question()).isEqualTo(WindowHands.ASKED);
                                    assertThat(seen.model()).isEqualTo("mine");
                                    assertThat(seen.data()).contains("mine.jsonl");
                                });
            } finally {
                window.descendants().forEach(ProcessHandle::destroyForcibly);
                window.destroyForcibly().waitFor();
            }
        }
    }

    private void waitUntilKept(String text) throws Exception {
        waitUntilRead(
                () -> {
                    try (Stream<Path> all = Files.list(kept.resolve("drafts"))) {
                        for (Path file : all.filter(f -> f.toString().endsWith(".json")).toList()) {
                            if (Files.readString(file).contains(text)) {
                                return true;
                            }
                        }
                        return false;
                    }
                });
    }

    /** Something that another process is about to do to files. */
    private interface Reading {
        boolean holds() throws IOException;
    }

    private static void waitUntilRead(Reading reading) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                if (reading.holds()) {
                    return;
                }
            } catch (IOException e) {
                // A file that is being replaced, or is not there yet.
            }
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    /** Where nobody asks for its status, a process's entry stays when it ends. */
    private static boolean isRunning(ProcessHandle process) throws IOException {
        Path entry = Path.of("/proc", Long.toString(process.pid()), "stat");
        return process.isAlive()
                && !(Files.exists(entry) && Files.readString(entry).contains(") Z "));
    }
}
