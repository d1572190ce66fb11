package org.sftworkbench.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.Span;
import org.sftworkbench.template.TemplateException;

/** A row as it is trained, with what the checks ask about it, each worked out once. */
final class RowUnderCheck {
    private final CheckSetup setup;
    private final ExampleEncoder encoder;
    private final int number;
    private final Conversation conversation;
    private final AnnotatedExample example;
    private final List<Turn> turns;
    private List<Span> spans;

    RowUnderCheck(
            CheckSetup setup,
            ExampleEncoder encoder,
            int number,
            Conversation conversation,
            AnnotatedExample example) {
        this.setup = setup;
        this.encoder = encoder;
        this.number = number;
        this.conversation = conversation;
        this.example = example;
        this.turns =
                Turn.of(
                        conversation,
                        example,
                        new LinkedHashSet<>(setup.tokenizer().endOfTurnCandidates()));
    }

    CheckSetup setup() {
        return setup;
    }

    Conversation conversation() {
        return conversation;
    }

    AnnotatedExample example() {
        return example;
    }

    /** The whole row as a place. */
    Place place() {
        return Place.row(number);
    }

    /** The assistant messages' parts, in order. */
    List<Turn> turns() {
        return turns;
    }

    /** Those parts of which something is trained. */
    List<Turn> trainedTurns() {
        return turns.stream().filter(turn -> turn.firstTrained(example) >= 0).toList();
    }

    /** Whether the policy is meant to leave something out of the loss. */
    boolean masks() {
        return !(setup.options().policy() instanceof MaskPolicy.All);
    }

    /** Who wrote each character; by token where no Jinja template is used. */
    List<Span> spans() {
        if (spans == null) {
            spans =
                    encoder.rendering(conversation, false)
                            .map(Rendering::spans)
                            .orElseGet(this::spansOfTokens);
        }
        return spans;
    }

    private List<Span> spansOfTokens() {
        return example.tokens().stream()
                .map(t -> new Span(t.start(), t.end(), t.node(), t.message(), t.origin()))
                .toList();
    }

    /**
     * The text that chat sends for an answer in place of a message; empty where the template
     * refuses the messages before it.
     */
    Optional<String> promptText(int message) {
        try {
            Conversation before = before(message);
            return Optional.of(
                    encoder.rendering(before, true)
                            .map(Rendering::text)
                            .orElseGet(() -> encoder.unmasked(before, true).text()));
        } catch (TemplateException e) {
            return Optional.empty();
        }
    }

    /** The ids that chat sends, as {@link #promptText}. */
    Optional<int[]> promptIds(int message) {
        try {
            return Optional.of(encoder.prompt(before(message)));
        } catch (TemplateException e) {
            return Optional.empty();
        }
    }

    private Conversation before(int message) {
        return conversation.before(message);
    }
}
