package org.sftworkbench.ui.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sftworkbench.template.TextRange;

/**
 * Which tags and brackets of a template's source belong together. Never gives up on source that is
 * being typed: what has no partner yet simply has none. Immutable.
 */
final class BlockMatching {
    /** A statement tag: all of it, and its name. */
    private record Tag(String name, TextRange all, TextRange word, boolean assigns) {}

    /** Tags that belong together, such as an if, its elif, its else and its endif. */
    private record Block(String name, List<Tag> tags) {}

    private static final Set<String> OPENING =
            Set.of(
                    "if",
                    "for",
                    "macro",
                    "call",
                    "filter",
                    "set",
                    "block",
                    "with",
                    "autoescape",
                    "raw",
                    "generation");
    private static final Set<String> BRANCHES = Set.of("elif", "else");
    private static final Map<Character, Character> CLOSING = Map.of('(', ')', '[', ']', '{', '}');

    private final List<Block> blocks;
    private final List<TextRange[]> brackets;

    private BlockMatching(List<Block> blocks, List<TextRange[]> brackets) {
        this.blocks = blocks;
        this.brackets = brackets;
    }

    /**
     * Looks through a template's source.
     *
     * @param stretches of that source
     */
    static BlockMatching of(String source, List<SyntaxScanner.Stretch> stretches) {
        return new BlockMatching(blocks(tags(source, stretches)), brackets(source, stretches));
    }

    /**
     * What belongs together with the place of the caret: the two brackets beside which it stands,
     * else the names of the tags of the block in one of whose tags it stands.
     *
     * @param caret between the characters before and after it
     * @return in the order of the source; empty where nothing belongs together, one range for a tag
     *     that lacks its partners
     */
    List<TextRange> around(int caret) {
        for (TextRange[] pair : brackets) {
            if (isAt(pair[0], caret) || isAt(pair[1], caret)) {
                return List.of(pair);
            }
        }
        for (Block block : blocks) {
            if (block.tags().stream().anyMatch(tag -> isIn(tag.all(), caret))) {
                return block.tags().stream().map(Tag::word).toList();
            }
        }
        return List.of();
    }

    private static boolean isAt(TextRange bracket, int caret) {
        return caret == bracket.start() || caret == bracket.end();
    }

    private static boolean isIn(TextRange tag, int caret) {
        return tag.start() <= caret && caret < tag.end();
    }

    private static List<Tag> tags(String source, List<SyntaxScanner.Stretch> stretches) {
        List<Tag> tags = new ArrayList<>();
        boolean raw = false;
        for (int i = 0; i < stretches.size(); i++) {
            TextRange open = stretches.get(i).range();
            if (stretches.get(i).kind() != SyntaxKind.DELIMITER
                    || !source.startsWith("{%", open.start())) {
                continue;
            }
            TextRange word = null;
            boolean assigns = false;
            int end = open.end();
            for (int j = i + 1; j < stretches.size(); j++) {
                SyntaxScanner.Stretch inside = stretches.get(j);
                end = inside.range().end();
                if (inside.kind() == SyntaxKind.DELIMITER) {
                    break;
                }
                if (word == null && inside.kind() == SyntaxKind.KEYWORD) {
                    word = inside.range();
                }
                assigns |=
                        inside.kind() == SyntaxKind.CODE
                                && source.charAt(inside.range().start()) == '=';
            }
            if (word != null) {
                String name = source.substring(word.start(), word.end());
                if (!raw || name.equals("endraw")) {
                    tags.add(new Tag(name, new TextRange(open.start(), end), word, assigns));
                    raw = name.equals("raw");
                }
            }
        }
        return tags;
    }

    private static List<Block> blocks(List<Tag> tags) {
        List<Block> blocks = new ArrayList<>();
        Deque<Block> open = new ArrayDeque<>();
        for (Tag tag : tags) {
            if (tag.name().startsWith("end")) {
                close(open, tag);
            } else if (BRANCHES.contains(tag.name())) {
                if (!open.isEmpty()) {
                    open.peek().tags().add(tag);
                }
            } else if (OPENING.contains(tag.name())
                    && !(tag.name().equals("set") && tag.assigns())) {
                Block block = new Block(tag.name(), new ArrayList<>(List.of(tag)));
                open.push(block);
                blocks.add(block);
            }
        }
        return blocks;
    }

    /** Closes the innermost block of that name; blocks inside it were left open by mistake. */
    private static void close(Deque<Block> open, Tag tag) {
        String name = tag.name().substring("end".length());
        if (open.stream().anyMatch(block -> block.name().equals(name))) {
            while (!open.peek().name().equals(name)) {
                open.pop();
            }
            open.pop().tags().add(tag);
        }
    }

    private static List<TextRange[]> brackets(
            String source, List<SyntaxScanner.Stretch> stretches) {
        List<TextRange[]> pairs = new ArrayList<>();
        Deque<TextRange> open = new ArrayDeque<>();
        for (SyntaxScanner.Stretch stretch : stretches) {
            if (stretch.kind() == SyntaxKind.DELIMITER) {
                open.clear();
            }
            if (stretch.kind() != SyntaxKind.CODE) {
                continue;
            }
            char sign = source.charAt(stretch.range().start());
            if (CLOSING.containsKey(sign)) {
                open.push(stretch.range());
            } else if (CLOSING.containsValue(sign)
                    && !open.isEmpty()
                    && CLOSING.get(source.charAt(open.peek().start())) == sign) {
                pairs.add(new TextRange[] {open.pop(), stretch.range()});
            }
        }
        return Collections.unmodifiableList(pairs);
    }
}
