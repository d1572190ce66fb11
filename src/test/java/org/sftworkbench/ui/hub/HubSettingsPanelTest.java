package org.sftworkbench.ui.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.words.Words;

class HubSettingsPanelTest extends FxTest {
    @TempDir Path home;

    @ParameterizedTest
    @CsvSource({"mirror, https://hub.example", "token, hf_secretsecretsecret", "store, models"})
    void enterInAFieldSavesIt(String field, String typed) {
        HubSettingsForm form =
                runFx(
                        () ->
                                new HubSettingsForm(
                                        Words.english(),
                                        new HubEnvironment(Map.of(), home),
                                        Runnable::run,
                                        Runnable::run));
        doFx(form::load);
        HubSettingsPanel panel =
                runFx(
                        () ->
                                new HubSettingsPanel(
                                        form,
                                        new FileDialogs(new MemoryPreferences()),
                                        Words.english()));
        Stage stage = show(panel, 400, 600);
        Path file = home.resolve(".config/sft-workbench/hub.json");
        assertThat(file).doesNotExist();
        doFx(
                () -> {
                    TextField text = (TextField) panel.lookup("#" + field);
                    text.setText(field.equals("store") ? home.resolve(typed).toString() : typed);
                    text.fireEvent(
                            new KeyEvent(
                                    KeyEvent.KEY_PRESSED,
                                    "",
                                    "",
                                    KeyCode.ENTER,
                                    false,
                                    false,
                                    false,
                                    false));
                });
        waitUntil(field + " is saved", () -> Files.exists(file));
        assertThat(file).content().contains(typed);
        doFx(stage::close);
    }
}
