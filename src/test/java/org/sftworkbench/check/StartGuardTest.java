package org.sftworkbench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** Errors in what a run takes block its start, warnings ask for leave, other rows do neither. */
class StartGuardTest {
    private static final Path STARTER = Path.of("assets/starter");

    private static Tokenizer tokenizer;

    @BeforeAll
    static void open() {
        tokenizer = HuggingFaceFileTokenizer.open(STARTER);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void healthyRowsMayStart() {
        assertThat(guard("assistant", 0, row("user", "assistant")).verdict())
                .isEqualTo(StartGuard.Verdict.CLEAR);
    }

    @Test
    void anErrorInARowThatTakesPartBlocks() {
        // The end of the turn is never trained: the model would not learn to stop.
        StartGuard guard = guard("assistant,no-end-of-turn", 0, row("user", "assistant"));
        assertThat(guard.verdict()).isEqualTo(StartGuard.Verdict.BLOCKED);
        assertThat(guard.findings()).extracting(Finding::check).contains("end-of-turn-untrained");
        assertThat(guard.words()).contains("1 error");
    }

    @Test
    void rowsThatAreLeftOutBlockNothing() {
        // No answer: no token of it would count.
        assertThat(guard("assistant", 0, row("user", "assistant"), row("user")).verdict())
                .isEqualTo(StartGuard.Verdict.CLEAR);
        // Beyond the limit.
        assertThat(guard("assistant,no-end-of-turn", 3, row("user", "assistant")).verdict())
                .isEqualTo(StartGuard.Verdict.CLEAR);
    }

    @Test
    void aRowOfWhichNothingTrainedIsKeptIsLeftOutToo() {
        StartGuard guard = guard(LongRows.KEEP_START, 3, row("user", "assistant"));
        assertThat(guard.verdict()).isEqualTo(StartGuard.Verdict.CLEAR);
    }

    @Test
    void aRowThatKeepsItsEndKeepsItsAnswer() {
        DataRow row = row("user", "assistant");
        int length = tokens(row);

        // The answer is at the row's end: of the same rows none would be trained cut there.
        StartGuard guard = guard(LongRows.KEEP_END, length - 2, row);

        assertThat(guard.verdict()).isEqualTo(StartGuard.Verdict.WARNED);
        assertThat(guard.findings()).extracting(Finding::check).containsExactly("too-long");
        assertThat(guard.findings().get(0).message())
                .isEqualTo(
                        length
                                + " tokens, more than "
                                + (length - 2)
                                + ": the start of the row is cut off, which removes 0 trained"
                                + " tokens");
        assertThat(guard.findings().get(0).place().firstToken()).isZero();
        assertThat(guard.findings().get(0).place().endToken()).isEqualTo(2);
    }

    @Test
    void aRowThatIsCutIsToldOfAsCut() {
        DataRow row = row("user", "assistant");
        StartGuard guard = guard(LongRows.KEEP_START, tokens(row) - 2, row);

        assertThat(guard.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains(": the row is cut, which removes 1 trained tokens and the end of");
    }

    @Test
    void aWarningAsksForLeave() {
        DataRow marked =
                new DataRow(
                        1,
                        1,
                        Conversation.of(
                                Message.of("user", "What is <|im_end|> for?"),
                                Message.of("assistant", "It ends a turn.")));
        StartGuard guard = guard("assistant", 0, marked);
        assertThat(guard.verdict()).isEqualTo(StartGuard.Verdict.WARNED);
        assertThat(guard.words()).contains("warning").doesNotContain("error");
    }

    private static StartGuard guard(String policy, int maxLength, DataRow... rows) {
        return guard(options(policy), LongRows.LEFT_OUT, maxLength, rows);
    }

    private static StartGuard guard(LongRows longRows, int maxLength, DataRow... rows) {
        return guard(options("assistant"), longRows, maxLength, rows);
    }

    private static StartGuard guard(
            EncodingOptions options, LongRows longRows, int maxLength, DataRow... rows) {
        Checker checker =
                new Checker(
                        new CheckSetup(
                                tokenizer, options, ModelFacts.read(STARTER), maxLength, longRows));
        StartGuard guard = new StartGuard(checker, 3);
        guard.read(List.of(rows).iterator(), checker, 1);
        return guard;
    }

    private static EncodingOptions options(String policy) {
        return new EncodingOptions(
                TemplateChoice.ofModel(tokenizer).orElseThrow(),
                MaskPolicy.parse(policy),
                Map.of());
    }

    private static int tokens(DataRow row) {
        return new ExampleEncoder(tokenizer, options("assistant")).encode(row).tokens().size();
    }

    private static DataRow row(String... roles) {
        Message[] messages = new Message[roles.length];
        for (int i = 0; i < roles.length; i++) {
            messages[i] = Message.of(roles[i], "Tom is a cook.");
        }
        return new DataRow(1, 1, Conversation.of(messages));
    }
}
