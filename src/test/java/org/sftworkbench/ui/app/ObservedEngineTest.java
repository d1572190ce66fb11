package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.common.words.Words;

class ObservedEngineTest {
    private final List<Consumer<? super Event>> listeners = new ArrayList<>();
    private Runnable whilePausedIsAsked = () -> {};
    private final ObservedEngine engine =
            new ObservedEngine(new Recording(), Runnable::run, Runnable::run);

    @Test
    void isReadyAtFirstAndWhenAllCommandsAreDone() {
        assertThat(engine.statusProperty().get()).isEqualTo(EngineStatus.READY);
        engine.submit(new Command.LoadModel(Path.of("models", "tiny")), event -> {});
        assertThat(said()).isEqualTo("Loading tiny …");
        listeners.get(0).accept(new Event.Failed("no such model"));
        assertThat(engine.statusProperty().get()).isEqualTo(EngineStatus.READY);
    }

    @Test
    void tellsTheStepOfARun() {
        engine.submit(train(), event -> {});
        assertThat(engine.statusProperty().get().training()).isTrue();
        listeners.get(0).accept(new Event.TrainStarted(4, 0, 60, new ParameterCount(100, 100)));
        listeners.get(0).accept(new Event.TrainStepped(step(7, 60)));
        assertThat(said()).isEqualTo("Training, step 7 of 60");
    }

    /** The Train pane shows steps a frame at a time; beside it the head is not one step ahead. */
    @Test
    void tellsAStepAtTheNextFrame() {
        Deque<Runnable> frames = new ArrayDeque<>();
        ObservedEngine observed = new ObservedEngine(new Recording(), Runnable::run, frames::add);
        observed.submit(train(), event -> {});
        listeners.get(0).accept(new Event.TrainStepped(step(7, 60)));
        listeners.get(0).accept(new Event.TrainStepped(step(8, 60)));
        assertThat(said(observed)).isEqualTo("Training …");
        assertThat(frames).hasSize(1);
        frames.remove().run();
        assertThat(said(observed)).isEqualTo("Training, step 8 of 60");
    }

    @Test
    void tellsHowFarAMergeIs() {
        engine.submit(
                new Command.Merge(
                        Path.of("runs", "lora"), ModelSettings.DEFAULTS, Path.of("merged")),
                event -> {});
        assertThat(said()).isEqualTo("Merging lora …");
        listeners.get(0).accept(new Event.Merging(3_000_000_000L, 8_000_000_000L));
        assertThat(said()).isEqualTo("Merging lora … 37 %");
    }

    @Test
    void tellsTheCommandThatRunsNotTheOneThatWaits() {
        engine.submit(train(), event -> {});
        engine.submit(
                new Command.Generate(Path.of("m"), List.of(), GenerationSettings.greedy(1)),
                event -> {});
        assertThat(engine.statusProperty().get().training()).isTrue();
        assertThat(said()).isEqualTo("Training … · 1 waiting");
        listeners.get(0).accept(new Event.Cancelled(3));
        assertThat(said()).isEqualTo("Answering …");
    }

    @Test
    void tellsWhatARunWaitsForUntilTheEngineBeginsWithIt() {
        engine.submit(
                new Command.Generate(Path.of("m"), List.of(), GenerationSettings.greedy(1)),
                event -> {});
        engine.submit(train(), event -> {});
        assertThat(ahead()).isEqualTo("Waits for the answer in Chat");
        listeners.get(0).accept(new Event.Cancelled(0));
        assertThat(ahead()).isEmpty();
    }

    private String ahead() {
        return engine.statusProperty().get().ahead(Words.english());
    }

    @Test
    void tellsAPauseAtOnceAndTheRunWhenItGoesOn() {
        EngineTask run = engine.submit(train(), event -> {});
        listeners.get(0).accept(new Event.TrainStepped(step(7, 60)));
        run.pause();
        assertThat(said()).isEqualTo("Paused at step 7 of 60");
        run.resume();
        assertThat(said()).isEqualTo("Training, step 7 of 60");
    }

    @Test
    void worksUntilAPausedRunStandsStillAndWhileItAnswersBesideIt() {
        assertThat(works()).isFalse();
        EngineTask run = engine.submit(train(), event -> {});
        listeners.get(0).accept(new Event.TrainStepped(step(7, 60)));
        run.pause();
        assertThat(works()).as("the step in work is not done").isTrue();
        listeners.get(0).accept(new Event.StandsStill());
        assertThat(works()).isFalse();
        engine.submit(
                new Command.Generate(Path.of("m"), List.of(), GenerationSettings.greedy(1)),
                event -> {});
        assertThat(works()).as("it answers").isTrue();
        listeners.get(1).accept(new Event.Cancelled(0));
        assertThat(works()).isFalse();
        run.resume();
        assertThat(works()).isTrue();
        listeners.get(0).accept(new Event.DiskRefused("full", 1, 0));
        assertThat(works()).as("it waits for the disk").isFalse();
    }

    private boolean works() {
        return engine.statusProperty().get().works();
    }

