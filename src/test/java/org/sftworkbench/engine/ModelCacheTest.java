package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.PackedRows;
import org.sftworkbench.model.Precision;

/** A base model and its adapters hold the base model's weights once. */
class ModelCacheTest {
    private static final Path BASE = GoldenModel.QWEN3.directory();
    private static final Path ADAPTER = BASE.resolve("adapter");
    private static final ModelSettings FLOAT32 =
            new ModelSettings(Precision.FLOAT32, "cpu", Optional.empty());

    private final ModelCache cache = new ModelCache(2, new DeviceChoice());

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void adapterIsReadOntoTheBaseModelInMemoryAndBothSayWhatTheySayAlone() {
        LanguageModel base = get(BASE, FLOAT32);
        float[] before = logits(base);
        LanguageModel adapter = get(ADAPTER, FLOAT32);

        assertThat(get(BASE, FLOAT32)).isSameAs(base);
        assertThat(logits(base)).isEqualTo(before);
        try (LanguageModel alone = LanguageModel.load(ADAPTER, false)) {
            assertThat(adapter.arrays()).isLessThan(alone.arrays() / 2);
            assertThat(logits(adapter)).isEqualTo(logits(alone)).isNotEqualTo(before);
        }
    }

    @Test
    void adapterAloneBringsItsBaseModelWithIt() {
        LanguageModel adapter = get(ADAPTER, FLOAT32);
        assertThat(adapter.arrays()).isLessThan(get(BASE, FLOAT32).arrays());
    }

    @Test
    void baseModelIsFreedOnlyAfterTheAdaptersOnIt() {
        float[] expected = logits(get(ADAPTER, FLOAT32));
        cache.remove(BASE);
        assertThat(logits(get(ADAPTER, FLOAT32))).isEqualTo(expected);
        // A third model takes the adapter's place, used less lately than its base.
        get(BASE, FLOAT32.in(Precision.BF16));
        assertThat(logits(get(ADAPTER, FLOAT32))).isEqualTo(expected);
    }

    @Test
    void baseModelUsedLongestAgoIsUsedAgainWhereAnAdapterOnItComes() {
        LanguageModel base = get(BASE, FLOAT32);
        get(BASE, FLOAT32.in(Precision.BF16));
        get(ADAPTER, FLOAT32);
        assertThat(get(BASE, FLOAT32)).isSameAs(base);
    }

    @Test
    void anAdapterThatBringsItsBaseModelTakesRoomForTwo() {
        ModelSettings bf16 = FLOAT32.in(Precision.BF16);
        cache.get(BASE, bf16, ModelCache.Use.GENERATING);
        LanguageModel lately = get(BASE, bf16);
        get(ADAPTER, FLOAT32);
        assertThat(get(BASE, bf16)).isNotSameAs(lately);
    }

    @Test
    void whatIsReadWhileARunStandsStillIsFreedWhenItGoesOn() {
        LanguageModel kept = get(BASE, FLOAT32);
        cache.standStill();
        LanguageModel adapter = get(ADAPTER, FLOAT32);
        assertThat(get(ADAPTER, FLOAT32)).isSameAs(adapter);
        cache.goOn();
        assertThat(get(BASE, FLOAT32)).isSameAs(kept);
        assertThat(get(ADAPTER, FLOAT32)).isNotSameAs(adapter);
    }

    @Test
    void anotherPrecisionIsAnotherBaseModel() {
        LanguageModel plain = get(ADAPTER, FLOAT32);
        float[] exact = logits(plain);
        LanguageModel rounded = get(ADAPTER, FLOAT32.in(Precision.BF16));
        assertThat(rounded.precision()).isEqualTo(Precision.BF16);
        assertThat(logits(rounded)).isNotEqualTo(exact);
    }

    @Test
    void whatScoresInBf16RoundsAsTrainingDoes() {
        ModelSettings bf16 = FLOAT32.in(Precision.BF16);
        LanguageModel scoring = cache.get(BASE, bf16, ModelCache.Use.SCORING);
        LanguageModel generating = cache.get(BASE, bf16, ModelCache.Use.GENERATING);
        try (LanguageModel plain =
                LanguageModel.load(
                        BASE,
                        new Loading(false, Precision.BF16, Device.cpu(), Optional.empty(), 0))) {
            assertThat(logits(scoring)).isEqualTo(logits(plain)).isNotEqualTo(logits(generating));
        }
    }

    @Test
    void inFloat32OneModelServesBoth() {
        assertThat(cache.get(BASE, FLOAT32, ModelCache.Use.SCORING))
                .isSameAs(cache.get(BASE, FLOAT32, ModelCache.Use.GENERATING));
    }

    private LanguageModel get(Path directory, ModelSettings settings) {
        return cache.get(directory, settings, ModelCache.Use.SCORING);
    }

    private static float[] logits(LanguageModel model) {
        int[] ids = GoldenModel.QWEN3.rows().get(0);
        return model.logits(PackedRows.without(ids, ids.length));
    }
}
