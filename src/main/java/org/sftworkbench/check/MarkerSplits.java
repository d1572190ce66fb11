package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Origin;

/** A marker that the template writes as one token but that the tokenizer splits. */
final class MarkerSplits implements RowCheck {
    /** The shapes of special tokens in well-known models. */
    private static final Pattern MARKER =
            Pattern.compile(
                    "<[|｜][^<>|｜\\s]{1,40}[|｜]?>|<[^<>|｜\\s]{1,40}[|｜]>"
                            + "|<(?:start|end)_of_[a-z_]+>|</?s>");

    @Override
    public String name() {
        return "special-token-splits";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        List<TokenView> tokens = row.example().tokens();
        Set<String> told = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        Matcher marker = MARKER.matcher(row.example().text());
        int t = 0;
        while (marker.find()) {
            while (t < tokens.size() && tokens.get(t).end() <= marker.start()) {
                t++;
            }
            int end = t;
            while (end < tokens.size() && tokens.get(end).start() < marker.end()) {
                end++;
            }
            if (end - t > 1 && isTemplates(tokens.get(t)) && told.add(marker.group())) {
                findings.add(split(row, marker.group(), t, end));
            }
        }
        return findings;
    }

    /** Text of a message may say what it likes; a variable such as bos_token is the template's. */
    private static boolean isTemplates(TokenView token) {
        return !(token.origin() instanceof Origin.Input input) || input.message() < 0;
    }

    private Finding split(RowUnderCheck row, String marker, int first, int end) {
        TokenView token = row.example().tokens().get(first);
        return finding(
                Severity.WARNING,
                "the template writes "
                        + marker
                        + ", which this tokenizer splits into "
                        + (end - first)
                        + " ids",
                "choose a template made for this tokenizer, or add the token to both the tokenizer"
                        + " and the model",
                row.place()
                        .atMessage(token.message())
                        .atTokens(first, end)
                        .atTemplate(token.node()));
    }
}
