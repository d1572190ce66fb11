package org.sftworkbench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** What the tests of checks share: the starter's tokenizer, and a conversation without fault. */
final class Bench {
    static final Path STARTER = Path.of("assets/starter");

    static final Conversation TALK =
            Conversation.of(
                    Message.of("user", "Who is Leo?"),
                    Message.of("assistant", "Leo is a singer."),
                    Message.of("user", "Where does Leo live?"),
                    Message.of("assistant", "Leo lives by the sea."));

    private Bench() {}

    static Tokenizer starter() {
        return HuggingFaceFileTokenizer.open(STARTER);
    }

    /** The starter's tokenizer with other special tokens. */
    static Tokenizer starterWith(Path directory, String config) {
        try {
            Files.copy(STARTER.resolve("tokenizer.json"), directory.resolve("tokenizer.json"));
            Files.writeString(directory.resolve("tokenizer_config.json"), config);
            return HuggingFaceFileTokenizer.open(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EncodingOptions options(String template, String policy, Map<String, Object> variables) {
        return new EncodingOptions(
                new TemplateChoice.Jinja(template), MaskPolicy.parse(policy), variables);
    }

    static EncodingOptions chatMl(String policy) {
        return options(BuiltInTemplate.CHATML.source(), policy, Map.of());
    }

    /** Findings of one row, numbered 7, with the starter's tokenizer. */
    static List<Finding> row(EncodingOptions options, Conversation conversation) {
        return row(options, conversation, 0, ModelFacts.UNKNOWN);
    }

    static List<Finding> row(
            EncodingOptions options, Conversation conversation, int maxLength, ModelFacts model) {
        try (Tokenizer tokenizer = starter()) {
            List<Finding> findings =
                    new Checker(new CheckSetup(tokenizer, options, model, maxLength))
                            .row(7, conversation)
                            .findings();
            findings.forEach(Bench::isToldInChinese);
            return findings;
        }
    }

    /** The one finding of a check; every finding names the row and what to do. */
    static Finding only(List<Finding> findings, String check) {
        List<Finding> found = findings.stream().filter(f -> f.check().equals(check)).toList();
        assertThat(found).as(findings.toString()).hasSize(1);
        assertThat(found.get(0).remedy()).isNotBlank();
        isToldInChinese(found.get(0));
        return found.get(0);
    }

    private static void isToldInChinese(Finding finding) {
        ToldInChinese.check(finding.message());
        ToldInChinese.check(finding.remedy());
        if (!finding.place().equals(Place.SETUP)) {
            ToldInChinese.check(finding.place().displayed());
        }
    }

    static List<String> names(List<Finding> findings) {
        return findings.stream().map(Finding::check).toList();
    }

    /** The id of a token that the starter has. */
    static int starterId(String token) {
        try (Tokenizer tokenizer = starter()) {
            return tokenizer.idOf(token).orElseThrow();
        }
    }
}
