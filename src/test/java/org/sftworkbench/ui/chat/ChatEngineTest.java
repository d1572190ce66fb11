package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.words.Words;

/**
 * The chat with the real engine and a tiny model, a thread of its own in place of the FX thread.
 */
class ChatEngineTest {
    private static final int VOCABULARY = 320;

    private final ExecutorService fx = Executors.newSingleThreadExecutor();
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final Engine engine = new LocalEngine();
    private final WordTokenizer words = new WordTokenizer();
    private ChatViewModel view;

    @TempDir Path talks;

    @BeforeEach
    void openTheTinyModel() throws Exception {
        for (int id = WordTokenizer.IM_END + 1; id < VOCABULARY; id++) {
            words.id(" w" + id);
        }
        view =
                onFx(
                        () ->
                                new ChatViewModel(
                                        new UnhurriedEngine(engine),
                                        background,
                                        fx,
                                        CompletableFuture.delayedExecutor(
                                                20, TimeUnit.MILLISECONDS, fx),
                                        directory -> words,
                                        System::nanoTime,
                                        talks,
                                        Words.english()));
        onFx(
                () -> {
                    view.baseDirectoryProperty().set(GoldenModel.QWEN3.directory());
                    view.tokenizerProperty().set(words);
                    view.inputs().kindProperty().set(PromptKind.PLAIN);
                    view.sampling().ignoreEosProperty().set(true);
                    return null;
                });
    }

    @AfterEach
    void closeTheEngine() throws InterruptedException {
        engine.close();
        background.shutdown();
        background.awaitTermination(30, TimeUnit.SECONDS);
        fx.shutdownNow();
    }

    @Test
    void answersAreWhatTheEngineGenerates() throws Exception {
        onFx(
                () -> {
                    view.inputs().modeProperty().set(ChatMode.BATCH);
                    view.inputs().promptsProperty().set(" w10 w11 w12\n w40");
                    view.sampling().maxNewTokens().textProperty().set("12");
                    view.send();
                    return null;
                });
        waitUntilReady();

        Event.Generated alone =
                (Event.Generated)
                        engine.submit(
                                        new Command.Generate(
                                                GoldenModel.QWEN3.directory(),
                                                List.of(new int[] {40}),
                                                new GenerationSettings(12, 0, 1, 0, 0, true)),
                                        event -> {})
                                .await();
        Answer second = view.base().batch().get(1).answer();
        assertThat(second.text()).isEqualTo(words.decode(alone.rows().get(0).outputIds(), true));
        assertThat(second.writtenProperty().get()).isEqualTo(12);
        assertThat(second.endingProperty().get()).isEqualTo(new Ending.Cut(12, false));
        assertThat(view.base().gridProperty().get().columns()).isEqualTo(3 + 12);
    }

    @Test
    void stopEndsALongAnswerAndKeepsIt() throws Exception {
        onFx(
                () -> {
                    view.inputs().questionProperty().set(" w10 w11");
                    view.sampling().maxNewTokens().textProperty().set("500");
                    view.send();
                    return null;
                });
        waitFor(
                () -> {
                    List<Turn> said = view.base().talk().path();
                    return said.size() > 1
                            && ((Reply) said.get(1)).answer().writtenProperty().get() > 0;
                });
        onFx(
                () -> {
                    view.stop();
                    return null;
                });
        waitUntilReady();

        Answer answer = ((Reply) view.base().talk().path().get(1)).answer();
        assertThat(answer.endingProperty().get()).isEqualTo(new Ending.ByUser());
        assertThat(answer.writtenProperty().get()).isBetween(1, 499);
        assertThat(answer.text()).isNotEmpty();
    }

    @Test
    void promptThatIsTooLongIsRefusedAndKept() throws Exception {
        String long600 = " w10".repeat(600);
        onFx(
                () -> {
                    view.inputs().questionProperty().set(long600);
                    view.send();
                    return null;
                });
        waitUntilReady();

        assertThat(view.problemProperty().get().summary())
                .contains("600 tokens")
                .contains("512 at most");
        assertThat(view.inputs().questionProperty().get()).isEqualTo(long600);
    }

    private void waitUntilReady() throws Exception {
        waitFor(() -> view.stateProperty().get() == ChatState.READY);
    }

    private void waitFor(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!onFx(condition)) {
            assertThat(System.nanoTime()).as("time").isLessThan(end);
            Thread.sleep(5);
        }
    }

    private <T> T onFx(Callable<T> work) throws Exception {
        return fx.submit(work).get();
    }

    /** Takes its time over each token, so that a test can stop it in the middle. */
    private record UnhurriedEngine(Engine engine) implements Engine {
        @Override
        public EngineTask submit(Command command, Consumer<? super Event> listener) {
            return engine.submit(
                    command,
                    event -> {
                        listener.accept(event);
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                    });
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
