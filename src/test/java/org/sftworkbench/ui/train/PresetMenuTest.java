package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    private MenuItem item(String text) {
        return menu().getItems().stream()
                .filter(each -> text.equals(each.getText()))
                .findFirst()
                .orElseThrow();
    }

    private TextField name() {
        return (TextField) naming().lookup(".text-field");
    }

    private Node naming() {
        return pane.lookup("#preset-naming");
    }

    private void press(KeyCode key) {
        doFx(
                () ->
                        Event.fireEvent(
                                name(),
                                new KeyEvent(
                                        KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        key,
                                        false,
                                        false,
                                        false,
                                        false)));
    }

    @Test
    void choicesAreKeptUsedAndRemovedUnderTheirName() {
        int given = runFx(() -> menu().getItems().size());
        assertThat(given).as("nowhere to keep any").isEqualTo(Preset.ALL.size());
        doFx(() -> view.presets().keepOn(new Shelf()));

        doFx(() -> item("Save these choices…").fire());
        waitForFxEvents();
        assertThat(runFx(() -> name().isFocused())).isTrue();
        doFx(() -> name().setText(" rank_8 "));
        press(KeyCode.ENTER);
        assertThat(done).containsExactly("save rank_8");
        assertThat(runFx(() -> naming().isVisible())).isFalse();
        assertThat(runFx(() -> menu().isFocused())).isTrue();

        doFx(() -> item("rank_8").fire());
        assertThat(runFx(() -> item("rank_8").isMnemonicParsing())).isFalse();
        doFx(() -> ((Menu) item("Remove")).getItems().get(0).fire());
        assertThat(done).containsExactly("save rank_8", "use rank_8", "remove rank_8");
        assertThat(runFx(() -> menu().getItems()))
                .noneMatch(each -> "Remove".equals(each.getText()));
    }

    @Test
    void escapeKeepsNothingAndNeitherDoesAnEmptyName() {
        doFx(() -> view.presets().keepOn(new Shelf()));
        doFx(() -> item("Save these choices…").fire());
        press(KeyCode.ENTER);
        assertThat(runFx(() -> naming().isVisible())).isTrue();
        doFx(() -> name().setText("x"));
        press(KeyCode.ESCAPE);
        assertThat(runFx(() -> naming().isVisible())).isFalse();
        assertThat(done).isEmpty();
    }
}
