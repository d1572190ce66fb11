package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.ui.common.words.Words;

/** Asks the models of the sides, and says why they cannot be asked. FX thread only. */
final class ChatAsking {
    private static final int MOST_PROMPTS = 32;

    private final ChatSide base;
    private final ChatSide tuned;
    private final ChatInputs inputs;
    private final SamplingForm sampling;
    private final ChatRound round;
    private final Supplier<EncodingOptions> encoding;
    private final LongSupplier nextRound;
    private final Words words;
    private final StringBinding refusal;
    private final BooleanBinding canSend;

    /**
     * @param encoding the template models are trained with; null for the tokenizer's own
     * @param nextRound a number that what is asked of several sides at once is known by
     */
    ChatAsking(
            ChatSide base,
            ChatSide tuned,
            ChatInputs inputs,
            SamplingForm sampling,
            ChatRound round,
            Supplier<EncodingOptions> encoding,
            LongSupplier nextRound,
            Words words) {
        this.base = base;
        this.tuned = tuned;
        this.inputs = inputs;
        this.sampling = sampling;
        this.round = round;
        this.encoding = encoding;
        this.nextRound = nextRound;
        this.words = words;
        refusal =
                Bindings.createStringBinding(
                        this::whyNotSend,
                        base.directoryProperty(),
                        tuned.directoryProperty(),
                        inputs.shownProperty(),
                        sampling.problemProperty(),
                        inputs.modeProperty(),
                        inputs.promptsProperty(),
                        words.languageProperty());
        canSend =
                Bindings.createBooleanBinding(
                        () -> isIdle() && refusal.get().isEmpty() && !inputs.typed().isEmpty(),
                        round.stateProperty(),
                        refusal,
                        inputs.modeProperty(),
                        inputs.questionProperty(),
                        inputs.promptsProperty());
    }

    /** Why nothing can be asked, whatever is typed; empty where it can. */
    StringBinding refusalProperty() {
        return refusal;
    }

    /** Whether what is typed can be asked. */
    BooleanBinding canSendProperty() {
        return canSend;
    }

    /** Whether nothing is under way. */
    boolean isIdle() {
        return !round.stateProperty().get().isActive();
    }

    /** Asks the models that are shown, where {@link #canSendProperty} allows it. */
    void send() {
        if (!canSend.get()) {
            return;
        }
        List<String> texts = inputs.typed();
        PromptKind kind = inputs.kindProperty().get();
        boolean isBatch = inputs.modeProperty().get() == ChatMode.BATCH;
        long number = nextRound.getAsLong();
        List<Ask> asks = new ArrayList<>();
        for (ChatSide side : asked()) {
            asks.add(
                    isBatch
                            ? new Ask(
                                    side,
                                    side.batchRequest(inputs, texts, encoding.get()),
                                    new BatchPlace(side, texts, kind))
                            : question(side, texts.get(0), kind, number));
        }
        ask(asks);
    }

    private Ask question(ChatSide side, String text, PromptKind kind, long number) {
        Question question = new Question(text, kind, number);
        return new Ask(
                side,
                side.request(inputs.systemProperty().get(), null, text, kind, encoding.get()),
                new QuestionPlace(
                        side,
                        question,
                        inputs.systemProperty().get(),
                        () -> {
                            side.talk().append(question);
                            inputs.takeQuestion(text);
                        },
                        inputs::recall));
    }

    /** Asks one thing, where nothing else is under way. */
    void ask(Ask ask) {
        ask(List.of(ask));
    }

    /** Asks several sides at once, where nothing else is under way. */
    void ask(List<Ask> asks) {
        ask(asks, 0);
    }

    /**
     * @param draw 0 for the seed as it is typed, else another one for each
     */
    void ask(List<Ask> asks, int draw) {
        if (isIdle() && sampling.settings().isPresent() && !asks.isEmpty()) {
            round.start(
                    asks,
                    sampling.settings().orElseThrow().drawnAgain(draw),
                    ModelSettings.DEFAULTS.in(sampling.precisionProperty().get()));
        }
    }

    /** The sides that are shown and were asked this question, its own always, the base first. */
    List<ChatSide> shownWith(Question question, ChatSide own) {
        return Stream.of(base, tuned)
                .filter(
                        side ->
                                side == own
                                        || shownSides().contains(side)
                                                && side.hasModel()
                                                && side.talk().questionOf(question.round()) != null)
                .toList();
    }

    private List<ChatSide> shownSides() {
        return switch (inputs.shownProperty().get()) {
            case BOTH -> List.of(base, tuned);
            case BASE -> List.of(base);
            case TUNED -> List.of(tuned);
        };
    }

    private List<ChatSide> asked() {
        return shownSides().stream().filter(ChatSide::hasModel).toList();
    }

    private String whyNotSend() {
        if (asked().isEmpty()) {
            return inputs.shownProperty().get() == ShownSides.TUNED
                    ? words.say(
                            "There is no fine-tuned model yet: train one, or choose its directory.")
                    : words.say("Open a model directory first.");
        }
        int count = inputs.typed().size();
        if (inputs.modeProperty().get() == ChatMode.BATCH && count > MOST_PROMPTS) {
            return words.say(
                    "At most {0} prompts go into one batch here; there are {1}.",
                    MOST_PROMPTS, count);
        }
        return sampling.problemProperty().get();
    }
}
