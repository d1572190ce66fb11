package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.MaskOverrides;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.fault.UnreadableTextException;
import org.sftworkbench.template.TemplateException;

/** Runs every check over a setup and over rows, one after another. Immutable and thread-safe. */
public final class Checker {
    /** The check that a template can be used at all; where it fails, no other is asked. */
    public static final String TEMPLATE_ERROR = "template-error";

    private static final List<SetupCheck> OF_SETUP =
            List.of(new EndOfTurnIsEos(), new PadIsEos(), new NamedTokenSplits(), new OtherSteps());

    private static final List<RowCheck> OF_ROWS =
            List.of(
                    new NoTrainedToken(),
                    new EverythingTrained(),
                    new EndOfTurnUntrained(),
                    new TwoBos(),
                    new MarkerSplits(),
                    new SpecialTokenInContent(),
                    new PromptNotPrefix(),
                    new TrainingPrefix(),
                    new StraddlingToken(),
                    new Truncation(),
                    new UnknownRole(),
                    new MessageIgnored(),
                    new WeightIgnored(),
                    new ReasoningLost(),
                    new ReasoningInjected(),
                    new IdBeyondEmbedding(),
                    new BeyondPositions());

    /** What can be asked of rows that no template renders. */
    private static final List<RowCheck> OF_DOCUMENTS =
            List.of(
                    new NoTrainedToken(),
                    new Truncation(),
                    new IdBeyondEmbedding(),
                    new BeyondPositions());

    private static final List<String> NAMES =
            Stream.of(
                            Stream.of(TEMPLATE_ERROR, Unencodable.NAME, PaintedElsewhere.NAME),
                            OF_SETUP.stream().map(SetupCheck::name),
                            OF_ROWS.stream().map(RowCheck::name))
                    .flatMap(names -> names)
                    .distinct()
                    .toList();

    private static final Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::severity)
                    .thenComparing(f -> f.place().message())
                    .thenComparing(f -> f.place().firstToken());

    private final CheckSetup setup;
    private final ExampleEncoder encoder;
    private final List<Finding> unusable;
    private final MaskOverrides painted;

    /** Reads the template; one that cannot be used is a finding of {@link #setup}. */
    public Checker(CheckSetup setup) {
        this.setup = setup;
        ExampleEncoder made = null;
        List<Finding> problems = new ArrayList<>();
        try {
            made = new ExampleEncoder(setup.tokenizer(), setup.options());
        } catch (TemplateException e) {
            problems.add(TemplateError.unreadable(e));
        } catch (DataException e) {
            problems.add(TemplateError.unusable(e));
        }
        this.encoder = made;
        this.unusable = List.copyOf(problems);
        this.painted = setup.options().overrides();
    }

    private Checker(
            CheckSetup setup,
            ExampleEncoder encoder,
            List<Finding> unusable,
            MaskOverrides painted) {
        this.setup = setup;
        this.encoder = encoder;
        this.unusable = unusable;
        this.painted = painted;
    }

    /**
     * Whether a run takes a row, whose findings else block nothing: it is no longer than the limit,
     * or cut to it, and something that is kept of it counts toward the loss.
     */
    public boolean takes(RowFindings row) {
        return row.example().map(example -> setup.takes(example.example())).orElse(false);
    }

    /** The names of all checks there are, as findings carry them. */
    public static List<String> names() {
        return NAMES;
    }

    /** What is to say about tokenizer, template and model, whatever the rows; worst first. */
    public List<Finding> setup() {
        if (encoder == null) {
            return unusable;
        }
        SetupUnderCheck asked = new SetupUnderCheck(setup.tokenizer(), setup.model(), endOfTurn());
        List<Finding> findings = new ArrayList<>();
        OF_SETUP.forEach(check -> findings.addAll(check.check(asked)));
        findings.sort(WORST_FIRST);
        return findings;
    }

    /**
     * Checks a row, with the mask as painted by hand where the setup's options say so.
     *
     * @param number its number in its file, from 1
     */
    public RowFindings row(int number, Conversation conversation) {
        return row(new DataRow(number, number, conversation));
    }

    /**
     * Checks a row of any kind, with the mask as painted by hand where that is known: of plain text
     * and token ids, which no template renders, what can be asked of them.
     */
    public RowFindings row(DataRow row) {
        Place place = Place.row(row.number());
        if (encoder == null) {
            return new RowFindings(List.of(), Optional.empty());
        }
        AnnotatedExample example;
        try {
            example = encoder.encode(row);
        } catch (TemplateException e) {
            return failed(TemplateError.raised(e, row, place));
        } catch (UnreadableTextException e) {
            return failed(Unencodable.finding(e, place));
        } catch (DataException e) {
            return failed(refused(row, e, place));
        }
        RowUnderCheck asked =
                new RowUnderCheck(
                        setup,
                        encoder,
                        row.number(),
                        row.chat().orElseGet(Conversation::of),
                        example);
        List<Finding> findings = new ArrayList<>();
        List<RowCheck> checks = row.chat().isPresent() ? OF_ROWS : OF_DOCUMENTS;
        checks.forEach(check -> findings.addAll(check.check(asked)));
        if (painted.missed(row, example.example().inputIds())) {
            findings.add(PaintedElsewhere.finding(place));
        }
        findings.sort(WORST_FIRST);
        return new RowFindings(findings, Optional.of(example));
    }

    private Finding refused(DataRow row, DataException why, Place place) {
        try {
            return row.chat().isPresent()
                    ? NoTrainedToken.refused(why, setup.options().policy(), place)
                    : Unencodable.finding(why, place);
        } catch (DataException unreadable) {
            // Its file is no longer what it was, which is why.
            return Unencodable.finding(unreadable, place);
        }
    }

    /** The same checks on rows whose masks were painted by hand. */
    public Checker with(MaskOverrides byHand) {
        return new Checker(setup, encoder == null ? null : encoder.with(byHand), unusable, byHand);
    }

    private static RowFindings failed(Finding why) {
        return new RowFindings(List.of(why), Optional.empty());
    }

    /** The token that ends the answer of the simplest conversation. */
    private OptionalInt endOfTurn() {
        Conversation simplest =
                Conversation.of(Message.of("user", "Hello"), Message.of("assistant", "Hi"));
        try {
            AnnotatedExample example = encoder.unmasked(simplest, false);
            return Turn.of(
                            simplest,
                            example,
                            new LinkedHashSet<>(setup.tokenizer().endOfTurnCandidates()))
                    .stream()
                    .filter(turn -> turn.endOfTurn() >= 0)
                    .mapToInt(turn -> example.tokens().get(turn.endOfTurn()).id())
                    .findFirst();
        } catch (TemplateException | DataException e) {
            return OptionalInt.empty();
        }
    }
}
