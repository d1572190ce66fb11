package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** A model whose vocabulary is a link to somebody's key does not carry the key off. */
@Timeout(60)
class LinkedCompanionsTest {
    private static final String SECRET = "not to be passed on";

    @TempDir Path directory;

    private final LocalEngine engine = new LocalEngine();
    private Path model;
    private Path secret;

    @BeforeEach
    void copyModel() throws IOException {
        model = Files.createDirectory(directory.resolve("model"));
        secret = Files.writeString(directory.resolve("key"), SECRET);
        for (String name : List.of("config.json", "generation_config.json", "model.safetensors")) {
            Files.copy(GoldenModel.QWEN3.directory().resolve(name), model.resolve(name));
        }
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"merges.txt", "vocab.json", "special_tokens_map.json"})
    void aRunIsRefusedBeforeItsFirstStep(String name) throws Exception {
        link(model.resolve(name), secret);
        for (Command.Train command : List.of(plain(), recorded())) {
            List<Event> events = Collections.synchronizedList(new ArrayList<>());
            Event.Failed failed = (Event.Failed) engine.submit(command, events::add).await();
            assertThat(failed.message())
                    .startsWith(model.resolve(name) + ": is a link to a file outside")
                    .contains("put a copy of that file in its place");
            ToldInChinese.check(failed.message());
            assertThat(events).noneMatch(Event.TrainStepped.class::isInstance);
            assertThat(command.out()).doesNotExist();
        }
    }

    @Test
    void aLinkThatIsMadeMeanwhileIsToldAndTheRunWaitsUntilItIsGone() throws Exception {
        Path link = model.resolve("merges.txt");
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        EngineTask[] task = new EngineTask[1];
        synchronized (task) {
            task[0] =
                    engine.submit(
                            plain(),
                            event -> {
                                if (event instanceof Event.TrainStepped stepped
                                        && stepped.step().step() == 1) {
                                    link(link, secret);
                                } else if (event instanceof Event.DiskRefused refused) {
                                    told.add(refused.message());
                                    delete(link);
                                    // Waits until the task is known.
                                    synchronized (task) {
                                        task[0].resume();
                                    }
                                }
                            });
        }
        assertThat(task[0].await()).isInstanceOf(Event.Trained.class);
        assertThat(told).singleElement().asString().contains(link + ": is a link");
        assertThat(directory.resolve("plain")).isDirectoryNotContaining("glob:**merges.txt");
    }

    @Test
    void linksInsideTheDirectoryAndOfTheHubsCacheAreFollowed() throws Exception {
        Path repository = Files.createDirectory(directory.resolve("models--a--b"));
        Path blobs = Files.createDirectory(repository.resolve("blobs"));
        Path snapshots = Files.createDirectory(repository.resolve("snapshots"));
        Files.writeString(blobs.resolve("1"), "merges");
        Path snapshot = Files.move(model, snapshots.resolve("c0ffee"));
        link(snapshot.resolve("merges.txt"), Path.of("../../blobs/1"));
        link(snapshot.resolve("vocab.json"), Path.of("config.json"));
        link(directory.resolve("model"), snapshot);
        assertThat(engine.submit(plain(), event -> {}).await()).isInstanceOf(Event.Trained.class);
        assertThat(directory.resolve("plain/merges.txt")).hasContent("merges");
        assertThat(directory.resolve("plain/vocab.json")).isRegularFile();
        try (Stream<Path> saved = Files.list(directory.resolve("plain"))) {
            assertThat(saved).noneMatch(Files::isSymbolicLink);
        }
    }

    private Command.Train plain() {
        return of(SmallRun.plain(directory.resolve("plain")));
    }

    private Command.Train recorded() {
        return of(SmallRun.of(directory.resolve("recorded"), 0));
    }

    private Command.Train of(Command.Train other) {
        return new Command.Train(
                model,
                other.settings(),
                other.method(),
                other.config(),
                other.rows(),
                other.samples(),
                other.measurements(),
                other.output());
    }

    private static void delete(Path link) {
        try {
            Files.delete(link);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this system or user cannot make symbolic links");
        }
    }
}
