package org.sftworkbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sftworkbench.disk.FaultyDisk;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** A checkpoint is whole or not there, and a damaged one is named and not used. */
class CheckpointsTest {
    private static final boolean FULL = Boolean.getBoolean("sft.full");
    private static final Set<FaultyDisk.Fault> ENDS =
            EnumSet.of(FaultyDisk.Fault.KILLED, FaultyDisk.Fault.POWER);

    @TempDir Path directory;

    private RunDirectory run;

    @BeforeEach
    void makeRun() throws IOException {
        run = new RunDirectory(directory.resolve("run"));
        Files.createDirectory(run.path());
    }

    @Test
    void whatIsSavedIsFoundUnderItsStep() {
        Checkpoints checkpoints = new Checkpoints(run);
        checkpoints.commit(9, this::write);
        checkpoints.commit(10, this::write);
        assertThat(run.checkpoints())
                .isDirectoryContaining("glob:**/step-00000009")
                .isDirectoryContaining("glob:**/step-00000010");
        assertThat(Checkpoints.newestValid(run)).map(Checkpoint::step).contains(10);
    }

    @Test
    void nothingIsSavedWhereTheRunWasRemovedOrMovedMeanwhile() throws IOException {
        Files.delete(run.path());
        Checkpoints checkpoints = new Checkpoints(run);
        assertThatThrownBy(() -> checkpoints.commit(9, this::write))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("the checkpoint cannot be written");
        assertThat(run.path()).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void wheneverTheDiskGoesWrongTheNewestValidCheckpointLoads(FaultyDisk.Fault fault)
            throws IOException {
        FaultyDisk sound = new FaultyDisk(fault, Integer.MAX_VALUE);
        save(sound, Files.createDirectory(directory.resolve("sound")));
        assertThat(sound.operations()).isGreaterThan(30);
        int interrupted = 0;
        // What ends the process does so at each operation. What the disk refuses it refuses at each
        // third one, every fault beginning at another; in the long form at each.
        boolean each = FULL || ENDS.contains(fault);
        int first = each ? 1 : 1 + fault.ordinal() % 3;
        for (int at = first; at <= sound.operations(); at += each ? 1 : 3) {
            RunDirectory here = new RunDirectory(directory.resolve(fault + "-" + at));
            Files.createDirectories(here.path());
            FaultyDisk disk = new FaultyDisk(fault, at);
            int told = save(disk, here.path());
            disk.settle();
            List<String> refused = new ArrayList<>();
            Checkpoints after = new Checkpoints(here);
            int newest = after.newestValid(refused::add).map(Checkpoint::step).orElse(0);
            assertThat(refused).as("%s at operation %d", fault, at).isEmpty();
            assertThat(newest).as("%s at operation %d", fault, at).isGreaterThanOrEqualTo(told);
            after.clean();
            assertOnlyCheckpoints(here);
            assertThat(after.newestValid(refused::add).map(Checkpoint::step).orElse(0))
                    .as("%s at operation %d, put back", fault, at)
                    .isEqualTo(newest);
            // And the next start saves where this one could not.
            after.commit(2, this::write);
            after.commit(3, this::write);
            assertThat(Checkpoints.newestValid(here)).map(Checkpoint::step).contains(3);
            interrupted += newest < 2 ? 1 : 0;
        }
        assertThat(interrupted).isGreaterThan(each ? 10 : 3);
    }

    /** Saves the steps 1 and 2, and 2 again, and says which it was told are safe. */
    private int save(FaultyDisk disk, Path path) {
        Checkpoints checkpoints = new Checkpoints(new RunDirectory(disk.path(path)));
        int told = 0;
        try {
            told = checkpoints.commit(1, this::write).step();
            told = checkpoints.commit(2, this::write).step();
            checkpoints.commit(2, this::write);
        } catch (RunException e) {
            assertThat(e).hasMessageContaining("the checkpoint cannot be written: ");
            if (told == 1) {
                assertThat(e)
                        .hasMessageContaining("step-00000002")
                        .hasMessageContaining("The one of step 1 is as it was");
            }
        }
        return told;
    }

    @Test
    void aDamagedCheckpointThatIsSavedAgainIsReplaced() throws IOException {
        Checkpoints checkpoints = new Checkpoints(run);
        checkpoints.commit(1, this::write);
        Path damaged = checkpoints.commit(2, this::write).path();
        Files.delete(damaged.resolve("model.safetensors"));
        assertThat(Checkpoints.newestValid(run)).map(Checkpoint::step).contains(1);
        checkpoints.commit(2, this::write);
        assertThat(Checkpoints.newestValid(run)).map(Checkpoint::step).contains(2);
        assertOnlyCheckpoints(run);
    }

    @Test
    void whatWasSetAsideInPiecesIsNotPutBack() throws IOException {
        Checkpoints checkpoints = new Checkpoints(run);
        checkpoints.commit(1, this::write);
        Path whole = checkpoints.commit(2, this::write).path();
        Files.delete(whole.resolve("model.safetensors"));
        Files.move(whole, whole.resolveSibling("." + whole.getFileName() + ".aside-1"));
        checkpoints.clean();
        assertThat(checkpoints.all()).extracting(Checkpoint::step).containsExactly(1);
        assertOnlyCheckpoints(run);
    }

    @Test
    void aFullDiskIsToldAndLeavesNothingBehind() {
        FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, 6);
        Checkpoints checkpoints = new Checkpoints(new RunDirectory(disk.path(run.path())));
        assertThatThrownBy(() -> checkpoints.commit(1, this::write))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("No space left on device");
        assertThat(run.checkpoints()).isEmptyDirectory();
    }

