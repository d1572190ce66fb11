package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.chat.saved.TalkFiles;
import org.sftworkbench.ui.common.FxExecutors;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.TemplateCaption;
import org.sftworkbench.ui.common.words.Words;

/** State of the chat pane: two models, what is asked, and what they say. FX thread only. */
public final class ChatViewModel {
    private final Words words;
    private final ChatSide base = new ChatSide(Words.key("Base model"));
    private final ChatSide tuned = new ChatSide(Words.key("Fine-tuned"));
    private final TurnActions baseActions = new TurnActions(this, base);
    private final TurnActions tunedActions = new TurnActions(this, tuned);
    private final ChatInputs inputs = new ChatInputs();
    private final ComparedSides compared;
    private final SamplingForm sampling;
    private final ChatRound round;
    private final SentView sent;
    private final Talks talks;
    private final KnownModels models;
    private final ObjectProperty<EncodingOptions> encoding =
            new SimpleObjectProperty<>(this, "encoding");
    private final ObjectProperty<TemplateCaption> caption =
            new SimpleObjectProperty<>(this, "caption");
    private final BooleanProperty specialShown = new SimpleBooleanProperty(this, "specialShown");
    private final DrawnBatch drawing = new DrawnBatch(List.of(base, tuned));
    private final AwaitedRun awaitedRun = new AwaitedRun();
    private final StringProperty waitsFor = new SimpleStringProperty(this, "waitsFor", "");
    private final ObjectProperty<Runnable> onOpenTraining =
            new SimpleObjectProperty<>(this, "onOpenTraining");
    private final ChatAsking asking;
    private final ModelChoice choice;

    /**
     * @param talks where conversations are kept
     */
    public ChatViewModel(Engine engine, Executor background, Executor fx, Path talks, Words words) {
        this(
                engine,
                background,
                fx,
                FxExecutors.nextFrame(fx),
                TokenizerShelf::open,
                System::nanoTime,
                talks,
                words);
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
            LongSupplier nanoTime,
            Path talkDirectory,
            Words words) {
        this.words = words;
        compared = new ComparedSides(base, tuned, inputs, words);
        sampling = new SamplingForm(words);
        models = new KnownModels(words, background, fx, sides());
        TokenizerShelf shelf = new TokenizerShelf(opener);
        round = new ChatRound(engine, background, fx, frames, shelf, nanoTime, words, drawing);
        choice =
                new ModelChoice(
                        model -> {
                            shelf.of(model);
                            ModelDirectory.requireReadable(model);
                        },
                        background,
                        fx,
                        round.problemProperty());
        sent =
                new SentView(
                        background,
                        fx,
                        shelf,
                        round.problemProperty(),
                        encoding::get,
                        caption::get);
        talks =
                new Talks(
                        new TalkFiles(talkDirectory),
                        background,
                        fx,
                        words,
                        inputs,
                        List.of(base, tuned),
                        round.problemProperty());
        asking =
                new ChatAsking(
                        base,
                        tuned,
                        inputs,
                        sampling,
                        round,
                        encoding::get,
                        this.talks::nextRound,
                        words);
        drawing.follow(inputs, words, sent);
        stateProperty()
                .addListener(
                        (o, was, is) -> {
                            if (is == ChatState.READY && was != ChatState.PREPARING) {
                                talks.changed();
                            }
                        });
    }

    /** Asks the models that are shown, where {@link #canSendProperty} allows it. */
    public void send() {
        asking.send();
    }

    /** Stops between two tokens; what was said stays. */
    public void stop() {
        round.stop();
    }

    /** Begins a new conversation, or forgets the batch. The old conversation is kept. */
    public void clear() {
        if (!isIdle()) {
            return;
        }
        if (inputs.modeProperty().get() == ChatMode.CHAT) {
            talks.begin();
        }
        for (ChatSide side : sides()) {
            if (inputs.modeProperty().get() == ChatMode.BATCH) {
                side.batch().clear();
            }
            side.setDrawing(inputs.modeProperty().get(), null);
            side.redraw();
        }
        sent.close();
        round.problemProperty().set(null);
    }

    /** Notes that the conversation is not what it was. */
    void changed() {
        sent.close();
        talks.changed();
    }

    /** A number that what is asked of several sides at once is known by. */
    long nextRound() {
        return talks.nextRound();
    }

    /** Asks the models. */
    ChatAsking asking() {
        return asking;
    }

    /** Whether nothing is under way. */
    boolean isIdle() {
        return asking.isIdle();
    }

    public ChatSide base() {
        return base;
    }

    public ChatSide tuned() {
        return tuned;
    }

    List<ChatSide> sides() {
        return List.of(base, tuned);
    }

    /** What can be done with a side's messages. */
    public TurnActions actions(ChatSide side) {
        return side == base ? baseActions : tunedActions;
    }

    /** Whether the two sides can be compared. */
    ComparedSides compared() {
        return compared;
    }

    /** What was really sent for an answer, when it is asked for. */
    public SentView sent() {
        return sent;
    }

    /** The conversations that are kept. */
    public Talks talks() {
        return talks;
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

    /** Puts a model on the fine-tuned side, where it is seen and asked. */
    public void openTuned(Path model) {
        tuned.choose(model);
        if (inputs.shownProperty().get() == ShownSides.BASE) {
            inputs.shownProperty().set(ShownSides.BOTH);
        }
    }

    /** Puts a model on a side, once it is known that it can be asked there. */
    void choose(ChatSide side, Path model) {
        choice.choose(side, model);
    }

    /** The models that either side can be given. */
    public KnownModels models() {
        return models;
    }

    /** The template models are trained with; null for the tokenizer's own. */
    public ObjectProperty<EncodingOptions> encodingProperty() {
        return encoding;
    }

    /** What that template is called; null for the tokenizer's own. */
    public ObjectProperty<TemplateCaption> captionProperty() {
        return caption;
    }

    /** What template a conversation takes, in words; empty where the model has none for it. */
    String template() {
        return caption.get() == null
                ? words.say("The model's own")
                : caption.get()
                        .ofTalk(words)
                        .map(called -> words.say("{0}, as in the Template pane", called))
                        .orElse("");
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

    /** Whether words are shown no faster than they can be read. */
    public BooleanProperty pacedProperty() {
        return round.pacedProperty();
    }

    /** Whether the batch is drawn. */
    public BooleanProperty batchShownProperty() {
        return drawing.shownProperty();
    }

    /** The side whose batch is drawn. */
    public ObjectProperty<ChatSide> drawnProperty() {
        return drawing.sideProperty();
    }

    /** What the engine does before it can answer, in the user's words; empty for nothing. */
    public StringProperty waitsForProperty() {
        return waitsFor;
    }

    /** The training that answers may have to wait for. */
    public AwaitedRun awaitedRun() {
        return awaitedRun;
    }

    /** Turns to the train pane, for who has no fine-tuned model yet; null where there is no way. */
    public ObjectProperty<Runnable> onOpenTrainingProperty() {
        return onOpenTraining;
    }

    /** What went wrong; null for nothing. */
    public ObjectProperty<Problem> problemProperty() {
        return round.problemProperty();
    }

    public ReadOnlyObjectProperty<ChatState> stateProperty() {
        return round.stateProperty();
    }

    /** Why nothing can be asked, whatever is typed; empty where it can. */
    public StringBinding refusalProperty() {
        return asking.refusalProperty();
    }

    public BooleanBinding canSendProperty() {
        return asking.canSendProperty();
    }
}
