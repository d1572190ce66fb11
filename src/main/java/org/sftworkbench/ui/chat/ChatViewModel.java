package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.data.DataException;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.tokenizer.TokenizerException;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.EventBatcher;
import org.sftworkbench.ui.common.Problem;

/** State of the chat pane: two models, what is asked, and what they say. FX thread only. */
public final class ChatViewModel {
    private static final Duration FRAME = Duration.ofMillis(60);
    private static final int MOST_PROMPTS = 32;

    private record RunEvent(SideRun run, StreamEvent event) {}

    private record Ask(ChatSide side, PromptRequest request) {}

    private final Engine engine;
    private final Executor background;
    private final Executor fx;
    private final TokenizerShelf shelf;
    private final LongSupplier nanoTime;
    private final EventBatcher<RunEvent> events;

    private final ChatSide base = new ChatSide("Base model");
    private final ChatSide tuned = new ChatSide("Fine-tuned");
    private final ChatInputs inputs = new ChatInputs();
    private final SamplingForm sampling = new SamplingForm();
    private final ObservableList<Path> checkpoints = FXCollections.observableArrayList();
    private final ObjectProperty<EncodingOptions> encoding =
            new SimpleObjectProperty<>(this, "encoding");
    private final BooleanProperty specialShown = new SimpleBooleanProperty(this, "specialShown");
    private final BooleanProperty batchShown = new SimpleBooleanProperty(this, "batchShown");
    private final ObjectProperty<ChatSide> drawn = new SimpleObjectProperty<>(this, "drawn", base);
    private final ObjectProperty<Runnable> onOpenTraining =
            new SimpleObjectProperty<>(this, "onOpenTraining");
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");
    private final ReadOnlyObjectWrapper<ChatState> state =
            new ReadOnlyObjectWrapper<>(this, "state", ChatState.READY);
    private final StringBinding refusal;
    private final BooleanBinding canSend;
    private List<SideRun> runs = List.of();
    private int sends;

    public ChatViewModel(Engine engine, Executor background, Executor fx) {
        this(
                engine,
                background,
                fx,
                CompletableFuture.delayedExecutor(FRAME.toMillis(), TimeUnit.MILLISECONDS, fx),
                directory -> HuggingFaceFileTokenizer.open(ModelDirectory.ofTokenizer(directory)),
                System::nanoTime);
    }

    /**
     * @param frames runs work on the FX thread at the next frame
     * @param opener reads the tokenizer of a model directory; called on the background thread
     */
    ChatViewModel(
            Engine engine,
            Executor background,
            Executor fx,
            Executor frames,
            Function<Path, Tokenizer> opener,
            LongSupplier nanoTime) {
        this.engine = engine;
        this.background = background;
        this.fx = fx;
        this.nanoTime = nanoTime;
        shelf = new TokenizerShelf(opener);
        events = new EventBatcher<>(frames, this::take);
        refusal =
                Bindings.createStringBinding(
                        this::whyNotSend,
                        base.directoryProperty(),
                        tuned.directoryProperty(),
                        inputs.shownProperty(),
                        sampling.problemProperty(),
                        inputs.modeProperty(),
                        inputs.promptsProperty());
        canSend =
                Bindings.createBooleanBinding(
                        () ->
                                state.get() == ChatState.READY
                                        && refusal.get().isEmpty()
                                        && !inputs.typed().isEmpty(),
                        state,
                        refusal,
                        inputs.modeProperty(),
                        inputs.questionProperty(),
                        inputs.promptsProperty());
        inputs.modeProperty().addListener((o, was, is) -> batchShown.set(is == ChatMode.BATCH));
        inputs.shownProperty().addListener((o, was, is) -> drawShownSide());
        batchShown.addListener((o, was, is) -> redraw());
    }

