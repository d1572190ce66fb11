package org.sftworkbench.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunLock;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.ui.common.words.Words;

class RunsViewModelTest {
    @TempDir private Path root;

    private final RunsViewModel view =
            new RunsViewModel(Words.english(), Runnable::run, Runnable::run);

    @BeforeEach
    void threeRuns() throws IOException {
        write("first", 2e-5, RunState.FINISHED);
        write("second", 1e-4, RunState.STOPPED);
        Files.createDirectories(root.resolve("torn"));
        Files.writeString(root.resolve("torn").resolve("run.json"), "{\"format\": 1, \"na");
        view.rootProperty().set(root);
    }

    @Test
    void aBrokenRunIsShownWithTheReason() {
        assertThat(view.runs()).hasSize(3);
        StoredRun torn = view.runs().get(2);

        assertThat(torn.record()).isEmpty();
        assertThat(torn.problem()).contains("run.json");
        view.selected().setAll(torn);
        assertThat(view.readableProperty().get()).isFalse();
        assertThat(view.continuableProperty().get()).isFalse();
        assertThat(view.deletableProperty().get()).isTrue();
    }

    @Test
    void aRunThatIsOpenedByNameIsListedAndSelectedWhereverItLies(@TempDir Path elsewhere)
            throws IOException {
        view.show(new RunDirectory(root.resolve(".").resolve("second")));
        assertThat(view.runs()).hasSize(3);
        assertThat(view.shownProperty().get()).isEqualTo(named("second"));

        Path far = elsewhere.resolve("far");
        Files.move(root.resolve("first"), far);
        view.show(new RunDirectory(far));
        assertThat(view.runs().get(0).directory().path()).isEqualTo(far);
        assertThat(view.shownProperty().get()).isEqualTo(view.runs().get(0));

        view.show(new RunDirectory(elsewhere.resolve("nothing")));
        assertThat(view.shownProperty().get()).as("stays").isEqualTo(view.runs().get(0));
    }

    @Test
    void aRunIsDrawnWithItsPointsAndTakenAwayAgain() {
        view.overlays().toggle(named("first"));

        OverlaidRun overlay = view.overlays().shown().get(0);
        assertThat(overlay.name().get()).isEqualTo("first");
        assertThat(overlay.history().points(MetricHistory.LOSS).size()).isEqualTo(5);
        assertThat(overlay.history().points(MetricHistory.EVAL_LOSS).size()).isEqualTo(1);
        assertThat(overlay.history().lastStep()).isEqualTo(5);

        view.overlays().toggle(named("first"));
        assertThat(view.overlays().shown()).isEmpty();
    }

    @Test
    void aRunThatGoesOnIsNotDrawnOnceMoreAsItWas() {
        LiveRun goesOn = new LiveRun(named("second").directory().path(), false, Map.of());
        view.overlays().toggle(named("first"));
        view.show(new RunDirectory(root.resolve("second")));
        assertThat(view.overlays().shown()).hasSize(2);

        view.goesOn(goesOn);
        assertThat(view.overlays().shown())
                .extracting(overlay -> overlay.name().get())
                .containsExactly("first");
        view.show(new RunDirectory(root.resolve("second")));
        assertThat(view.overlays().shown()).hasSize(1);

        view.overlays().toggle(named("second"));
        view.goesOn(goesOn);
        assertThat(view.overlays().shown()).as("who wants it so gets it").hasSize(2);
    }

    @Test
    void everyOverlayHasALookOfItsOwnUntilThereIsNoMore() throws IOException {
        for (int n = 1; n <= 7; n++) {
            write("more" + n, 1e-3, RunState.FINISHED);
        }
        view.refresh();
        for (int n = 1; n <= 7; n++) {
            view.overlays().toggle(named("more" + n));
        }

        assertThat(view.overlays().shown()).extracting(OverlaidRun::look).doesNotHaveDuplicates();
        assertThat(view.overlays().shown()).hasSize(RunOverlays.MOST);
        assertThat(view.problemProperty().get().summary()).startsWith("Six runs");
    }

    @Test
    void onlyWhatDiffersIsMarked() {
        view.selected().setAll(named("first"));
        view.compare();
        assertThat(view.differenceProperty().get()).isNull();

        view.selected().setAll(named("first"), named("second"));
        view.compare();

        assertThat(view.differenceProperty().get().differing())
                .containsExactly(new ConfigDiff.Line("learning_rate", "2e-5", "1e-4"));
        assertThat(view.differenceProperty().get().lines())
                .extracting(ConfigDiff.Line::key)
                .contains("seed", "adapter.r", "model", "template.sha256", "policy.mask");
    }

    @Test
    void aNameAndANoteAreKeptOnTheDisk() {
        view.overlays().toggle(named("first"));
        view.rename(named("first"), "baseline");
        view.note(named("baseline"), "before the new rows");

        assertThat(view.runs()).anyMatch(run -> name(run).equals("baseline"));
        assertThat(view.overlays().shown().get(0).name().get()).isEqualTo("baseline");
        RunRecord record = new RunRecordFile(new RunDirectory(root.resolve("first"))).read();
        assertThat(record.note()).isEqualTo("before the new rows");
    }

