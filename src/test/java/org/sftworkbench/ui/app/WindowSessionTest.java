package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.prefs.Preferences;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.ModelInfo;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.session.RowName;
import org.sftworkbench.session.SessionFile;
import org.sftworkbench.session.SessionState;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.chat.Question;
import org.sftworkbench.ui.chat.saved.SavedTalk;
import org.sftworkbench.ui.chat.saved.TalkFiles;
import org.sftworkbench.ui.common.FxExecutors;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.labels.PaddingSide;
import org.sftworkbench.ui.learn.SetUpState;
import org.sftworkbench.ui.template.PolicyKind;

/** Windows that are closed or killed, and the ones opened after them. */
class WindowSessionTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    // A window that counts as killed may write once more while the directory is being removed.
    @TempDir(cleanup = CleanupMode.NEVER)
    private Path home;

    private WorkbenchFiles files;
    private Path kept;
    private Window window;

    /** A window of a program of its own. */
    private final class Window {
        final FakeEngine engine = new FakeEngine();
        final Workbench workbench;
        final WindowSession session;
        final Stage stage;

        Window() {
            workbench = runFx(() -> new Workbench(engine, files, inEnglish()));
            stage = show(workbench.root(), 1360, 860);
            session =
                    runFx(
                            () ->
                                    new WindowSession(
                                            workbench,
                                            kept,
                                            FxExecutors.daemon(
                                                    "keeping", (t, e) -> e.printStackTrace()),
                                            FxExecutors.fx(),
                                            FxExecutors.fxAfter(Duration.ofMillis(50)),
                                            Clock.systemDefaultZone()));
            doFx(() -> session.start(List.of()));
            waitUntil(
                    "model and data are open",
                    () ->
                            workbench.shared().tokenizerProperty().get() != null
                                    && workbench.shared().dataProperty().get().complete()
                                    && !workbench.shared().rows().isEmpty());
        }

        void close() {
            Runnable leaving = runFx(session::leaving);
            leaving.run();
            gone();
        }

        /** What a kill leaves of it for the test: nothing more is written. */
        void gone() {
            doFx(stage::close);
            workbench.close();
        }

        String source() {
            return runFx(() -> workbench.template().template().sourceProperty().get());
        }

        void write(String source) {
            doFx(() -> workbench.template().template().sourceProperty().set(source));
        }

        String told() {
            return runFx(
                    () ->
                            workbench.root().lookupAll(".draft-bar .label").stream()
                                    .filter(Node::isVisible)
                                    .map(node -> ((Labeled) node).getText())
                                    .reduce("", String::concat));
        }

        String remarks() {
            return runFx(
                    () -> {
                        var problem = workbench.window().remarksProperty().get();
                        return problem == null ? "" : problem.summary();
                    });
        }

        void press(String id) {
            doFx(() -> ((Button) workbench.root().lookup("#" + id)).fire());
        }

        SplitPane split(Section section) {
            return (SplitPane)
                    workbench.window().panes().of(section).orElseThrow().lookup(".split-pane");
        }
    }

    private static Preferences inEnglish() {
        Preferences preferences = new MemoryPreferences();
        preferences.put("language", "en");
        return preferences;
    }

    @BeforeEach
    void installTheProgram() {
        files = StarterCopy.in(home.resolve("program"));
        kept = home.resolve("state");
    }

    @AfterEach
    void closeTheWindow() {
        if (window != null) {
            window.gone();
        }
    }

    private Path data() throws IOException {
        return Files.writeString(
                home.resolve("mine.jsonl"),
                "{\"frage\": \"Hi\", \"antwort\": \"Hello\"}\n"
                        + "{\"frage\": \"Who\", \"antwort\": \"Me\"}\n"
                        + "{\"frage\": \"Where\", \"antwort\": \"Here\"}\n");
    }

    private static void openMine(Window window, Path data) {
        doFx(
                () ->
                        window.workbench
                                .shared()
                                .openData(
                                        List.of(data),
                                        new ColumnMapping(
                                                Map.of(
                                                        "instruction", "frage",
                                                        "output", "antwort"))));
        waitUntil(
                "the data are open",
                () ->
                        window.workbench.shared().rows().size() == 3
                                && window.workbench.shared().dataProperty().get().complete());
    }

    @Test
    void aFirstWindowBeginsWithTheStarterAndTheSamples() {
        window = new Window();
        assertThat(runFx(() -> window.workbench.shared().modelDirectoryProperty().get()))
                .isEqualTo(files.starter());
        assertThat(window.told()).isEmpty();
        assertThat(window.remarks()).isEmpty();
    }

    @Test
    void aWindowThatIsClosedComesBackAsItWasLeft() throws IOException {
        window = new Window();
        Path data = data();
        openMine(window, data);
        Workbench bench = window.workbench;
        doFx(
                () -> {
                    bench.template().conversation().rowIndexProperty().set(2);
                    bench.template().policyProperty().set(PolicyKind.LAST_ASSISTANT);
                    bench.template()
                            .template()
                            .presetProperty()
                            .set(
                                    bench.template().template().presets().stream()
                                            .filter(p -> p.name().equals("Gemma"))
                                            .findFirst()
                                            .orElseThrow());
                    bench.train().form().batchSize().type(3);
                    bench.train().form().learningRate().type(0.0123);
                    bench.labels().form().sideProperty().set(PaddingSide.LEFT);
                    bench.chat().sampling().greedyProperty().set(false);
                    bench.chat().inputs().questionProperty().set("Half a quest");
                    bench.window().goTo(Section.TRAIN);
                });
        waitForFxEvents();
        doFx(
                () -> {
                    // Low enough for what the lower part must have, also under a notice.
                    window.split(Section.TRAIN).setDividerPositions(0.5);
                    ((TabPane)
                                    bench.window()
                                            .panes()
                                            .of(Section.TRAIN)
                                            .orElseThrow()
                                            .lookup(".tab-pane"))
                            .getSelectionModel()
                            .select(1);
                    window.split(Section.TEMPLATE).setDividerPositions(0.3);
                });
        waitForFxEvents();
        doFx(() -> bench.window().goTo(Section.TEMPLATE));
        window.close();
        // Train's pane is not even made in the next one.
        window = new Window();
        doFx(() -> window.workbench.window().sectionProperty().set(Section.LABELS));
        window.close();

        window = new Window();
        Workbench next = window.workbench;
        assertThat(runFx(() -> next.shared().rows().size())).isEqualTo(3);
        waitUntil(
                "the row is back",
                () -> next.template().conversation().rowIndexProperty().get() == 2);
        assertThat(runFx(() -> next.shared().columnsInUse().columns()))
                .containsEntry("output", "antwort");
        assertThat(runFx(() -> next.template().policyProperty().get()))
                .isEqualTo(PolicyKind.LAST_ASSISTANT);
        assertThat(runFx(() -> next.template().template().presetProperty().get().name()))
                .isEqualTo("Gemma");
        assertThat(runFx(() -> next.train().form().batchSize().value())).contains(3);
        assertThat(runFx(() -> next.train().form().learningRate().value())).contains(0.0123);
        assertThat(runFx(() -> next.labels().form().sideProperty().get()))
                .isEqualTo(PaddingSide.LEFT);
        assertThat(runFx(() -> next.chat().sampling().greedyProperty().get())).isFalse();
        assertThat(runFx(() -> next.chat().inputs().questionProperty().get()))
                .isEqualTo("Half a quest");
        assertThat(runFx(() -> next.window().section())).isEqualTo(Section.LABELS);
        doFx(() -> next.window().goTo(Section.TRAIN));
        waitForFxEvents();
        assertThat(runFx(() -> window.split(Section.TRAIN).getDividerPositions()[0]))
                .isCloseTo(0.5, org.assertj.core.data.Offset.offset(0.02));
        assertThat(
                        runFx(
                                () ->
                                        ((TabPane)
                                                        next.window()
                                                                .panes()
                                                                .of(Section.TRAIN)
                                                                .orElseThrow()
                                                                .lookup(".tab-pane"))
                                                .getSelectionModel()
                                                .getSelectedIndex()))
                .isEqualTo(1);
        doFx(() -> next.window().goTo(Section.TEMPLATE));
        waitForFxEvents();
        assertThat(runFx(() -> window.split(Section.TEMPLATE).getDividerPositions()[0]))
                .isCloseTo(0.3, org.assertj.core.data.Offset.offset(0.02));
        assertThat(window.told()).as("nothing was left unsaved to tell of").isEmpty();
    }

    @Test
    void aWindowClosedInALessonComesBackAsItWasBeforeWithWhatWasOpenedLastInTheMenus()
            throws IOException {
        window = new Window();
        Path data = data();
        openMine(window, data);
        Workbench bench = window.workbench;
        doFx(
                () -> {
                    bench.template().conversation().rowIndexProperty().set(2);
                    bench.train().form().learningRate().type(0.0123);
                    bench.train().form().batchSize().type(3);
                });
        setUp(window, "accumulation");
        assertThat(runFx(() -> bench.train().form().learningRate().value()))
                .as("the lesson has its own")
                .isNotEqualTo(Optional.of(0.0123));
        waitUntil("it is kept", () -> "0.0123".equals(keptLearningRate()));
        doFx(() -> bench.template().policyProperty().set(PolicyKind.LAST_ASSISTANT));
        pause();
        assertThat(keptLearningRate()).as("what a window killed now left").isEqualTo("0.0123");
        window.close();

        window = new Window();
        Workbench next = window.workbench;
        assertThat(runFx(() -> next.train().form().learningRate().value())).contains(0.0123);
        assertThat(runFx(() -> next.train().form().batchSize().value())).contains(3);
        assertThat(runFx(() -> next.template().policyProperty().get()))
                .as("chosen by the user in the lesson")
                .isEqualTo(PolicyKind.LAST_ASSISTANT);
        assertThat(runFx(() -> next.shared().rows().size())).isEqualTo(3);
        waitUntil(
                "the row is back",
                () -> next.template().conversation().rowIndexProperty().get() == 2);
        assertThat(recent("dataChoice")).containsExactly(data.toString());
        assertThat(recent("modelChoice")).isEmpty();
    }

    private String keptLearningRate() {
        return new SessionFile(kept).read().state().settings().get("train.learning_rate");
    }

    /** For longer than the window waits before it keeps a change. */
    private static void pause() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void setUp(Window window, String lesson) {
        Workbench bench = window.workbench;
        doFx(
                () -> {
                    bench.learn()
                            .chosenProperty()
                            .set(
                                    bench.learn().lessons().stream()
                                            .filter(each -> each.id().equals(lesson))
                                            .findFirst()
                                            .orElseThrow());
                    bench.learn().setUp();
                });
        int loading = window.engine.commands().indexOf(new Command.LoadModel(files.starter()));
        ModelInfo starter =
                new ModelInfo(
                        files.starter(),
                        "qwen3",
                        1,
                        1,
                        1,
                        1,
                        1,
                        List.of(),
                        "CPU",
                        Optional.empty());
        window.engine.task(loading).tell(new Event.ModelReady(starter));
        waitUntil("it is set up", () -> bench.learn().stateProperty().get() == SetUpState.SET);
    }

    private List<String> recent(String button) {
        return runFx(
                () ->
                        ((MenuButton) window.workbench.root().lookup("#" + button))
                                .getItems().stream()
                                        .filter(Menu.class::isInstance)
                                        .flatMap(menu -> ((Menu) menu).getItems().stream())
                                        .map(item -> item.getText())
                                        .toList());
    }

    @Test
    void aKilledWindowLosesNoEditAndTheNextOneSaysSo() throws IOException {
        window = new Window();
        openMine(window, data());
        Workbench bench = window.workbench;
        String before = window.source();
        window.write(before + "{# mine #}");
        doFx(
                () -> {
                    bench.template().conversation().rowIndexProperty().set(1);
                    bench.template()
                            .conversation()
                            .messages()
                            .get(1)
                            .contentProperty()
                            .set("Nobody");
                    bench.chat().inputs().questionProperty().set("Half a quest");
                });
        waitUntilKept("Nobody");
        waitUntilKept("Half a quest");
        waitUntil(
                "the row that is looked at is kept",
                () -> {
                    RowName row = new SessionFile(kept).read().state().row();
                    return row != null && row.number() == 2;
                });
        Path drafts = kept.resolve("drafts");
        Path crashed = home.resolve("crashed");
        copyAsAfterAKill(drafts, crashed);
        window.gone();
        kept = crashed;

        window = new Window();
        waitUntil(
                "the edited row is back",
                () -> window.workbench.template().conversation().editedProperty().get());
        String minute = DateTimeFormatter.ofPattern("HH:mm").format(LocalTime.now());
        assertThat(window.told())
                .startsWith("Restored your unsaved template and conversation of ")
                .contains(minute.substring(0, 2) + ":");
        assertThat(window.source()).isEqualTo(before + "{# mine #}");
        assertThat(runFx(() -> window.workbench.template().template().editedProperty().get()))
                .isTrue();
        assertThat(
                        runFx(
                                () ->
                                        window.workbench
                                                .template()
                                                .conversation()
                                                .messages()
                                                .get(1)
                                                .contentProperty()
                                                .get()))
                .isEqualTo("Nobody");
        assertThat(runFx(() -> window.workbench.chat().inputs().questionProperty().get()))
                .isEqualTo("Half a quest");
        pictures("draft-restored");

        window.press("discardDraft");
        assertThat(window.told()).startsWith("Discarded your unsaved edits of ");
        assertThat(window.source()).isEqualTo(before);
        pictures("draft-discarded");
        window.press("undoDiscard");
        assertThat(window.source()).isEqualTo(before + "{# mine #}");
    }

    /** The files of a living window without its lock, as the system leaves them after a kill. */
    private void copyAsAfterAKill(Path drafts, Path to) throws IOException {
        Files.createDirectories(to.resolve("drafts"));
        Files.copy(kept.resolve("session.json"), to.resolve("session.json"));
        try (var all = Files.list(drafts)) {
            for (Path file :
                    all.filter(f -> !f.getFileName().toString().startsWith(".")).toList()) {
                Files.copy(file, to.resolve("drafts").resolve(file.getFileName()));
            }
        }
    }

    private void waitUntilKept(String text) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            try (var all = Files.list(kept.resolve("drafts"))) {
                for (Path file : all.filter(f -> f.toString().endsWith(".json")).toList()) {
                    if (Files.readString(file).contains(text)) {
                        return;
                    }
                }
                Thread.sleep(20);
            } catch (IOException e) {
                // It is being replaced, or there is none yet.
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("not kept: " + text);
    }

    /** The chat's conversation on the screen: a question and its answer. */
    private String talk() {
        SavedTalk.Turn question =
                new SavedTalk.Turn(
                        -1,
                        true,
                        "user",
                        "Who",
                        "template",
                        7L,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        SavedTalk.Turn answer =
                new SavedTalk.Turn(
                        0,
                        true,
                        "assistant",
                        "Me",
                        null,
                        null,
                        "m",
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null);
        new TalkFiles(files.conversations())
                .write(
                        new SavedTalk(
                                SavedTalk.FORMAT,
                                "20200101-000000-000",
                                "Who",
                                false,
                                1,
                                2,
                                "",
                                List.of(new SavedTalk.Side(null, List.of(question, answer)))));
        return "20200101-000000-000";
    }

    private static Question question(Window window) {
        return (Question) runFx(() -> window.workbench.chat().base().talk().path().get(0));
    }

    private void openTalk(Window window, String id) {
        doFx(() -> window.workbench.chat().talks().open(id));
        waitUntil(
                "the conversation is on the screen",
                () -> !window.workbench.chat().base().talk().path().isEmpty());
    }

    @Test
    void chosenRowsModelsOfTheChatAndAMessageBeingChangedComeBack() throws IOException {
        Path other = Files.createDirectories(home.resolve("other"));
        Path tuned = Files.createDirectories(home.resolve("tuned"));
        String talk = talk();
        window = new Window();
        openMine(window, data());
        openTalk(window, talk);
        doFx(
                () -> {
                    Workbench bench = window.workbench;
                    bench.labels()
                            .choice()
                            .choose(
                                    List.of(
                                            bench.shared().rows().get(2),
                                            bench.shared().rows().get(1)));
                    bench.chat().base().choose(other);
                    bench.chat().tuned().choose(tuned);
                    bench.chat()
                            .actions(bench.chat().base())
                            .write(bench.chat().base().talk().path().get(0), "Who else");
                });
        window.close();

        window = new Window();
        Workbench next = window.workbench;
        waitUntil("the conversation is back", () -> !next.chat().base().talk().path().isEmpty());
        assertThat(question(window).draftProperty().get()).isEqualTo("Who else");
        assertThat(runFx(() -> next.labels().chosen().stream().map(DataRow::number).toList()))
                .containsExactly(3, 2);
        assertThat(runFx(() -> next.shared().modelDirectoryProperty().get()))
                .isEqualTo(files.starter());
        assertThat(runFx(() -> next.chat().base().directoryProperty().get())).isEqualTo(other);
        assertThat(runFx(() -> next.chat().tuned().directoryProperty().get())).isEqualTo(tuned);
        window.close();

        DurableFiles.deleteTree(other);
        DurableFiles.deleteTree(tuned);
        window = new Window();
        assertThat(window.remarks()).contains(other.toString()).contains(tuned.toString());
        assertThat(runFx(() -> window.workbench.chat().base().directoryProperty().get()))
                .isEqualTo(files.starter());
        assertThat(runFx(() -> window.workbench.labels().chosen().size())).isEqualTo(2);
    }

    @Test
    void aKilledWindowLosesNoMessageThatIsBeingChanged() throws Exception {
        String talk = talk();
        window = new Window();
        openTalk(window, talk);
        Question question = question(window);
        doFx(
                () ->
                        window.workbench
                                .chat()
                                .actions(window.workbench.chat().base())
                                .write(question, "Who else"));
        TalkFiles kept = new TalkFiles(files.conversations());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!"Who else".equals(kept.read(talk).sides().get(0).turns().get(0).draft())) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void twoWindowsKeepTheirDraftsApart() throws InterruptedException {
        window = new Window();
        Window second = new Window();
        String own = window.source();
        window.write(own + "{# one #}");
        // Drafts are told apart by the millisecond.
        Thread.sleep(2);
        second.write(own + "{# two #}");
        window.close();
        second.close();

        window = new Window();
        second = new Window();
        assertThat(window.source()).isEqualTo(own + "{# two #}");
        assertThat(window.told()).contains("Another draft, of ").contains("a second window");
        assertThat(second.source()).isEqualTo(own + "{# one #}");
        second.gone();
    }

    @Test
    void whatIsGoneIsToldOnceAndTheRestComesBack() throws IOException {
        window = new Window();
        Path data = data();
        openMine(window, data);
        doFx(() -> window.workbench.template().policyProperty().set(PolicyKind.ALL));
        window.close();
        Files.delete(data);

        window = new Window();
        assertThat(window.remarks()).contains("No longer there").contains(data.toString());
        assertThat(runFx(() -> window.workbench.template().policyProperty().get()))
                .isEqualTo(PolicyKind.ALL);
        pictures("session-missing");
        window.close();
        window = new Window();
        assertThat(window.remarks()).isEmpty();
    }

    @Test
    void aDamagedFileIsToldAndTheWindowOpensAllTheSame() throws IOException {
        Files.createDirectories(kept);
        Files.writeString(kept.resolve("session.json"), "{\"format\": 1, \"mod");
        window = new Window();
        assertThat(window.remarks()).contains("session.json").contains("set aside as");
        doFx(() -> window.workbench.template().policyProperty().set(PolicyKind.ALL));
        window.close();
        window = new Window();
        assertThat(window.remarks()).isEmpty();
        assertThat(runFx(() -> window.workbench.template().policyProperty().get()))
                .isEqualTo(PolicyKind.ALL);
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsToldAndTheWindowWorks() throws IOException {
        kept = Files.createFile(home.resolve("a-file")).resolve("state");
        window = new Window();
        assertThat(window.remarks()).contains("Drafts cannot be kept in");
        window.write("{{ 1 }}");
        waitUntil(
                "it is told that settings cannot be kept",
                () ->
                        window.workbench
                                .window()
                                .remarksProperty()
                                .get()
                                .summary()
                                .contains("How the window is set cannot be kept"));
        assertThat(window.remarks())
                .as("what came before is still to be read")
                .contains("Drafts cannot be kept in");
        assertThat(window.source()).isEqualTo("{{ 1 }}");
    }

    @Test
    void aKilledWindowsSettingsAreThoseOfAMomentBefore() {
        window = new Window();
        doFx(() -> window.workbench.template().policyProperty().set(PolicyKind.COMPLETION));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        SessionState state = SessionState.NONE;
        while (!"COMPLETION".equals(state.settings().get("template.policy"))) {
            assertThat(System.nanoTime()).isLessThan(end);
            state = new SessionFile(kept).read().state();
        }
        assertThat(state.model()).as("the starter is the program's own, wherever it is").isNull();
    }

    @Test
    void aModelThatCannotBeOpenedAnyMoreGivesWayToTheStarter() throws IOException {
        Path broken = Files.createDirectories(home.resolve("broken"));
        new SessionFile(kept)
                .write(
                        new SessionState(
                                broken.toString(), false, null, null, null, null, null, null));
        window = new Window();
        assertThat(runFx(() -> window.workbench.shared().modelDirectoryProperty().get()))
                .isEqualTo(files.starter());
        assertThat(runFx(() -> window.workbench.shared().problemProperty().get().summary()))
                .contains(broken.toString());
    }

    @Test
    void theCurveOfTheLastRunComesBack() throws IOException {
        RunDirectory run = new RunDirectory(Files.createDirectories(files.runs().resolve("last")));
        Files.writeString(
                run.record(),
                "{\"format\":1,\"id\":\"x\",\"name\":\"Cities\",\"state\":\"finished\","
                        + "\"created\":\"2026-01-01T00:00:00Z\"}");
        Files.writeString(
                run.metrics(),
                "{\"step\":1,\"loss\":3}\n{\"step\":2,\"loss\":2}\n{\"step\":3,\"loss\":1}\n");
        new SessionFile(kept)
                .write(
                        new SessionState(
                                null,
                                false,
                                null,
                                null,
                                null,
                                null,
                                Map.of("window.charts", run.path().toString()),
                                null));
        window = new Window();
        var shown = window.workbench.train().runs().overlays().shown();
        waitUntil("it is drawn", () -> !shown.isEmpty());
        waitUntil("it is read", () -> shown.get(0).history().lastStep() == 3);
        doFx(() -> window.workbench.window().goTo(Section.TRAIN));
        pictures("session-last-run");
        window.close();
        assertThat(new SessionFile(kept).read().state().settings())
                .containsEntry("window.charts", run.path().toString());
        window = new Window();
        var again = window.workbench.train().runs().overlays().shown();
        waitUntil("it is drawn again", () -> !again.isEmpty());
    }

    private void pictures(String name) {
        Scene scene = runFx(() -> window.workbench.root().getScene());
        for (boolean dark : themes()) {
            theme(dark);
            waitForFxEvents();
            snapshot(scene, SCREENSHOTS.resolve(name + (dark ? "-dark" : "") + ".png"));
        }
        if (!ALL_PICTURES) {
            return;
        }
        doFx(() -> window.workbench.words().languageProperty().set(Language.CHINESE));
        theme(false);
        waitForFxEvents();
        snapshot(scene, SCREENSHOTS.resolve(name + "-zh.png"));
        doFx(() -> window.workbench.words().languageProperty().set(Language.ENGLISH));
        waitForFxEvents();
    }
}
