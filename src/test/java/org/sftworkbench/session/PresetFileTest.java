package org.sftworkbench.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.disk.FaultyDisk;

class PresetFileTest {
    private static final KeptPreset SMALL =
            new KeptPreset("小 “small”", Map.of("train.batch_size", "1", "train.lora", "true"));
    private static final KeptPreset LARGE =
            new KeptPreset("large", Map.of("train.batch_size", "64"));

    @TempDir private Path directory;

    private PresetFile file() {
        return new PresetFile(directory.resolve("kept"));
    }

    @Test
    void whatIsPutThereComesBackInItsOrder() {
        assertThat(file().read().presets()).isEmpty();
        assertThat(file().put(SMALL)).containsExactly(SMALL);
        assertThat(file().put(LARGE)).containsExactly(SMALL, LARGE);
        assertThat(file().read().presets()).containsExactly(SMALL, LARGE);
        assertThat(file().read().remark()).isEmpty();
    }

    @Test
    void oneOfTheSameNameIsReplacedWhereItStands() {
        file().put(SMALL);
        file().put(LARGE);
        KeptPreset other = new KeptPreset(SMALL.name(), Map.of("train.batch_size", "2"));
        assertThat(file().put(other)).containsExactly(other, LARGE);
        assertThat(file().remove(other.name())).containsExactly(LARGE);
        assertThat(file().read().presets()).containsExactly(LARGE);
    }

    @Test
    void whatAnotherWindowHasAddedStays() {
        PresetFile first = file();
        PresetFile second = file();
        first.read();
        second.put(LARGE);
        assertThat(first.put(SMALL)).containsExactly(LARGE, SMALL);
    }

    @Test
    void aDamagedFileIsSetAsideAndNamed() throws IOException {
        file().put(SMALL);
        Path kept = directory.resolve("kept/presets.json");
        Files.writeString(kept, "{\"format\": 1, \"presets\": [");
        assertThatThrownBy(() -> file().put(LARGE))
                .isInstanceOf(SessionException.class)
                .hasMessageContaining(kept.toString());
        PresetFile.Found found = file().read();
        assertThat(found.presets()).isEmpty();
        assertThat(found.remark().orElseThrow())
                .startsWith(kept + " cannot be used: ")
                .contains("set aside");
        assertThat(file().put(LARGE)).containsExactly(LARGE);
    }

    @Test
    void aFullDiskIsToldAndWhatWasKeptStays() {
        file().put(SMALL);
        FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, 1);
        PresetFile full = new PresetFile(disk.path(directory.resolve("kept")));
        assertThatThrownBy(() -> full.put(LARGE))
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("No space left on device");
        assertThat(file().read().presets()).containsExactly(SMALL);
    }
}
