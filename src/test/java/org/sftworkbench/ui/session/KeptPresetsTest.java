package org.sftworkbench.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.model.Precision;
import org.sftworkbench.session.PresetFile;
import org.sftworkbench.starter.StarterRecipe;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.train.OwnPresets;
import org.sftworkbench.ui.train.TrainViewModel;

/** The user's own presets bring back every choice of a run but the device. */
class KeptPresetsTest {
    @TempDir private Path directory;
    private TrainViewModel train;

    @BeforeEach
    void openTheWindow() {
        train = window();
    }

    private TrainViewModel window() {
        TrainViewModel made =
                new TrainViewModel(
                        Words.english(),
                        new FakeEngine(),
                        Runnable::run,
                        Runnable::run,
                        Runnable::run);
        KeptPresets.of(made, new PresetFile(directory), Runnable::run, Runnable::run);
        return made;
    }

    private static OwnPresets.Shelf shelf(TrainViewModel of) {
        return of.presets().shelf();
    }

    @Test
    void everyChoiceComesBackAlsoThoseThatWereDefaultsThen() {
        train.form().batchSize().textProperty().set("3");
        train.method().loraProperty().set(true);
        train.computation().precisionProperty().set(Precision.BF16);
        train.choices().record().evalShare().textProperty().set("0.1");
        double rate = train.form().learningRate().value().orElseThrow();
        shelf(train).save("mine");

        TrainViewModel later = window();
        assertThat(later.presets().names()).containsExactly("mine");
        // Another model, which offers other numbers.
        later.defaultsProperty().set(StarterRecipe.demoTraining());
        later.form().seed().textProperty().set("7");
        assertThat(later.form().learningRate().value()).isNotEqualTo(Optional.of(rate));
        later.computation().deviceProperty().set("cpu");
        shelf(later).use("mine");

        assertThat(later.form().batchSize().value()).contains(3);
        assertThat(later.form().learningRate().value()).contains(rate);
        assertThat(later.form().seed().value()).contains(TrainingConfig.TRL_DEFAULTS.seed());
        assertThat(later.method().loraProperty().get()).isTrue();
        assertThat(later.computation().precisionProperty().get()).isEqualTo(Precision.BF16);
        assertThat(later.choices().record().evalShare().value()).contains(0.1);
        assertThat(later.computation().deviceProperty().get()).as("the machine's").isEqualTo("cpu");
    }

    @Test
    void oneIsReplacedByItsNameAndRemoved() {
        shelf(train).save("mine");
        train.form().batchSize().textProperty().set("5");
        shelf(train).save("mine");
        assertThat(train.presets().names()).containsExactly("mine");
        train.form().batchSize().textProperty().set("6");
        shelf(train).use("mine");
        assertThat(train.form().batchSize().value()).contains(5);
        shelf(train).remove("mine");
        assertThat(train.presets().names()).isEmpty();
        assertThat(window().presets().names()).isEmpty();
    }

    @Test
    void aFileThatCannotBeUsedIsToldAndSoIsOneThatCannotBeWritten() throws IOException {
        Path file = directory.resolve("presets.json");
        Files.writeString(file, "{");
        TrainViewModel other = window();
        assertThat(other.presets().problemProperty().get().summary())
                .contains(file.toString(), "set aside");
        assertThat(other.presets().names()).isEmpty();

        Files.createDirectory(file);
        shelf(other).save("mine");
        assertThat(other.presets().problemProperty().get().summary())
                .startsWith("The presets cannot be kept in " + file);
        Files.delete(file);
        shelf(other).save("mine");
        assertThat(other.presets().problemProperty().get()).isNull();
        assertThat(other.presets().names()).containsExactly("mine");
    }
}
