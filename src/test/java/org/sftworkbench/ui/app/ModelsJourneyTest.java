package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.prefs.Preferences;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.LocalHub;
import org.sftworkbench.hub.SlowReply;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.hub.Download;
import org.sftworkbench.ui.hub.DownloadState;
import org.sftworkbench.ui.hub.ModelRow;
import org.sftworkbench.ui.hub.ModelState;

/** From a pasted address to a model that is open in all panes, against a Hub on this machine. */
class ModelsJourneyTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir private Path home;
    private LocalHub hub;
    private WorkbenchFiles files;
    private Workbench workbench;
    private Stage stage;

    @BeforeEach
    void openTheWindow() throws IOException {
        hub = new LocalHub();
        files = StarterCopy.in(home);
        try (Stream<Path> inside = Files.list(files.starter())) {
            for (Path file : inside.filter(Files::isRegularFile).toList()) {
                hub.file(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        Preferences preferences = new MemoryPreferences();
        preferences.put("language", "en");
        HubEnvironment environment =
                new HubEnvironment(
                        Map.of(
                                "HF_ENDPOINT",
                                hub.address(),
                                "HF_HUB_CACHE",
                                home.resolve("store").toString()),
                        home);
        workbench = runFx(() -> new Workbench(new LocalEngine(), files, preferences, environment));
        stage = show(workbench.root(), 1360, 860);
        doFx(workbench::openDefaults);
        waitUntil(
                "the model is loaded", () -> workbench.shared().modelInfoProperty().get() != null);
        doFx(() -> workbench.window().goTo(Section.MODELS));
        waitUntil("the models are listed", () -> !workbench.models().rows().isEmpty());
        waitUntil(
                "the pane is laid out",
                () -> find(".models-side .titled-pane", Node.class) != null);
    }

    @AfterEach
    void closeTheWindow() {
        doFx(stage::close);
        workbench.close();
        hub.close();
    }

    private <T extends Node> T find(String selector, Class<T> type) {
        return type.cast(stage.getScene().getRoot().lookup(selector));
    }

    private void press(String selector) {
        doFx(
                () -> {
                    ButtonBase button = find(selector, ButtonBase.class);
                    assertThat(button.isDisabled()).as(selector + " is disabled").isFalse();
                    button.fire();
                });
    }

    private Download download() {
        return workbench.models().downloads().all().get(0);
    }

    private void waitFor(DownloadState state) {
        waitUntil(state.toString(), () -> download().stateProperty().get() == state);
        waitForFxEvents();
    }

    @Test
    void theNameHasWhatTheOtherColumnsCanSpare() {
        for (var least : Map.of(1280, 190, 1024, 130).entrySet()) {
            resize(stage, least.getKey(), 720);
            drawnAnew();
            TableView<?> table = find(".models-pane .table-view", TableView.class);
            List<Double> widths =
                    runFx(
                            () ->
                                    table.getVisibleLeafColumns().stream()
                                            .map(TableColumn::getWidth)
                                            .toList());
            assertThat(widths.get(0)).as("at " + least.getKey()).isGreaterThan(least.getValue());
            assertThat(widths.stream().mapToDouble(Double::doubleValue).sum())
                    .as("no column is beyond the edge at " + least.getKey())
                    .isLessThanOrEqualTo(table.getWidth());
        }
    }

    @Test
    void aPastedAddressBecomesAModelThatIsOpen() {
        assertThat(hub.requests()).as("before the user asks").isZero();
        doFx(
                () ->
                        find(".download-panel #name", TextField.class)
                                .setText(hub.address() + "/owner/model"));
        picture("models-start");
        press("#look");
        waitUntil(
                "the plan is shown", () -> workbench.models().form().planProperty().get() != null);
        picture("models-plan");

        SlowReply slow = SlowReply.of(hub);
        press(".download-plan #download");
        slow.let(4 << 20);
        waitUntil("a part has come", () -> download().pictureProperty().get().had() > 3 << 20);
        doFx(() -> find(".download-card #more", ToggleButton.class).setSelected(true));
        waitUntil(
                "the list shows it",
                () -> workbench.models().rows().stream().anyMatch(this::isLoading));
        picture("models-downloading");
        press(".download-card #pause");
        waitFor(DownloadState.PAUSED);
        slow.letAll();
        waitUntil("the list shows that", () -> state("owner/model") == ModelState.PAUSED);
        picture("models-paused");
        press(".download-card #goOn");
        waitFor(DownloadState.DONE);
        press(".download-card #open");
        Path directory = runFx(() -> download().directoryProperty().get());
        waitUntil(
                "the model is open in all panes",
                () -> directory.equals(workbench.shared().modelDirectoryProperty().get()));
        waitUntil(
                "the list knows",
                () ->
                        workbench.models().rows().stream()
                                .anyMatch(
                                        row ->
                                                row.state() == ModelState.COMPLETE
                                                        && row.directory().equals(directory)));
        doFx(() -> select("owner/model"));
        assertThat(runFx(() -> find(".header-choice", MenuButton.class).getText()))
                .isEqualTo("owner/model");
        picture("models-open");
        assertThat(runFx(() -> workbench.labels().modelDirectoryProperty().get()))
                .isEqualTo(directory);
        assertThat(runFx(() -> find("#delete", ButtonBase.class).isDisabled()))
                .as("the model in use cannot be deleted")
                .isTrue();
    }

    private ModelState state(String name) {
        return workbench.models().rows().stream()
                .filter(row -> row.name().equals(name))
                .map(ModelRow::state)
                .findFirst()
                .orElse(null);
    }

    @Test
    void aDownloadThatFailsIsToldAndGoesOnInTheNextWindow() {
        doFx(() -> find(".download-panel #name", TextField.class).setText("owner/model"));
        press("#look");
        waitUntil(
                "the plan is shown", () -> workbench.models().form().planProperty().get() != null);
        SlowReply slow = SlowReply.of(hub);
        press(".download-plan #download");
        slow.let(2 << 20);
        waitUntil("a part has come", () -> download().pictureProperty().get().had() > 1 << 20);
        hub.refuseFiles(403);
        slow.breakOff();
        waitFor(DownloadState.FAILED);
        waitUntil("the list shows that", () -> state("owner/model") == ModelState.PARTIAL);
        doFx(() -> select("owner/model"));
        picture("models-failed");
        doFx(() -> workbench.models().downloads().dismiss(download()));
        waitForFxEvents();
        assertThat(runFx(() -> find("#goOn", ButtonBase.class).isDisabled()))
                .as("as it looks after a restart")
                .isFalse();
    }

    @Test
    void aHubThatFallsSilentIsSaidSoAndTheFocusStays() {
        doFx(() -> find(".download-panel #name", TextField.class).setText("owner/model"));
        press("#look");
        waitUntil(
                "the plan is shown", () -> workbench.models().form().planProperty().get() != null);
        SlowReply slow = SlowReply.of(hub);
        press(".download-plan #download");
        slow.let(2 << 20);
        waitUntil("a part has come", () -> download().pictureProperty().get().had() > 1 << 20);
        waitUntil("it is told", () -> figures().getText().contains("waiting for the Hub"));
        assertThat(runFx(() -> figures().getText())).contains(" out of ").doesNotContain("/s");
        slow.let(1 << 18);
        waitUntil("it comes again", () -> figures().getText().contains("/s"));

        doFx(() -> find(".download-card #pause", ButtonBase.class).requestFocus());
        press(".download-card #pause");
        waitFor(DownloadState.PAUSED);
        assertThat(focused()).isEqualTo("goOn");
        press(".download-card #goOn");
        waitFor(DownloadState.RUNNING);
        assertThat(focused()).isEqualTo("pause");
        slow.letAll();
        waitFor(DownloadState.DONE);
        assertThat(focused()).isEqualTo("open");
    }

    @Test
    void aDeletionIsAnsweredFromTheKeyboard() {
        SlowReply slow = SlowReply.of(hub);
        slow.letAll();
        doFx(() -> find(".download-panel #name", TextField.class).setText("owner/model"));
        press("#look");
        waitUntil(
                "the plan is shown", () -> workbench.models().form().planProperty().get() != null);
        press(".download-plan #download");
        waitFor(DownloadState.DONE);
        waitUntil("it is listed", () -> state("owner/model") == ModelState.COMPLETE);
        doFx(
                () -> {
                    find(".models-pane .table-view", TableView.class).requestFocus();
                    select("owner/model");
                });
        type(KeyCode.DELETE);
        assertThat(focused()).as("Enter alone deletes nothing").isEqualTo("keep");
        type(KeyCode.ESCAPE);
        assertThat(workbench.models().doomedProperty().get()).isNull();
        assertThat(focused()).isEqualTo("table");
    }

    private void type(KeyCode key) {
        pressKey(runFx(() -> stage.getScene().getFocusOwner()), key);
    }

    private Label figures() {
        return find(".download-card #figures", Label.class);
    }

    private String focused() {
        return runFx(() -> stage.getScene().getFocusOwner().getId());
    }

    private boolean isLoading(ModelRow row) {
        return row.state() == ModelState.LOADING;
    }

    @SuppressWarnings("unchecked")
    private void select(String name) {
        TableView<ModelRow> table = find(".models-pane .table-view", TableView.class);
        table.getItems().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .ifPresent(table.getSelectionModel()::select);
    }

    @Test
    void settingsAndRefusalsAreToldInThePane() {
        doFx(
                () -> {
                    find(".models-side .titled-pane", TitledPane.class).setExpanded(true);
                    find(".download-panel #name", TextField.class).setText("owner/secret");
                });
        hub.refuse(403, "X-Error-Code", "GatedRepo");
        press("#look");
        waitUntil("it is refused", () -> workbench.models().form().problemProperty().get() != null);
        picture("models-settings");
        doFx(() -> workbench.window().goTo(Section.CHAT));
        doFx(() -> workbench.window().goTo(Section.MODELS));
        assertThat(runFx(() -> find(".hub-settings #mirror", TextField.class).isDisabled()))
                .as("decided by HF_ENDPOINT")
                .isTrue();
    }

    private void picture(String name) {
        for (boolean dark : themes()) {
            for (Language language : Language.values()) {
                doFx(
                        () -> {
                            workbench.theme().darkProperty().set(dark);
                            workbench.words().languageProperty().set(language);
                        });
                waitForFxEvents();
                String file = name + (dark ? "-dark" : "") + "-" + language.locale().getLanguage();
                snapshot(stage.getScene(), SCREENSHOTS.resolve(file + ".png"));
            }
        }
        doFx(
                () -> {
                    workbench.words().languageProperty().set(Language.ENGLISH);
                    workbench.theme().darkProperty().set(false);
                });
        waitForFxEvents();
        if (!ALL_PICTURES) {
            return;
        }
        doFx(
                () -> {
                    stage.setWidth(1024);
                    stage.setHeight(680);
                });
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve(name + "-small.png"));
        doFx(
                () -> {
                    stage.setWidth(1360);
                    stage.setHeight(860);
                });
        waitForFxEvents();
    }
}
