package org.sftworkbench.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** What a server lists is not fetched where it cannot be what its name says. */
class NeededFilesTest {
    private static final String INDEX = "model.safetensors.index.json";

    @Test
    void anIndexThatWouldFillTheMemoryIsRefusedBeforeItIsFetched() {
        assertThat(of(13_000_000).index()).isPresent();
        assertThatThrownBy(() -> of(1L << 40).index())
                .isInstanceOf(HubException.class)
                .hasMessageContaining(INDEX + " has 1,099,511,627,776 bytes")
                .hasMessageContaining("Nothing of it was fetched")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    private static NeededFiles of(long size) {
        RemoteFile file =
                new RemoteFile(
                        RemotePath.of("it", INDEX), size, ContentHash.of("it", "0".repeat(64)));
        return new NeededFiles(LocalHub.ID, Map.of(INDEX, file));
    }
}
