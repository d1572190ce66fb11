package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.ui.common.words.Words;

/** Where a text, or an id written as {@code #151645}, stands among the tokens. Immutable. */
final class TokenSearch {
    /** Nothing looked for. */
    static final TokenSearch NONE = new TokenSearch("", List.of());

    private static final Pattern ID = Pattern.compile("#(\\d{1,9})");

    private final String query;
    private final List<TextRange> hits;

    private TokenSearch(String query, List<TextRange> hits) {
        this.query = query;
        this.hits = hits;
    }

    /** Looks for an id, or for a text in whatever case. */
    static TokenSearch of(String query, AnnotatedExample example) {
        if (query.isEmpty() || example == null) {
            return NONE;
        }
        Matcher id = ID.matcher(query.strip());
        return new TokenSearch(
                query,
                id.matches()
                        ? withId(Integer.parseInt(id.group(1)), example.tokens())
                        : withText(query, example));
    }

    private static List<TextRange> withId(int id, List<TokenView> tokens) {
        List<TextRange> hits = new ArrayList<>();
        for (int t = 0; t < tokens.size(); t++) {
            if (tokens.get(t).id() == id) {
                hits.add(new TextRange(t, t + 1));
            }
        }
        return hits;
    }

    private static List<TextRange> withText(String query, AnnotatedExample example) {
        Matcher found =
                Pattern.compile(
                                query,
                                Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(example.text());
        List<TokenView> tokens = example.tokens();
        List<TextRange> hits = new ArrayList<>();
        int t = 0;
        while (found.find()) {
            while (t < tokens.size() && tokens.get(t).end() <= found.start()) {
                t++;
            }
            int to = t;
            while (to < tokens.size() && tokens.get(to).start() < found.end()) {
                to++;
            }
            if (to > t) {
                hits.add(new TextRange(t, to));
            }
        }
        return hits;
    }

    /** Stretches of tokens, in order. */
    List<TextRange> hits() {
        return Collections.unmodifiableList(hits);
    }

    boolean contains(int token) {
        int low = 0;
        int high = hits.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            TextRange hit = hits.get(middle);
            if (hit.contains(token)) {
                return true;
            }
            if (hit.start() > token) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return false;
    }

    /** The hit that begins after a token, the first again after the last; empty where none is. */
    OptionalInt next(int token) {
        for (int i = 0; i < hits.size(); i++) {
            if (hits.get(i).start() > token) {
                return OptionalInt.of(i);
            }
        }
        return hits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(0);
    }

    /** The hit that begins before a token, the last again before the first. */
    OptionalInt previous(int token) {
        for (int i = hits.size() - 1; i >= 0; i--) {
            if (hits.get(i).start() < token) {
                return OptionalInt.of(i);
            }
        }
        return hits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(hits.size() - 1);
    }

    /** Such as {@code 3 of 12}, where a token begins the third hit. */
    String count(Words words, int token) {
        if (query.isEmpty()) {
            return "";
        }
        for (int i = 0; i < hits.size(); i++) {
            if (hits.get(i).start() == token) {
                return words.say("{0} of {1}", i + 1, hits.size());
            }
        }
        return hits.isEmpty() ? words.say("not found") : Integer.toString(hits.size());
    }
}