    @Test
    void aRunThatIsBeingWrittenCannotBeRenamedWhichIsToldAtOnce() {
        StoredRun first = named("first");
        view.selected().setAll(first);
        assertThat(view.renamableProperty().get()).isTrue();
        assertThat(view.lets(first)).isTrue();

        view.goesOn(new LiveRun(first.directory().path(), false, Map.of()));
        assertThat(view.renamableProperty().get()).isFalse();
        assertThat(view.deletableProperty().get()).isFalse();
        assertThat(view.lets(first)).isFalse();
        assertThat(view.problemProperty().get().summary()).contains("first is being trained");
        view.selected().setAll(named("second"));
        assertThat(view.renamableProperty().get()).isTrue();

        view.isOver();
        view.selected().setAll(named("first"));
        try (RunLock elsewhere = RunLock.take(first.directory())) {
            view.refresh();
            assertThat(view.renamableProperty().get()).isFalse();
        }
        view.refresh();
        assertThat(view.renamableProperty().get()).isTrue();
    }

    @Test
    void theProbeOfARunThatHasOneIsOffered() {
        view.selected().setAll(named("first"));
        assertThat(view.probedProperty().get()).isFalse();
        new RunRecordFile(new RunDirectory(root.resolve("first")))
                .update(
                        record -> {
                            record.policy().put("probe_steps", 5);
                            return record;
                        });
        view.refresh();
        List<StoredRun> shown = new ArrayList<>();
        view.onShowProbeProperty().set(shown::add);
        assertThat(view.probedProperty().get()).isTrue();
        view.showProbe();

        assertThat(shown).containsExactly(named("first"));
    }

    @Test
    void aDeletedRunIsOutOfTheListBeforeTheDiskHasDoneItsPart() {
        List<Runnable> later = new ArrayList<>();
        RunsViewModel slow = new RunsViewModel(Words.english(), later::add, Runnable::run);
        slow.rootProperty().set(root);
        later.remove(0).run();
        slow.selected().setAll(slow.runs().get(0));
        slow.askToDelete();
        slow.delete();
        assertThat(slow.runs()).hasSize(2);

        later.remove(0).run();
        later.remove(0).run();
        assertThat(slow.runs()).hasSize(2);
        assertThat(slow.problemProperty().get()).isNull();
    }

    @Test
    void deletingAsksFirst() {
        view.overlays().toggle(named("second"));
        view.selected().setAll(named("second"));
        view.askToDelete();
        assertThat(view.doomedProperty().get()).hasSize(1);
        view.keep();
        assertThat(root.resolve("second")).exists();

        view.askToDelete();
        view.delete();

        assertThat(root.resolve("second")).doesNotExist();
        assertThat(view.runs()).hasSize(2);
        assertThat(view.overlays().shown()).isEmpty();
        assertThat(view.doomedProperty().get()).isEmpty();
    }

    @Test
    void onlyARunThatHasNotFinishedGoesOn() {
        List<StoredRun> continued = new ArrayList<>();
        view.onContinueProperty().set(continued::add);
        view.selected().setAll(named("first"));
        view.continueSelected();
        assertThat(continued).isEmpty();

        view.selected().setAll(named("second"));
        view.continueSelected();
        assertThat(continued).extracting(RunsViewModelTest::name).containsExactly("second");
    }

    @Test
    void aFinishedRunOpensInTheChatAndOneWithoutACheckpointSaysSo() {
        List<Path> opened = new ArrayList<>();
        view.onOpenInChatProperty().set(opened::add);
        view.selected().setAll(named("first"));
        view.openInChat();
        assertThat(opened).containsExactly(root.resolve("first"));

        view.selected().setAll(named("second"));
        view.openInChat();
        assertThat(view.problemProperty().get().summary())
                .isEqualTo("second has no checkpoint to chat with.");
    }

    @Test
    void aRunThatWasTakenAwayIsListedNoMoreOnceItIsAskedFor() throws IOException {
        view.selected().setAll(named("second"));
        DurableFiles.deleteTree(root.resolve("second"));
        view.openInChat();
        assertThat(view.runs()).extracting(RunsViewModelTest::name).doesNotContain("second");
    }

    @Test
    void whatWasSelectedStaysSelectedWhenTheDiskIsLookedAtAgain() {
        view.selected().setAll(named("second"));
        view.rename(named("first"), "other");

        assertThat(view.selected()).extracting(RunsViewModelTest::name).containsExactly("second");
    }

    private StoredRun named(String name) {
        return view.runs().stream().filter(run -> name(run).equals(name)).findFirst().orElseThrow();
    }

    private static String name(StoredRun run) {
        return run.record().map(RunRecord::name).orElse("");
    }

    private void write(String name, double rate, RunState state) throws IOException {
        WrittenRun.at(root, name, rate, state);
    }
}