    @Test
    void eachFileMissingCutOrWithAFlippedBitIsRefusedByName() throws IOException {
        Checkpoints checkpoints = new Checkpoints(run);
        checkpoints.commit(1, this::write);
        Path newest = checkpoints.commit(2, this::write).path();
        List<Path> files;
        try (Stream<Path> inside = Files.list(newest)) {
            files = inside.toList();
        }
        assertThat(files).hasSize(4);
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            Files.delete(file);
            assertRefused(file);
            Files.write(file, Arrays.copyOf(whole, whole.length - 1));
            assertRefused(file);
            Files.write(file, new byte[0]);
            assertRefused(file);
            Random random = new Random(7);
            boolean all = file.endsWith(Manifest.NAME);
            // Each bit of a byte has its turn with seven as well.
            int stride = FULL ? 1 : 7;
            for (int i = 0; i < (all ? whole.length * 8 : 64); i += all ? stride : 1) {
                int bit = all ? i : random.nextInt(whole.length * 8);
                byte[] flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(file, flipped);
                assertRefused(file);
            }
            Files.write(file, whole);
            assertThat(Checkpoints.newestValid(run)).map(Checkpoint::step).contains(2);
        }
    }

    private void assertRefused(Path file) {
        List<String> refused = new ArrayList<>();
        assertThat(new Checkpoints(run).newestValid(refused::add))
                .map(Checkpoint::step)
                .contains(1);
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0)).startsWith(file.toString());
        ToldInChinese.check(refused.get(0));
    }

    @Test
    void whatStandsInAFilesPlaceIsNamedAsWhatItIs() throws IOException {
        new Checkpoints(run).commit(1, this::write);
        Path saved = new Checkpoints(run).commit(2, this::write).path();
        Path file = saved.resolve("optimizer.safetensors");
        Path elsewhere = Files.move(file, directory.resolve("elsewhere"));
        Files.createDirectory(file);
        assertThat(refusal(2)).isEqualTo(file + ": cannot be read: is a directory, not a file");
        Files.delete(file);
        Files.createSymbolicLink(file, elsewhere);
        assertThat(refusal(2)).startsWith(file + ": cannot be read: is a link");
        Path manifest = saved.resolve(Manifest.NAME);
        Files.delete(manifest);
        Files.createSymbolicLink(manifest, directory.resolve("nowhere"));
        assertThat(refusal(2)).startsWith(manifest + ": cannot be read: is a link");
    }

    @Test
    void aManifestOfBeforeIsUsedAndWhereAFileDiffersItMayBeEither() throws IOException {
        Path saved = new Checkpoints(run).commit(2, this::write).path();
        Path manifest = saved.resolve(Manifest.NAME);
        ObjectNode said = (ObjectNode) new ObjectMapper().readTree(manifest.toFile());
        said.remove("sha256");
        Files.writeString(manifest, said.toString());
        assertThat(refusal(2)).contains("its own SHA-256 differs");
        Files.writeString(manifest, said.put("format", 1).toString());
        new Checkpoint(saved, 2).verify();
        Path file = saved.resolve("trainer_state.json");
        Files.writeString(file, "{\"global_step\":7}");
        assertThat(refusal(2)).startsWith(file.toString()).contains("or manifest.json was changed");
        ToldInChinese.check(refusal(2));
    }

    private String refusal(int step) {
        Checkpoint checkpoint =
                new Checkpoints(run)
                        .all().stream().filter(c -> c.step() == step).findFirst().orElseThrow();
        return catchThrowableOfType(RunException.class, checkpoint::verify).getMessage();
    }

    @Test
    void oldCheckpointsAreDeletedButNeverTheNewestNorTheBest() {
        Checkpoints checkpoints = new Checkpoints(run);
        Map<Integer, Double> evalLoss = new HashMap<>();
        evalLoss.put(2, 1.5);
        evalLoss.put(4, 1.75);
        for (int step = 1; step <= 6; step++) {
            checkpoints.commit(step, this::write);
        }
        checkpoints.prune(0, evalLoss, Optional.empty());
        assertThat(checkpoints.all()).hasSize(6);
        checkpoints.prune(3, evalLoss, Optional.empty());
        assertThat(checkpoints.all()).extracting(Checkpoint::step).containsExactly(2, 5, 6);
        checkpoints.prune(1, evalLoss, Optional.empty());
        assertThat(checkpoints.all()).extracting(Checkpoint::step).containsExactly(2, 6);
        checkpoints.prune(1, Map.of(), Optional.empty());
        assertThat(checkpoints.all()).extracting(Checkpoint::step).containsExactly(6);
        assertOnlyCheckpoints(run);
    }

    @Test
    void theCheckpointThatARunWentOnFromStaysAsLongAsItIsCopiedFrom() {
        Checkpoints checkpoints = new Checkpoints(run);
        for (int step = 1; step <= 4; step++) {
            checkpoints.commit(step, this::write);
        }
        checkpoints.prune(1, Map.of(), Optional.of(checkpoints.all().get(1).path()));
        assertThat(checkpoints.all()).extracting(Checkpoint::step).containsExactly(2, 4);
    }

    @Test
    void aManifestCannotPointOutOfItsCheckpoint() throws IOException {
        Checkpoints checkpoints = new Checkpoints(run);
        Path saved = checkpoints.commit(1, this::write).path();
        Path manifest = saved.resolve(Manifest.NAME);
        for (String name : List.of("../x", "/etc/passwd", "a\\\\b", "..", "")) {
            Files.writeString(
                    manifest, "{\"format\":1,\"step\":1,\"files\":[{\"name\":\"" + name + "\"}]}");
            assertThatThrownBy(() -> new Checkpoint(saved, 1).verify())
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("is no name of a file");
        }
    }

    private void write(Path checkpoint) throws IOException {
        Files.write(checkpoint.resolve("model.safetensors"), new byte[] {1, 2, 3, 4, 5});
        Files.write(checkpoint.resolve("optimizer.safetensors"), "moments".getBytes("UTF-8"));
        Files.writeString(checkpoint.resolve("trainer_state.json"), "{\"global_step\":1}");
    }

    private static void assertOnlyCheckpoints(RunDirectory run) {
        if (!Files.exists(run.checkpoints())) {
            return;
        }
        try (Stream<Path> inside = Files.list(run.checkpoints())) {
            assertThat(inside.map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.startsWith("step-"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
