package org.sftworkbench.ui.template;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.TemplatePosition;
import org.sftworkbench.template.TextRange;

/**
 * Which tokens a place of the template or of a message wrote, and from which characters of a
 * message a token came. Immutable.
 */
final class TokenLinks {
    /**
     * Characters of one field of a message.
     *
     * @param message its index; -1 for the text of a row of plain text
     */
    record Field(int message, String name, TextRange range) {}

    private final List<TokenView> tokens;
    private final Set<TemplatePosition> nodes = new LinkedHashSet<>();

    TokenLinks(List<TokenView> tokens) {
        this.tokens = tokens;
        for (TokenView token : tokens) {
            if (token.node() != null) {
                nodes.add(token.node());
            }
        }
    }

    /** The smallest node at a place of the source that wrote a token; empty where none did. */
    Optional<TemplatePosition> nodeAt(String source, int caret) {
        TemplatePosition found = null;
        int length = Integer.MAX_VALUE;
        for (TemplatePosition node : nodes) {
            TextRange range = SourceRanges.node(source, node);
            if (range.contains(caret) && range.end() - range.start() < length) {
                found = node;
                length = range.end() - range.start();
            }
        }
        return Optional.ofNullable(found);
    }

    /** The tokens that a node wrote. */
    BitSet writtenBy(TemplatePosition node) {
        return where(token -> node.equals(token.node()));
    }

    /** The tokens that a node wrote in the turn of one message. */
    BitSet writtenBy(TemplatePosition node, int message) {
        return where(token -> node.equals(token.node()) && token.message() == message);
    }

    /**
     * The tokens that came from characters of a message's field; where the selection is empty, the
     * token at its place. A value that was written in another form on its way is taken as a whole.
     */
    BitSet from(Field field) {
        String path = path(field.message(), field.name());
        int start = field.range().start();
        int end = Math.max(start + 1, field.range().end());
        return where(
                token -> {
                    if (!(token.origin() instanceof Origin.Input input)
                            || !isWithin(input.path(), path)) {
                        return false;
                    }
                    return input.offset() < 0
                            || !input.path().equals(path)
                            || (input.offset() < end
                                    && start
                                            < input.offset()
                                                    + Math.max(1, token.end() - token.start()));
                });
    }

    /** The characters of a message's field that a stretch of tokens came from. */
    Optional<Field> fieldOf(int from, int to) {
        Field found = null;
        for (int i = from; i < Math.min(to, tokens.size()); i++) {
            Optional<Field> next = fieldOf(tokens.get(i));
            if (next.isPresent()) {
                Field field = next.get();
                if (found == null) {
                    found = field;
                } else if (found.message() == field.message()
                        && found.name().equals(field.name())) {
                    found =
                            new Field(
                                    found.message(),
                                    found.name(),
                                    new TextRange(
                                            Math.min(found.range().start(), field.range().start()),
                                            Math.max(found.range().end(), field.range().end())));
                }
            }
        }
        return Optional.ofNullable(found);
    }

    private static Optional<Field> fieldOf(TokenView token) {
        if (!(token.origin() instanceof Origin.Input input) || input.offset() < 0) {
            return Optional.empty();
        }
        String prefix = path(input.message(), "");
        if (!input.path().startsWith(prefix)) {
            return Optional.empty();
        }
        int end = input.offset() + token.end() - token.start();
        return Optional.of(
                new Field(
                        input.message(),
                        input.path().substring(prefix.length()),
                        new TextRange(input.offset(), end)));
    }

    private static String path(int message, String field) {
        return message < 0 ? field : "messages[" + message + "]." + field;
    }

    private static boolean isWithin(String path, String field) {
        return path.equals(field) || path.startsWith(field + ".") || path.startsWith(field + "[");
    }

    private BitSet where(Predicate<TokenView> condition) {
        BitSet found = new BitSet(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            if (condition.test(tokens.get(i))) {
                found.set(i);
            }
        }
        return found;
    }
}
