package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.TokenView;

/** An answer that is trained after a text that chat never sends. */
final class PromptNotPrefix implements RowCheck {
    private static final int SHOWN = 24;

    @Override
    public String name() {
        return "prompt-is-not-a-prefix";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        List<Turn> turns = row.trainedTurns();
        List<Finding> findings = new ArrayList<>();
        for (Turn turn : turns) {
            Optional<String> prompt = row.promptText(turn.message());
            boolean last = turn.equals(turns.get(turns.size() - 1));
            if (row.masks()
                    && prompt.isPresent()
                    && !row.example().text().startsWith(prompt.get())) {
                findings.add(parted(row, turn, prompt.get(), last));
            }
        }
        return findings;
    }

    private Finding parted(RowUnderCheck row, Turn turn, String prompt, boolean last) {
        String text = row.example().text();
        int at = commonPrefix(prompt, text);
        int token = tokenAt(row.example().tokens(), at);
        return finding(
                // Templates for reasoning write earlier turns otherwise than the last on purpose.
                last ? Severity.ERROR : Severity.WARNING,
                "what chat sends for this answer is no prefix of what is trained; they part after"
                        + quoted(text.substring(Math.max(0, at - SHOWN), at))
                        + ": chat sends"
                        + quoted(cut(prompt, at))
                        + ", training has"
                        + quoted(cut(text, at)),
                last
                        ? "make add_generation_prompt open the answer just as the template writes a"
                                + " finished one (a reasoning block, white space)"
                        : "train on the last answer only (last-assistant), or split the conversation"
                                + " into a row for each answer",
                row.place()
                        .atMessage(turn.message())
                        .atTokens(token, token + 1)
                        .atTemplate(row.example().tokens().get(token).node()));
    }

    private static int tokenAt(List<TokenView> tokens, int character) {
        for (int t = 0; t < tokens.size(); t++) {
            if (tokens.get(t).end() > character) {
                return t;
            }
        }
        return tokens.size() - 1;
    }

    private static String cut(String text, int from) {
        return text.substring(from, Math.min(text.length(), from + SHOWN));
    }

    private static String quoted(String text) {
        return text.isEmpty() ? " nothing more" : " \"" + text.replace("\n", "\\n") + "\"";
    }

    private static int commonPrefix(String a, String b) {
        int at = 0;
        while (at < a.length() && at < b.length() && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        return at;
    }
}
