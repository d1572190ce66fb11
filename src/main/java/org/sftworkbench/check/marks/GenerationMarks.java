package org.sftworkbench.check.marks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.template.ChatTemplate;
import org.sftworkbench.template.RenderRequest;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Writes {@code {% generation %}} blocks into a template around what a mask policy trains, so that
 * trainers that know only such blocks train the same; proved by rendering every conversation with
 * both templates. Immutable and thread-safe.
 */
public final class GenerationMarks {
    private final Tokenizer tokenizer;
    private final EncodingOptions options;
    private final String source;

    /** What came of it. */
    public sealed interface Outcome {}

    /**
     * The marked template.
     *
     * @param source Jinja source that renders the same text
     * @param conversations how many conversations this was proved with
     */
    public record Marked(String source, int conversations) implements Outcome {}

    /**
     * Blocks cannot say what the policy trains, or not in this template.
     *
     * @param reason why, with the place in the template where there is one, and what to do
     */
    public record Impossible(String reason) implements Outcome {}

    /**
     * @param options a Jinja template, the policy whose choice to write down, and variables
     * @throws DataException where the template is none of Jinja
     */
    public GenerationMarks(Tokenizer tokenizer, EncodingOptions options) {
        this.tokenizer = tokenizer;
        if (options.template() instanceof TemplateChoice.Named several) {
            throw new DataException(
                    "the model has several chat templates: "
                            + String.join(", ", several.sources().keySet())
                            + "; generation blocks are written into one of them, so choose it by"
                            + " its name");
        }
        if (!(options.template() instanceof TemplateChoice.Jinja jinja)) {
            throw new DataException(
                    "generation blocks can be written into a Jinja template only, not into role"
                            + " marks");
        }
        String lines = jinja.source().replace("\r\n", "\n").replace('\r', '\n');
        this.source = lines;
        this.options = options;
    }

    /**
     * Marks the template.
     *
     * @param conversations what to learn from and to prove it with; those that the template
     *     refuses, the policy does not apply to or the tokenizer cannot read are left out
     * @throws TemplateException where the template does not parse
     */
    public Outcome insert(List<Conversation> conversations) {
        List<String> sought = new ArrayList<>();
        if (options.policy() instanceof MaskPolicy.FromLast fromLast) {
            sought.add(fromLast.token());
        }
        Map<Conversation, AnnotatedExample> examples =
                encoded(new CharacterTokenizer(tokenizer, sought), conversations);
        Map<Conversation, AnnotatedExample> expected = encoded(tokenizer, conversations);
        // A tokenizer may refuse a text that parts into characters.
        examples.keySet().retainAll(expected.keySet());
        TemplateTags tags = TemplateTags.of(source);
        if (tags.marked()) {
            return new Impossible("the template has generation blocks already");
        }
        if (examples.isEmpty()) {
            return new Impossible(
                    "no conversation can be rendered and masked, so there is nothing to learn from"
                            + " and nothing to prove it with");
        }
        expected.keySet().retainAll(examples.keySet());
        Outcome inside = marked(tags, UnaryOperator.identity(), examples, expected);
        // What several roles share, as a macro that writes a content, is the role's where it is
        // shown.
        return inside instanceof Marked
                ? inside
                : marked(tags, ChatTemplate::byShowing, examples, expected);
    }

    /**
     * @param authors says of a template who has written what it captures
     * @param examples the conversations, a token for each character
     * @param expected the same as they are trained
     */
    private Outcome marked(
            TemplateTags tags,
            UnaryOperator<ChatTemplate> authors,
            Map<Conversation, AnnotatedExample> examples,
            Map<Conversation, AnnotatedExample> expected) {
        SplitTemplate split = new SplitTemplate(source, tags.outputs());
        ChatTemplate taken = authors.apply(options.timed(ChatTemplate.parse(split.split())));
        PieceUses uses = new PieceUses(split, tags.outputs());
        try {
            for (Map.Entry<Conversation, AnnotatedExample> one : examples.entrySet()) {
                Rendering rendering =
                        taken.render(
                                new RenderRequest(
                                        one.getKey(), false, options.variables(tokenizer)));
                if (!rendering.text().equals(one.getValue().text())) {
                    return new Impossible(
                            "the template's outputs cannot be taken apart without changing what"
                                    + " they write");
                }
                uses.add(
                        one.getKey(),
                        one.getValue(),
                        expected.get(one.getKey()),
                        rendering.spans());
            }
            Set<String> roles = trainedRoles(uses);
            if (roles.size() != 1) {
                return new Impossible(
                        "the policy "
                                + options.policy().text()
                                + " trains text of "
                                + (roles.isEmpty() ? "no role" : "several roles: " + roles)
                                + "; blocks can mark the answers of one role");
            }
            String marked =
                    new MarkedSource(split, tags, uses.all(), roles.iterator().next()).write();
            return proved(marked, expected, examples);
        } catch (PieceUses.UnclearPiece e) {
            return new Impossible(place(e.piece(), tags) + " " + e.getMessage());
        }
    }

