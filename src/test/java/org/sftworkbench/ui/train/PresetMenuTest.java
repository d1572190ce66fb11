package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.Precision;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RecordedModel;
import org.sftworkbench.run.RecordedTemplate;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunState;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.train.LoraConfigJson;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.train.TrainingConfigJson;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.words.Words;

/** The menu of presets in the window: the program's, the user's, and how to keep one. */
class PresetMenuTest extends FxTest {
    private final Words words = TrainingSetup.words();
    private final List<String> done = new ArrayList<>();
    private TrainViewModel view;
    private TrainPane pane;
    private Stage stage;

    @BeforeEach
    void openThePane() {
        pane =
                runFx(
                        () -> {
                            view =
                                    TrainingSetup.view(
                                            words,
                                            new RecordingEngine(),
                                            new DeviceNews("A CPU.", false, OptionalLong.empty()));
                            return new TrainPane(
                                    view,
                                    words,
                                    new FileDialogs(new MemoryPreferences()),
                                    Runnable::run);
                        });
        stage = show(pane, 1360, 860);
    }

    @AfterEach
    void closeThePane() {
        doFx(stage::close);
    }

    private final class Shelf implements OwnPresets.Shelf {
        @Override
        public void save(String name) {
            done.add("save " + name);
            view.presets().names().add(name);
        }

        @Override
        public void use(String name) {
            done.add("use " + name);
        }

        @Override
        public void remove(String name) {
            done.add("remove " + name);
            view.presets().names().remove(name);
        }
    }

    private MenuButton menu() {
        return (MenuButton) pane.lookup("#presets");
    }

    private List<MenuItem> items() {
        return runFx(
                () -> {
                    menu().show();
                    List<MenuItem> all = List.copyOf(menu().getItems());
                    menu().hide();
                    return all;
                });
    }

    private MenuItem item(String text) {
        return items().stream()
                .filter(each -> text.equals(each.getText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text));
    }

    private void choose(String text) {
        MenuItem item = item(text);
        doFx(item::fire);
        waitForFxEvents();
    }

    private TextField name() {
        return (TextField) naming().lookup(".text-field");
    }

    private Node naming() {
        return pane.lookup("#preset-naming");
    }

    private void press(KeyCode key) {
        pressKey(name(), key);
    }

    @Test
    void choicesAreKeptUsedAndRemovedUnderTheirName() {
        assertThat(items()).as("nowhere to keep any").hasSameSizeAs(Preset.ALL);
        doFx(() -> view.presets().keepOn(new Shelf()));

        choose("Save these choices…");
        assertThat(runFx(() -> name().isFocused())).isTrue();
        doFx(() -> name().setText(" rank_8 "));
        press(KeyCode.ENTER);
        assertThat(done).containsExactly("save rank_8");
        assertThat(runFx(() -> naming().isVisible())).isFalse();
        assertThat(runFx(() -> menu().isFocused())).isTrue();

        choose("rank_8");
        assertThat(item("rank_8").isMnemonicParsing()).isFalse();
        MenuItem remove = ((Menu) item("Remove")).getItems().get(0);
        doFx(remove::fire);
        waitForFxEvents();
        assertThat(done).containsExactly("save rank_8", "use rank_8", "remove rank_8");
        assertThat(items()).noneMatch(each -> "Remove".equals(each.getText()));
    }

    @Test
    void escapeKeepsNothingAndNeitherDoesAnEmptyName() {
        doFx(() -> view.presets().keepOn(new Shelf()));
        choose("Save these choices…");
        press(KeyCode.ENTER);
        assertThat(runFx(() -> naming().isVisible())).isTrue();
        doFx(() -> name().setText("x"));
        press(KeyCode.ESCAPE);
        assertThat(runFx(() -> naming().isVisible())).isFalse();
        assertThat(done).isEmpty();
    }

    @Test
    void theSelectedRunsChoicesAreTakenAgain() {
        assertThat(items()).noneMatch(each -> each.getText().startsWith("As in the selected run"));
        ObjectNode config =
                TrainingConfigJson.write(
                        new TrainingConfigJson.Numbers(
                                TrainingConfig.TRL_DEFAULTS.withLearningRate(0.003),
                                new StepOptions(true, true, false),
                                Optional.empty()));
        config.put("precision", "bf16").put("save_steps", 7).put("save_total_limit", 2);
        LoraConfig lora = new LoraConfig(4, 9, 0.1, true, Set.of("q_proj"), Set.of("lm_head"));
        select("first_try", config, LoraConfigJson.write(Optional.of(lora)));
        doFx(() -> view.computation().deviceProperty().set("cpu"));

        choose("As in the selected run: first_try");

        assertThat(view.form().config())
                .contains(TrainingConfig.TRL_DEFAULTS.withLearningRate(0.003));
        assertThat(view.method().config()).contains(lora);
        assertThat(view.computation().step()).isEqualTo(new StepOptions(true, true, false));
        assertThat(view.computation().precisionProperty().get()).isEqualTo(Precision.BF16);
        assertThat(view.computation().deviceProperty().get()).isEqualTo("cpu");
        assertThat(view.choices().record().evalShare().value()).contains(0.25);
        assertThat(view.choices().record().evalEvery().value()).contains(11);
        assertThat(view.choices().record().saveEvery().value()).contains(7);
        assertThat(view.choices().record().kept().value()).contains(2);
    }

    @Test
    void aRecordThatMakesNoSenseIsToldAndChangesNothing() {
        ObjectNode config = new ObjectMapper().createObjectNode().put("learning_rate", "much");
        select("odd", config, new ObjectMapper().createObjectNode());
        Optional<TrainingConfig> before = view.form().config();
        choose("As in the selected run: odd");
        assertThat(view.form().config()).isEqualTo(before);
        assertThat(view.presets().problemProperty().get().summary())
                .startsWith("odd: ")
                .contains("learning_rate");
    }

    private void select(String name, ObjectNode config, ObjectNode adapter) {
        ObjectNode policy = new ObjectMapper().createObjectNode();
        policy.put("held_out", 0.25).put("eval_steps", 11);
        RunRecord record =
                new RunRecord(
                        "id",
                        name,
                        "",
                        Instant.EPOCH,
                        RunState.FINISHED,
                        "",
                        new RecordedModel("models/base", "qwen3", 4_000_000, 280_000),
                        adapter,
                        new RecordedData(List.of(), ""),
                        RecordedTemplate.NONE,
                        policy,
                        config,
                        new ObjectMapper().createObjectNode());
        StoredRun run =
                new StoredRun(
                        new RunDirectory(Path.of("runs", name)), Optional.of(record), "", false);
        doFx(() -> view.runs().selected().setAll(run));
    }
}
