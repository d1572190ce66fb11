package org.sftworkbench.ui.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.TokenizerException;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * One round of asking: prompts become ids in the background, each side's batch goes to the engine,
 * and what comes back goes to the answers, no faster than it can be read. FX thread only.
 */
final class ChatRound {
    /** Tokens a second that a fast reader still follows. */
    private static final double READING_SPEED = 30;

    /** Told of what goes on. */
    interface Listener {
        /** Answers are waited for. */
        void begun(List<ChatSide> sides);

        /** A side has said its first word. */
        void speaks(ChatSide side);

        /** These sides have said more. */
        void said(List<ChatSide> sides);

        /** Everything that was asked is over. */
        void over();
    }

    private record Taken(SideRun run, StreamEvent event) {}

    private final Engine engine;
    private final Executor background;
    private final Executor fx;
    private final TokenizerShelf shelf;
    private final LongSupplier nanoTime;
    private final Words words;
    private final Listener listener;
    private final Pacer<Taken> events;
    private final BooleanProperty paced = new SimpleBooleanProperty(this, "paced", true);
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");
    private final ReadOnlyObjectWrapper<ChatState> state =
            new ReadOnlyObjectWrapper<>(this, "state", ChatState.READY);
    private List<Ask> asks = List.of();
    private List<SideRun> runs = List.of();
    private int rounds;

    ChatRound(
            Engine engine,
            Executor background,
            Executor fx,
            Executor frames,
            TokenizerShelf shelf,
            LongSupplier nanoTime,
            Words words,
            Listener listener) {
        this.engine = engine;
        this.background = background;
        this.fx = fx;
        this.shelf = shelf;
        this.nanoTime = nanoTime;
        this.words = words;
        this.listener = listener;
        events =
                new Pacer<>(
                        frames,
                        nanoTime,
                        Duration.ofNanos(Math.round(1e9 / READING_SPEED)),
                        taken -> taken.event() instanceof StreamEvent.Wrote,
                        this::take);
        events.pacedProperty().bind(paced);
    }

    /** Asks; to be called in {@link ChatState#READY} only. */
    void start(List<Ask> wanted, GenerationSettings settings, ModelSettings models) {
        int mine = ++rounds;
        problem.set(null);
        state.set(ChatState.PREPARING);
        BackgroundTask.of(() -> wanted.stream().map(ask -> ask.request().encode(shelf)).toList())
                .onSuccess(
                        batches -> {
                            if (mine == rounds) {
                                begin(wanted, batches, settings, models);
                            }
                        })
                .onError(TokenizerException.class, e -> refuse(mine, Problem.of(e)))
                .onError(ModelException.class, e -> refuse(mine, Problem.of(e)))
                .onError(TemplateException.class, e -> refuse(mine, Problem.of(e)))
                .onError(DataException.class, e -> refuse(mine, Problem.of(e)))
                .onError(RuntimeException.class, e -> refuse(mine, Problem.unexpected(e)))
                .start(background, fx);
    }

    /** Stops between two tokens; what was said stays, and is shown at once. */
    void stop() {
        if (state.get() == ChatState.PREPARING) {
            rounds++;
            state.set(ChatState.READY);
        } else if (state.get() == ChatState.GENERATING) {
            state.set(ChatState.STOPPING);
            events.flush();
            runs.forEach(SideRun::stop);
            told();
        }
    }

    private void refuse(int mine, Problem why) {
        if (mine == rounds) {
            problem.set(why);
            state.set(ChatState.READY);
        }
    }

    private void begin(
            List<Ask> wanted,
            List<PromptBatch> batches,
            GenerationSettings settings,
            ModelSettings models) {
        List<SideRun> begun = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            ChatSide side = wanted.get(i).side();
            List<Answer> answers = wanted.get(i).place().open(batches.get(i));
            BatchDrawing drawing = new BatchDrawing(batches.get(i), words);
            side.setDrawing(wanted.get(i).place().mode(), drawing);
            begun.add(new SideRun(side, answers, drawing));
        }
        asks = List.copyOf(wanted);
        runs = List.copyOf(begun);
        state.set(ChatState.GENERATING);
        listener.begun(runs.stream().map(SideRun::side).toList());
        for (int i = 0; i < runs.size(); i++) {
            submit(runs.get(i), asks.get(i), batches.get(i), settings, models);
        }
        told();
    }

    private void submit(
            SideRun run,
            Ask ask,
            PromptBatch batch,
            GenerationSettings settings,
            ModelSettings models) {
        AnswerStream stream =
                new AnswerStream(
                        batch.tokenizer(),
                        batch.prompts().size(),
                        ask.given(),
                        settings,
                        nanoTime,
                        event -> events.offer(new Taken(run, event)));
        try {
            run.submitted(
                    engine.submit(
                            new Command.Generate(
                                    ask.request().model(),
                                    models,
                                    batch.prompts(),
                                    batch.padded().padding(),
                                    settings),
                            stream));
        } catch (IllegalStateException e) {
            run.fail(e.getMessage());
        }
    }

    private void take(List<Taken> batch) {
        for (Taken told : batch) {
            boolean first = !told.run().hasBegun();
            told.run().take(told.event());
            if (first && told.run().hasBegun() && !told.run().isOver()) {
                listener.speaks(told.run().side());
            }
        }
        listener.said(batch.stream().map(told -> told.run().side()).distinct().toList());
        told();
    }

    /** Ends the round once all that were asked are done. */
    private void told() {
        if (!state.get().isActive() || !runs.stream().allMatch(SideRun::isOver)) {
            return;
        }
        List<SideRun> done = runs;
        runs = List.of();
        List<String> failures =
                done.stream()
                        .filter(run -> !run.failure().isEmpty())
                        .map(run -> run.side().title() + ": " + run.failure())
                        .toList();
        if (!failures.isEmpty()) {
            problem.set(Problem.error(String.join("\n", failures)));
        }
        if (done.stream().noneMatch(SideRun::hasBegun)) {
            // Nobody has said a word, so it is as if nothing had been asked.
            asks.forEach(ask -> ask.place().takeBack());
        }
        asks = List.of();
        state.set(ChatState.READY);
        listener.over();
    }

    /** Whether words are shown no faster than they can be read. */
    BooleanProperty pacedProperty() {
        return paced;
    }

    /** What went wrong; null for nothing. */
    ObjectProperty<Problem> problemProperty() {
        return problem;
    }

    ReadOnlyObjectProperty<ChatState> stateProperty() {
        return state.getReadOnlyProperty();
    }
}