    /** Asks the models that are shown, where {@link #canSendProperty} allows it. */
    public void send() {
        if (!canSend.get()) {
            return;
        }
        List<String> texts = inputs.typed();
        ChatMode sentIn = inputs.modeProperty().get();
        PromptKind sentAs = inputs.kindProperty().get();
        GenerationSettings settings = sampling.settings().orElseThrow();
        List<Ask> asks =
                asked().stream()
                        .map(side -> new Ask(side, side.request(inputs, encoding.get())))
                        .toList();
        int mine = ++sends;
        problem.set(null);
        state.set(ChatState.PREPARING);
        BackgroundTask.of(() -> asks.stream().map(ask -> ask.request().encode(shelf)).toList())
                .onSuccess(
                        batches -> {
                            if (mine == sends) {
                                begin(asks, batches, texts, sentIn, sentAs, settings);
                            }
                        })
                .onError(TokenizerException.class, e -> refuse(mine, Problem.of(e)))
                .onError(ModelException.class, e -> refuse(mine, Problem.of(e)))
                .onError(TemplateException.class, e -> refuse(mine, Problem.of(e)))
                .onError(DataException.class, e -> refuse(mine, Problem.of(e)))
                .onError(RuntimeException.class, e -> refuse(mine, Problem.unexpected(e)))
                .start(background, fx);
    }

    /** Stops between two tokens; what was said stays. */
    public void stop() {
        if (state.get() == ChatState.PREPARING) {
            sends++;
            state.set(ChatState.READY);
        } else if (state.get() == ChatState.GENERATING) {
            state.set(ChatState.STOPPING);
            runs.forEach(SideRun::stop);
            told();
        }
    }

    /** Forgets what was asked and said in the current mode. */
    public void clear() {
        if (state.get().isActive()) {
            return;
        }
        for (ChatSide side : List.of(base, tuned)) {
            side.exchanges(inputs.modeProperty().get()).clear();
            side.setDrawing(null);
            side.redraw();
        }
        problem.set(null);
    }

    private void refuse(int mine, Problem why) {
        if (mine == sends) {
            problem.set(why);
            state.set(ChatState.READY);
        }
    }

    private void begin(
            List<Ask> asks,
            List<PromptBatch> batches,
            List<String> texts,
            ChatMode sentIn,
            PromptKind sentAs,
            GenerationSettings settings) {
        List<SideRun> begun = new ArrayList<>();
        for (int i = 0; i < asks.size(); i++) {
            ChatSide side = asks.get(i).side();
            Path model = asks.get(i).request().model();
            List<Exchange> exchanges =
                    texts.stream()
                            .map(text -> new Exchange(text, sentAs, model, new Answer()))
                            .toList();
            if (sentIn == ChatMode.BATCH) {
                side.exchanges(sentIn).setAll(exchanges);
            } else {
                side.exchanges(sentIn).addAll(exchanges);
            }
            BatchDrawing drawing = new BatchDrawing(batches.get(i));
            side.setDrawing(drawing);
            begun.add(new SideRun(side, exchanges, drawing));
        }
        runs = List.copyOf(begun);
        state.set(ChatState.GENERATING);
        if (sentIn == ChatMode.CHAT) {
            inputs.takeQuestion();
        }
        drawn.set(runs.get(0).side());
        redraw();
        for (int i = 0; i < runs.size(); i++) {
            submit(runs.get(i), asks.get(i).request().model(), batches.get(i), settings);
        }
        told();
    }

    private void submit(SideRun run, Path model, PromptBatch batch, GenerationSettings settings) {
        AnswerStream stream =
                new AnswerStream(
                        batch.tokenizer(),
                        batch.prompts().size(),
                        settings.maxNewTokens(),
                        nanoTime,
                        event -> events.offer(new RunEvent(run, event)));
        try {
            run.submitted(
                    engine.submit(
                            new Command.Generate(
                                    model,
                                    ModelSettings.DEFAULTS.in(sampling.precisionProperty().get()),
                                    batch.prompts(),
                                    settings),
                            stream));
        } catch (IllegalStateException e) {
            run.fail(e.getMessage());
        }
    }

