package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskOverrideFileTest {
    private static final int[] IDS = {5, 6, 7};

    @TempDir private Path directory;

    @Test
    void whatIsPutIsReadBackAndNothingElseIsLeftInTheDirectory() throws Exception {
        MaskOverrideFile file = MaskOverrideFile.beside(directory.resolve("rows.jsonl"));
        assertThat(file.read()).isEqualTo(MaskOverrides.NONE);
        MaskOverride first = MaskOverride.none(3, IDS).with(1, true).with(2, false);
        MaskOverride second = MaskOverride.none(9, new int[] {1}).with(0, true);
        file.put(first);
        file.put(second);
        assertThat(file.read().entries()).containsExactly(first, second);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactly("rows.jsonl.masks.json");
        }
    }

    @Test
    void anEntryHoldsForItsRowAndItsIdsOnly() {
        MaskOverrides overrides = MaskOverrides.NONE.with(MaskOverride.none(3, IDS).with(1, true));
        assertThat(overrides.on(3, IDS)).isPresent();
        assertThat(overrides.on(4, IDS)).isEmpty();
        assertThat(overrides.on(3, new int[] {5, 6, 8})).isEmpty();
        assertThat(overrides.missed(3, new int[] {5, 6, 8})).isTrue();
        assertThat(overrides.missed(3, IDS)).isFalse();
        assertThat(overrides.missed(4, IDS)).isFalse();
    }

    @Test
    void anEntryThatSetsNothingIsLeftOutAndAnEmptyFileIsRemoved() {
        MaskOverrideFile file = MaskOverrideFile.beside(directory.resolve("rows.jsonl"));
        file.put(MaskOverride.none(3, IDS).with(1, true));
        file.put(MaskOverride.none(3, IDS));
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void aFileOfAnotherKindIsNamedAndNotOverwritten() throws Exception {
        MaskOverrideFile file = MaskOverrideFile.beside(directory.resolve("rows.jsonl"));
        for (String wrong :
                new String[] {
                    "[]", "{", "{\"mask_overrides\": 2}", "{\"mask_overrides\": 1, \"rows\": [{}]}"
                }) {
            Files.writeString(file.path(), wrong);
            assertThatThrownBy(() -> file.put(MaskOverride.none(3, IDS).with(1, true)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("rows.jsonl.masks.json")
                    .hasMessageContaining("move it away");
            assertThat(file.path()).hasContent(wrong);
        }
    }
}
