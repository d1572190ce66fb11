package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.ModelInfo;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.UnaskedScreen;
import org.sftworkbench.ui.common.words.Words;

/** Beside what is told of a model are the buttons that mend it. */
class ModelRemediesTest extends FxTest {
    private static final Path STARTER = Path.of("assets", "starter").toAbsolutePath();

    @TempDir private Path directory;

    private final FakeEngine engine = new FakeEngine();
    private final Chosen screen = new Chosen();
    private WorkbenchViewModel model;
    private Stage stage;

    /** Chooses a directory when it is asked for one. */
    private static final class Chosen extends UnaskedScreen {
        private Path answer;
        private String title;

        @Override
        public File directory(DirectoryChooser chooser, Window owner) {
            title = chooser.getTitle();
            return answer == null ? null : answer.toFile();
        }
    }

    @BeforeEach
    void openTheBar() {
        ProblemBar bar =
                runFx(
                        () -> {
                            model =
                                    new WorkbenchViewModel(
                                            engine, Runnable::run, Runnable::run, Words.english());
                            ProblemBar shown = new ProblemBar();
                            shown.problemProperty().bindBidirectional(model.problemProperty());
                            new ModelRemedies(
                                            shown,
                                            model,
                                            Words.english(),
                                            new FileDialogs(
                                                    new MemoryPreferences(),
                                                    Words.english(),
                                                    screen))
                                    .offer();
                            return shown;
                        });
        stage = show(bar, 900, 200);
        doFx(
                () -> {
                    model.openModel(STARTER);
                    engine.task(0).tell(new Event.ModelReady(info(STARTER)));
                });
    }

    @AfterEach
    void closeTheBar() {
        doFx(stage::close);
    }

    @Test
    void theBaseModelOfAnAdapterIsAskedForAndWritten() throws IOException {
        Path adapter = adapter();
        doFx(() -> model.openModel(adapter));
        assertThat(runFx(() -> button("nameBase").isVisible())).isTrue();
        assertThat(runFx(() -> button("tokenizerOnly").isVisible())).isFalse();

        doFx(button("nameBase")::fire);
        assertThat(screen.title).contains("adapter_config.json");
        assertThat(adapter.resolve("adapter_config.json")).content().contains("her-model");

        screen.answer = base();
        doFx(button("nameBase")::fire);
        assertThat(adapter.resolve("adapter_config.json"))
                .content()
                .contains(screen.answer.getFileName().toString());
        assertThat(runFx(() -> button("nameBase").isVisible())).isFalse();
        assertThat(engine.commands()).last().isEqualTo(new Command.LoadModel(adapter));
    }

    @Test
    void aModelWithoutWeightsIsOpenedForItsTokenizer() throws IOException {
        Path bare = Files.createDirectory(directory.resolve("bare"));
        for (String name : List.of("tokenizer.json", "tokenizer_config.json")) {
            Files.copy(STARTER.resolve(name), bare.resolve(name));
        }
        doFx(
                () -> {
                    model.openModel(bare);
                    engine.task(1).tell(new Event.Failed("weights are missing"));
                });
        assertThat(runFx(() -> button("tokenizerOnly").getText())).isEqualTo("Open tokenizer only");
        assertThat(runFx(() -> button("tokenizerOnly").isVisible())).isTrue();
        doFx(button("tokenizerOnly")::fire);
        assertThat(runFx(model::tokenizerOnly)).isTrue();
        assertThat(runFx(() -> model.modelDirectoryProperty().get())).isEqualTo(bare);
    }

    private Button button(String id) {
        return (Button) stage.getScene().getRoot().lookup("#" + id);
    }

    /** Named with a base model that is not there. */
    private Path adapter() throws IOException {
        return AdapterFiles.on("someone/her-model", directory);
    }

    private Path base() throws IOException {
        Path base = Files.createDirectory(directory.resolve("its-base"));
        for (String name : List.of("tokenizer.json", "tokenizer_config.json")) {
            Files.copy(STARTER.resolve(name), base.resolve(name));
        }
        Files.copy(
                GoldenModel.QWEN3.directory().resolve("config.json"), base.resolve("config.json"));
        return base;
    }

    private static ModelInfo info(Path directory) {
        return new ModelInfo(directory, "qwen3", 1, 1, 1, 1, 1, List.of(), "CPU", Optional.empty());
    }
}
