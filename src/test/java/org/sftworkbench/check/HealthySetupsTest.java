package org.sftworkbench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.EncodeCases;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.tokenizer.QwenTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** Setups that are known to train well have no errors, so that an error means something. */
class HealthySetupsTest {
    @Test
    void theStarterWithItsSampleData() {
        try (Tokenizer tokenizer = Bench.starter()) {
            Checker checker =
                    new Checker(
                            new CheckSetup(
                                    tokenizer,
                                    ownTemplate(tokenizer, Map.of()),
                                    ModelFacts.read(Bench.STARTER),
                                    1024));
            assertThat(checker.setup()).isEmpty();
            int rows = 0;
            for (String file : List.of("alpaca.json", "messages.jsonl", "prompt_completion.csv")) {
                for (DataRow row : new DatasetReader().read(Path.of("sample-data", file)).rows()) {
                    rows++;
                    assertThat(checker.row(row.number(), row.conversation()).findings())
                            .as(file)
                            .noneMatch(f -> f.severity() != Severity.NOTE);
                }
            }
            assertThat(rows).isGreaterThan(300);
        }
    }

    @Test
    void qwen3WithTheGoldenConversations() {
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        List<Finding> errors = new ArrayList<>();
        for (Map<String, Object> variables :
                List.<Map<String, Object>>of(Map.of(), Map.of("enable_thinking", false))) {
            Checker checker =
                    new Checker(new CheckSetup(tokenizer, ownTemplate(tokenizer, variables)));
            assertThat(checker.setup()).isEmpty();
            for (EncodeCases one : EncodeCases.all()) {
                Conversation conversation = one.conversation();
                checker.row(1, conversation).findings().stream()
                        .filter(f -> f.severity() == Severity.ERROR)
                        .forEach(errors::add);
            }
        }
        assertThat(errors).isEmpty();
    }

    private static EncodingOptions ownTemplate(Tokenizer tokenizer, Map<String, Object> variables) {
        return Bench.options(
                tokenizer.chatTemplates().named("default").orElseThrow(), "assistant", variables);
    }
}
