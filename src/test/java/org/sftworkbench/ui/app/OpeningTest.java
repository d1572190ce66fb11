package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.Command;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunMarker;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.common.words.Words;

/** What is dropped, double-clicked or named is opened as what it is. */
class OpeningTest {
    private static final Path STARTER = Path.of("assets", "starter");
    private static final Path SAMPLE = Path.of("sample-data", "prompt_completion.csv");

    @TempDir private Path directory;

    private final FakeEngine engine = new FakeEngine();
    private final WorkbenchViewModel shared =
            new WorkbenchViewModel(engine, Runnable::run, Runnable::run, Words.english());
    private final List<RunDirectory> runs = new ArrayList<>();
    private final List<String> templates = new ArrayList<>();
    private boolean editable = true;
    private final Opening opening =
            new Opening(
                    shared,
                    runs::add,
                    source -> editable && templates.add(source),
                    Runnable::run,
                    Runnable::run,
                    Words.english());
    private RunDirectory run;

    @BeforeEach
    void aRunThatIsAModelToo() throws IOException {
        run = new RunDirectory(Files.createDirectory(directory.resolve("run")));
        Files.writeString(run.record(), "{}");
        Files.writeString(run.path().resolve("config.json"), "{}");
        RunMarker.put(run);
    }

    @Test
    void aRunIsMeantByItsDirectoryItsMarkerWhateverThatIsCalledAndItsRecord() throws IOException {
        Path renamed = Files.copy(marker(), run.path().resolve("my best.sftrun"));
        for (Path path : List.of(run.path(), marker(), renamed, run.record())) {
            runs.clear();
            opening.open(List.of(path));
            assertThat(runs).as(path.toString()).containsExactly(run);
        }
        assertThat(engine.commands()).isEmpty();
    }

    @Test
    void aMarkerThatWasTakenAwayFromItsRunIsSaidSo() throws IOException {
        Path lost = Files.copy(marker(), directory.resolve("open.sftrun"));
        opening.open(List.of(lost));
        assertThat(runs).isEmpty();
        assertThat(told()).contains(lost.toString()).contains("lies in no run");
    }

    @Test
    void anotherDirectoryIsAModelAndFilesAreData() {
        opening.open(List.of(SAMPLE));
        assertThat(shared.dataProperty().get().title(Words.english()))
                .isEqualTo("prompt_completion.csv");
        opening.open(List.of(STARTER));
        assertThat(engine.commands().get(0)).isInstanceOf(Command.LoadModel.class);
    }

    @Test
    void aModelAndDataAreOpenedTogether() {
        opening.open(List.of(SAMPLE, STARTER));
        assertThat(shared.dataProperty().get().title(Words.english()))
                .isEqualTo("prompt_completion.csv");
        assertThat(engine.commands().get(0)).isInstanceOf(Command.LoadModel.class);
    }

    @Test
    void thatADirectoryIsNoModelsIsNotSaidOfWhatIsOpenedNext() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        for (Path next : List.of(SAMPLE, run.path(), STARTER)) {
            opening.open(List.of(empty));
            assertThat(told()).contains("it is no model's directory");
            opening.open(List.of(next));
            assertThat(shared.problemProperty().get()).as(next.toString()).isNull();
        }
        opening.open(List.of(SAMPLE, empty));
        assertThat(told()).contains("it is no model's directory");
    }

    @Test
    void whatCannotBeOpenedTogetherIsSaidSo() {
        for (List<Path> mixture :
                List.of(List.of(run.path(), SAMPLE), List.of(STARTER, directory, SAMPLE))) {
            shared.problemProperty().set(null);
            opening.open(mixture);
            assertThat(told()).contains("A run is opened by itself");
        }
        opening.open(List.of());
        assertThat(engine.commands()).isEmpty();
    }

    @Test
    void aChatTemplateIsTakenUpAsSourceAndNotReadAsRows() throws IOException {
        for (String name : List.of("chat_template.jinja", "mine.JINJA2", "mine.j2")) {
            templates.clear();
            Path file = Files.writeString(directory.resolve(name), "{{ messages }} ü");
            opening.open(List.of(file));
            assertThat(templates).as(name).containsExactly("{{ messages }} ü");
        }
        assertThat(shared.problemProperty().get()).isNull();
        assertThat(shared.rows()).isEmpty();
    }

    @Test
    void aChatTemplateThatCannotBeTakenUpIsSaidSo() throws IOException {
        Path template = directory.resolve("mine.jinja");
        opening.open(List.of(template));
        assertThat(told()).isEqualTo(template + ": no such file");

        Files.write(template, new byte[] {'a', (byte) 0xe4, 'b'});
        opening.open(List.of(template));
        assertThat(told()).contains(template.toString()).contains("is not UTF-8");

        Files.writeString(template, "{{ messages }}");
        opening.open(List.of(template, SAMPLE));
        assertThat(told()).contains("and so is a chat template");
        assertThat(templates).isEmpty();

        editable = false;
        opening.open(List.of(template));
        assertThat(told()).contains("no template source to put " + template);
        assertThat(shared.rows()).isEmpty();

        editable = true;
        opening.open(List.of(template));
        assertThat(templates).containsExactly("{{ messages }}");
        assertThat(shared.problemProperty().get()).isNull();
    }

    private Path marker() {
        return run.path().resolve("open.sftrun");
    }

    private String told() {
        return shared.problemProperty().get().summary();
    }
}