    private Set<String> trainedRoles(PieceUses uses) {
        Set<String> roles = new LinkedHashSet<>();
        uses.all().values().forEach(use -> roles.addAll(use.trainedRoles()));
        return roles;
    }

    private String place(SplitTemplate.Piece piece, TemplateTags tags) {
        int at = piece.output() < 0 ? piece.index() : tags.outputs().get(piece.output()).start();
        long line = 1 + source.substring(0, at).chars().filter(c -> c == '\n').count();
        int column = at - source.lastIndexOf('\n', at - 1);
        return "template line "
                + line
                + ", column "
                + column
                + ": "
                + (piece.output() < 0
                        ? "the text there"
                        : tags.outputs()
                                .get(piece.output())
                                .operands()
                                .get(piece.index())
                                .replace("\n", "\\n"));
    }

    private ExampleEncoder encoder(Tokenizer with, String template, MaskPolicy policy) {
        return new ExampleEncoder(
                with, options.with(new TemplateChoice.Jinja(template)).with(policy));
    }

    /**
     * Renders and masks with both templates: text and trained tokens must be the same.
     *
     * @param characters the conversations, a token for each character
     */
    private Outcome proved(
            String marked,
            Map<Conversation, AnnotatedExample> examples,
            Map<Conversation, AnnotatedExample> characters) {
        ExampleEncoder before = encoder(tokenizer, source, options.policy());
        ExampleEncoder after;
        try {
            after = encoder(tokenizer, marked, new MaskPolicy.Generation());
        } catch (TemplateException | DataException e) {
            return new Impossible("the marked template cannot be read: " + e.getMessage());
        }
        List<Conversation> conversations = new ArrayList<>(examples.keySet());
        for (Conversation conversation : conversations) {
            AnnotatedExample expected = examples.get(conversation);
            AnnotatedExample actual = after.encode(conversation);
            boolean sameText =
                    expected.text().equals(actual.text())
                            && before.unmasked(conversation, true)
                                    .text()
                                    .equals(after.unmasked(conversation, true).text());
            if (!sameText) {
                return new Impossible("the blocks would change the text");
            }
            int other = Arrays.mismatch(expected.example().trained(), actual.example().trained());
            if (other >= 0) {
                String place =
                        "\""
                                + expected.tokens().get(other).text().replace("\n", "\\n")
                                + "\" in conversation "
                                + (1 + conversations.indexOf(conversation));
                return new Impossible(
                        isAcross(expected.tokens().get(other), characters.get(conversation))
                                ? "the token "
                                        + place
                                        + " lies across the start of what is trained; trainers that"
                                        + " go by blocks train it, the policy "
                                        + options.policy().text()
                                        + " does not. Choose the tokenizer that the template was"
                                        + " made for, strip white space from the start of the"
                                        + " answers, or let the prompt end where a token ends"
                                : "blocks around whole pieces would train other tokens than the"
                                        + " policy "
                                        + options.policy().text()
                                        + ": first "
                                        + place);
            }
        }
        return new Marked(marked, conversations.size());
    }

    /** Whether only some of an untrained token's characters are to be trained. */
    private static boolean isAcross(TokenView token, AnnotatedExample characters) {
        return !token.trained()
                && characters.tokens().stream()
                        .anyMatch(
                                one ->
                                        one.trained()
                                                && one.start() >= token.start()
                                                && one.end() <= token.end());
    }

    private Map<Conversation, AnnotatedExample> encoded(
            Tokenizer with, List<Conversation> conversations) {
        ExampleEncoder encoder = new ExampleEncoder(with, options);
        Map<Conversation, AnnotatedExample> encoded = new LinkedHashMap<>();
        for (Conversation conversation : conversations) {
            try {
                encoded.put(conversation, encoder.encode(conversation));
            } catch (TemplateException | DataException e) {
                // Said by the checks; a conversation that cannot be trained on proves nothing.
                continue;
            }
        }
        return encoded;
    }
}
