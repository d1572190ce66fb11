package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.ui.chat.PromptKind;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.template.TemplatePreset;

/** Every pane that uses the chat template says which it is. */
class TemplateNameInPanesTest extends StarterWindow {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Map<Section, String> PLACES =
            Map.of(
                    Section.LABELS,
                    ".labels-tools #template",
                    Section.TRAIN,
                    ".train-pane #template",
                    Section.CHAT,
                    ".chat-pane #template");

    @TempDir private Path home;

    private void openWithSeveral() throws IOException {
        WorkbenchFiles files = StarterCopy.in(home);
        Path model = files.starter();
        String template = BuiltInTemplate.CHATML.source();
        Files.writeString(model.resolve("chat_template.jinja"), template);
        Path folder = Files.createDirectories(model.resolve("additional_chat_templates"));
        Files.writeString(folder.resolve("tool_use.jinja"), template);
        open(files);
    }

    private Label label(Section section) {
        doFx(() -> workbench.window().goTo(section));
        waitForFxEvents();
        // What is in a part that scrolls is there when it was drawn once.
        waitUntil(
                section + " is drawn", () -> stage.getScene().lookup(PLACES.get(section)) != null);
        return runFx(() -> (Label) stage.getScene().lookup(PLACES.get(section)));
    }

    private String said(Section section) {
        Label label = label(section);
        return runFx(() -> label.isVisible() ? label.getText() : "");
    }

    private void choose(TemplatePreset preset) {
        doFx(() -> workbench.template().template().presetProperty().set(preset));
        waitUntil(
                "it is in use",
                () -> workbench.template().captionProperty().get().title().equals(preset.name()));
    }

    private TemplatePreset preset(String name) {
        return runFx(
                () ->
                        workbench.template().template().presets().stream()
                                .filter(preset -> preset.name().equals(name))
                                .findFirst()
                                .orElseThrow());
    }

    @Test
    void ofAModelWithOneTheChosenOneIsNamed() {
        open(home);
        assertThat(said(Section.LABELS)).isEqualTo("The model's own");
        assertThat(said(Section.TRAIN)).isEqualTo("The model's own");
        assertThat(said(Section.CHAT)).isEqualTo("The model's own, as in the Template pane");
        choose(preset("Zephyr"));
        assertThat(said(Section.LABELS)).isEqualTo("Zephyr");
        assertThat(said(Section.TRAIN)).isEqualTo("Zephyr");
        assertThat(said(Section.CHAT)).isEqualTo("Zephyr, as in the Template pane");
        doFx(
                () -> {
                    var source = workbench.template().template().sourceProperty();
                    source.set(source.get() + " ");
                });
        waitUntil(
                "the edit is in use",
                () -> workbench.template().captionProperty().get().plain().orElseThrow().edited());
        assertThat(said(Section.LABELS)).isEqualTo("Zephyr (edited)");
        assertThat(said(Section.TRAIN)).isEqualTo("Zephyr (edited)");
        assertThat(said(Section.CHAT)).isEqualTo("Zephyr (edited), as in the Template pane");
        doFx(() -> workbench.chat().inputs().kindProperty().set(PromptKind.PLAIN));
        assertThat(said(Section.CHAT)).isEmpty();
        choose(TemplatePreset.ROLE_MARKS);
        assertThat(said(Section.TRAIN)).isEqualTo("Role marks (no Jinja)");
    }

    @Test
    void picturesWithSeveralInASmallWindowWhereNothingIsCut() throws IOException {
        openWithSeveral();
        resize(stage, 1024, 680);
        assertThat(said(Section.LABELS)).isEqualTo("The model's own: default, with tools tool_use");
        assertThat(said(Section.CHAT))
                .isEqualTo("The model's own: default, as in the Template pane");
        for (Language language : Language.values()) {
            doFx(() -> workbench.words().languageProperty().set(language));
            for (Section section : PLACES.keySet()) {
                Label label = label(section);
                drawnAnew();
                assertThat(runFx(() -> isWhole(label))).as(section + " " + language).isTrue();
                for (boolean dark : ALL_PICTURES ? themes() : List.<Boolean>of()) {
                    theme(dark);
                    drawnAnew();
                    snapshot(
                            stage.getScene(),
                            SCREENSHOTS.resolve(
                                    "template-name-"
                                            + section.name().toLowerCase(Locale.ROOT)
                                            + (language == Language.CHINESE ? "-zh" : "")
                                            + (dark ? "-dark.png" : ".png")));
                }
                theme(false);
            }
        }
    }

    /** Whether all of its text is drawn, within the window. */
    private static boolean isWhole(Label label) {
        Scene scene = label.getScene();
        Text drawn = (Text) label.lookup(".text");
        Bounds place = label.localToScene(label.getBoundsInLocal());
        return drawn.getText().equals(label.getText())
                && drawn.getLayoutBounds().getHeight() <= label.getHeight() + 1
                && place.getMinX() >= 0
                && place.getMaxX() <= scene.getWidth()
                && place.getMaxY() <= scene.getHeight();
    }
}