    private void take(List<RunEvent> batch) {
        for (RunEvent told : batch) {
            boolean first = !told.run().hasBegun();
            told.run().take(told.event());
            if (first && told.run().hasBegun() && !told.run().isOver()) {
                drawn.set(told.run().side());
            }
        }
        if (batchShown.get()) {
            batch.stream().map(told -> told.run().side()).distinct().forEach(ChatSide::redraw);
        }
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
            takeBack(done);
        }
        redraw();
        state.set(ChatState.READY);
    }

    /** Nobody has said a word, so it is as if nothing had been asked: the question is not lost. */
    private void takeBack(List<SideRun> done) {
        for (SideRun run : done) {
            run.side().exchanges(ChatMode.BATCH).removeAll(run.exchanges());
            if (run.side().exchanges(ChatMode.CHAT).removeAll(run.exchanges())) {
                inputs.recall();
            }
        }
    }

    private void redraw() {
        if (batchShown.get()) {
            base.redraw();
            tuned.redraw();
        }
    }

    private void drawShownSide() {
        if (inputs.shownProperty().get() != ShownSides.BOTH) {
            drawn.set(inputs.shownProperty().get() == ShownSides.BASE ? base : tuned);
        }
    }

    private List<ChatSide> asked() {
        List<ChatSide> sides =
                switch (inputs.shownProperty().get()) {
                    case BOTH -> List.of(base, tuned);
                    case BASE -> List.of(base);
                    case TUNED -> List.of(tuned);
                };
        return sides.stream().filter(ChatSide::hasModel).toList();
    }

    private String whyNotSend() {
        if (asked().isEmpty()) {
            return inputs.shownProperty().get() == ShownSides.TUNED
                    ? "There is no fine-tuned model yet: train one, or choose its directory."
                    : "Open a model directory first.";
        }
        if (inputs.modeProperty().get() == ChatMode.BATCH && inputs.typed().size() > MOST_PROMPTS) {
            return "At most %d prompts go into one batch here; there are %,d."
                    .formatted(MOST_PROMPTS, inputs.typed().size());
        }
        return sampling.problemProperty().get();
    }

    public ChatSide base() {
        return base;
    }

    public ChatSide tuned() {
        return tuned;
    }

    /** The base model's directory as the window offers it. */
    public ObjectProperty<Path> baseDirectoryProperty() {
        return base.offeredProperty();
    }

    /** The tokenizer of {@link #baseDirectoryProperty}; null where it is not open. */
    public ObjectProperty<Tokenizer> tokenizerProperty() {
        return base.offeredTokenizerProperty();
    }

    /** The fine-tuned checkpoint as the window offers it. */
    public ObjectProperty<Path> tunedDirectoryProperty() {
        return tuned.offeredProperty();
    }

    /** Checkpoints that can be chosen from on either side. */
    public ObservableList<Path> checkpoints() {
        return checkpoints;
    }

    /** The template models are trained with; null for the tokenizer's own. */
    public ObjectProperty<EncodingOptions> encodingProperty() {
        return encoding;
    }

    public ChatInputs inputs() {
        return inputs;
    }

    public SamplingForm sampling() {
        return sampling;
    }

    /** Whether special tokens are seen in answers. */
    public BooleanProperty specialShownProperty() {
        return specialShown;
    }

    /** Whether the batch is drawn. */
    public BooleanProperty batchShownProperty() {
        return batchShown;
    }

    /** The side whose batch is drawn. */
    public ObjectProperty<ChatSide> drawnProperty() {
        return drawn;
    }

    /** Turns to the train pane, for who has no fine-tuned model yet; null where there is no way. */
    public ObjectProperty<Runnable> onOpenTrainingProperty() {
        return onOpenTraining;
    }

    /** What went wrong; null for nothing. */
    public ObjectProperty<Problem> problemProperty() {
        return problem;
    }

    public ReadOnlyObjectProperty<ChatState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Why nothing can be asked, whatever is typed; empty where it can. */
    public StringBinding refusalProperty() {
        return refusal;
    }

    public BooleanBinding canSendProperty() {
        return canSend;
    }
}