    @Test
    void tellsAtOnceThatARunIsStopping() {
        EngineTask run = engine.submit(train(), event -> {});
        listeners.get(0).accept(new Event.TrainStepped(step(7, 60)));
        run.pause();
        run.cancel();
        assertThat(said()).isEqualTo("Stopping the training …");
        listeners.get(0).accept(new Event.TrainStepped(step(8, 60)));
        assertThat(said()).isEqualTo("Stopping the training …");
        listeners.get(0).accept(new Event.Cancelled(8));
        assertThat(said()).isEqualTo("Ready");
    }

    @Test
    void saysWhatOthersWaitForWhileARunIsUnderWay() {
        assertThat(awaited()).isEmpty();
        EngineTask run = engine.submit(train(), event -> {});
        assertThat(awaited()).isEqualTo("waits for the training");
        listeners.get(0).accept(new Event.TrainStepped(step(7, 60)));
        assertThat(awaited()).isEqualTo("waits for the training, step 7 of 60");
        run.pause();
        assertThat(awaited())
                .isEqualTo("waits for the batch in work, after which the training pauses");
        listeners.get(0).accept(new Event.Cancelled(7));
        assertThat(awaited()).isEmpty();
    }

    @Test
    void nothingWaitsForARunThatStandsStillButWhatCannotBeDoneMeanwhile() {
        EngineTask run = engine.submit(train(), event -> {});
        listeners.get(0).accept(new Event.TrainStepped(step(7, 60)));
        run.pause();
        listeners.get(0).accept(new Event.StandsStill());
        engine.submit(
                new Command.Generate(Path.of("m"), List.of(), GenerationSettings.greedy(1)),
                event -> {});
        assertThat(awaited()).isEmpty();
        assertThat(said()).isEqualTo("Paused at step 7 of 60");
        assertThat(engine.statusProperty().get().training()).isTrue();
        engine.submit(train(), event -> {});
        assertThat(said()).isEqualTo("Paused at step 7 of 60 · 1 waiting");
        run.resume();
        assertThat(awaited()).isEqualTo("waits for the training, step 7 of 60");
        assertThat(said()).isEqualTo("Training, step 7 of 60 · 2 waiting");
    }

    @Test
    void tellsTheLastThatHappenedWhereAnEndComesWhileItIsLookedWhatIsDone() {
        Deque<Runnable> frames = new ArrayDeque<>();
        ObservedEngine observed = new ObservedEngine(new Recording(), frames::add, frames::add);
        EngineTask run = observed.submit(train(), event -> {});
        frames.remove().run();
        whilePausedIsAsked = () -> listeners.get(0).accept(new Event.Cancelled(7));
        run.pause();
        while (!frames.isEmpty()) {
            frames.remove().run();
        }
        assertThat(observed.statusProperty().get()).isEqualTo(EngineStatus.READY);
    }

    @Test
    void aRunThatWasResumedBeforeItWasHeardToStandStillDoesNot() {
        EngineTask run = engine.submit(train(), event -> {});
        listeners.get(0).accept(new Event.TrainStepped(step(7, 60)));
        run.pause();
        run.resume();
        listeners.get(0).accept(new Event.StandsStill());
        engine.submit(
                new Command.Generate(Path.of("m"), List.of(), GenerationSettings.greedy(1)),
                event -> {});
        run.pause();
        assertThat(awaited())
                .isEqualTo("waits for the batch in work, after which the training pauses");
    }

    @Test
    void passesEveryEventOn() {
        List<Event> heard = new ArrayList<>();
        engine.submit(train(), heard::add);
        Event stepped = new Event.TrainStepped(step(1, 2));
        listeners.get(0).accept(stepped);
        assertThat(heard).containsExactly(stepped);
    }

    private String said() {
        return said(engine);
    }

    private static String said(ObservedEngine engine) {
        return engine.statusProperty().get().in(Words.english());
    }

    private String awaited() {
        return engine.statusProperty().get().awaited(Words.english());
    }

    private static Command train() {
        return Command.Train.from(Path.of("m"), List.of(), 0, TrainingConfig.TRL_DEFAULTS);
    }

    private static TrainStep step(int step, int total) {
        return new TrainStep(step, total, 0, 1, 1, 1e-3, 1, 0.5, 1, 0.5, 1, 1, step, 1, 1, 1);
    }

    private final class Recording implements Engine {
        @Override
        public EngineTask submit(Command command, Consumer<? super Event> listener) {
            listeners.add(listener);
            return new Pausable();
        }

        @Override
        public void close() {}
    }

    /** A task that knows whether it is paused and nothing else. */
    private final class Pausable implements EngineTask {
        private boolean paused;

        @Override
        public void cancel() {}

        @Override
        public void saveNow() {}

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
        }

        @Override
        public boolean isPaused() {
            Runnable meanwhile = whilePausedIsAsked;
            whilePausedIsAsked = () -> {};
            meanwhile.run();
            return paused;
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public Event.Terminal await() {
            throw new AssertionError("nobody waits in this test");
        }
    }
}
