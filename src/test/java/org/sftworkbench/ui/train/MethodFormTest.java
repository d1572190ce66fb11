package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.ui.common.words.Words;

class MethodFormTest {
    private static final Path MODEL = GoldenModel.QWEN3.directory();

    private final MethodForm form = new MethodForm(Words.english());

    @Test
    void everyWeightIsTrainedUnlessAnAdapterIsAskedFor() {
        form.outlineProperty().set(ModelOutline.read(MODEL));
        assertThat(form.config()).isEmpty();
        assertThat(form.summaryProperty().get()).isEqualTo("All 187,008 parameters are trained.");

        form.loraProperty().set(true);
        assertThat(form.config())
                .contains(new LoraConfig(16, 32, 0, false, Set.of("all-linear"), Set.of()));
        assertThat(form.summaryProperty().get())
                .matches("[\\d,]+ of [\\d,]+ parameters are trained \\([\\d.]+ %\\)\\.");
    }

    @Test
    void alphaIsTwiceTheRankUntilAnotherIsTyped() {
        form.rank().textProperty().set("8");
        assertThat(form.alpha().textProperty().get()).isEqualTo("16");

        form.alpha().textProperty().set("20");
        form.rank().textProperty().set("64");
        assertThat(form.alpha().textProperty().get()).isEqualTo("20");
    }

    @Test
    void layersAreCheckedAgainstTheModelAsTheyAreTyped() {
        form.outlineProperty().set(ModelOutline.read(MODEL));
        form.loraProperty().set(true);
        form.targets().textProperty().set("q_proj, query");

        assertThat(form.problemProperty().get())
                .contains("query is not a layer of this qwen3 model")
                .contains("q_proj");
        assertThat(form.targetProblemProperty().get()).isEqualTo(form.problemProperty().get());
        assertThat(form.summaryProperty().get()).isEmpty();

        form.targets().textProperty().set("q_proj v_proj");
        assertThat(form.problemProperty().get()).isEmpty();
        assertThat(form.config().orElseThrow().targets())
                .containsExactlyInAnyOrder("q_proj", "v_proj");
    }

    @ParameterizedTest
    @CsvSource({"0,true", "0.5,true", "1,false", "-0.1,false", "some,false"})
    void dropoutIsAShareBelowOne(String typed, boolean allowed) {
        form.loraProperty().set(true);
        form.dropout().textProperty().set(typed);
        assertThat(form.problemProperty().get().isEmpty()).isEqualTo(allowed);
    }

    @Test
    void anOpenAdapterIsTrainedOnWhateverIsChosen() {
        form.loraProperty().set(true);
        form.rank().textProperty().set("none");
        form.outlineProperty().set(ModelOutline.read(MODEL.resolve("adapter")));

        assertThat(form.adapterOpenProperty().get()).isTrue();
        assertThat(form.problemProperty().get()).isEmpty();
        assertThat(form.config()).isEmpty();
        assertThat(form.endsInAdapter()).isTrue();
        assertThat(form.summaryProperty().get())
                .contains(" of ")
                .contains("parameters are trained");
    }
}
