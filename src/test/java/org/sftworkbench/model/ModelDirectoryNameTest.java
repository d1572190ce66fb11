package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDirectoryNameTest {
    @ParameterizedTest
    @CsvSource({
        "/c/models--Qwen--Qwen3-0.6B/snapshots/0123abc, Qwen/Qwen3-0.6B",
        "/c/models--gpt2/snapshots/0123abc/, gpt2",
        "/c/models--a--b--c/snapshots/0123abc, a/b--c",
        "/c/models--a--b/snapshots, snapshots",
        "/c/datasets--a--b/snapshots/x, x",
        "/runs/mine, mine",
        "snapshots/x, x",
        "/, /",
    })
    void aCachedModelHasItsRepositorysName(String directory, String name) {
        assertThat(ModelDirectory.name(Path.of(directory))).isEqualTo(name);
    }
}
