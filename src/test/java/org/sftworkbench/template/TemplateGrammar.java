package org.sftworkbench.template;

import java.util.Random;

/** Writes random templates of statements and expressions, most of which render. */
final class TemplateGrammar {
    private static final String[] TEXTS = {
        "'a'", "''", "'Hello World'", "' x\\ny '", "'中文😀'", "'%s|%d'", "'{0}-{a}'", "'ß<&>'"
    };
    private static final String[] NUMBERS = {"0", "1", "-2", "7", "1.5", "1e16", "10**20", "0x1f"};
    private static final String[] NAMES = {
        "s",
        "n",
        "l",
        "d",
        "messages",
        "messages[0].content",
        "m.content",
        "missing",
        "none",
        "true"
    };
    private static final String[] METHODS = {
        "upper()",
        "title()",
        "strip()",
        "split()",
        "split('a', 1)",
        "rsplit(None, 1)",
        "splitlines(true)",
        "replace('a', 'bb')",
        "partition(' ')",
        "zfill(9)",
        "center(9, '中')",
        "startswith('a')",
        "find('b')",
        "join(['x', 'y'])",
        "format(1, a=s)",
        "swapcase()",
        "items()",
        "get('a', 1)",
        "keys()",
        "index(1)",
        "count('a')",
        "removeprefix('H')"
    };
    private static final String[] FILTERS = {
        "upper",
        "trim",
        "replace('l', 'L')",
        "indent(2, true)",
        "truncate(5)",
        "wordwrap(4)",
        "tojson",
        "tojson(indent=2)",
        "length",
        "reverse",
        "list",
        "first",
        "last",
        "join('-')",
        "int",
        "float",
        "string",
        "sort",
        "unique|list",
        "map('upper')|list",
        "batch(2)|list",
        "slice(2)|list",
        "sum",
        "min",
        "items|list",
        "dictsort",
        "selectattr('role')|list",
        "map(attribute='role')|join",
        "groupby('role')",
        "default('q')",
        "urlencode",
        "e",
        "abs",
        "round(1)",
        "select('string')|list",
        "attr('upper')",
        "striptags",
        "xmlattr",
        "nosuch"
    };
    private static final String[] TESTS = {
        "defined", "none", "string", "mapping", "odd", "in [1, 'a']", "eq 1", "divisibleby(3)"
    };
    private static final String[] OPERATORS = {
        "+", "-", "*", "/", "//", "%", "~", "==", "<", "in", "not in", "and", "or"
    };
    private static final String[] SUBSCRIPTS = {
        "0", "-1", "1:", "::-1", ":2", "'a'", "n", "5:1:-2"
    };

    private final Random random;

    TemplateGrammar(Random random) {
        this.random = random;
    }

    String template() {
        return statements(random.nextInt(4));
    }

    /** A text that a message may hold. */
    String content() {
        return pick("Hi", "", "  two\nlines ", "中文😀", "{{ 1 }}", "<|im_end|>", "a\r\nb\t", "ǆΣ");
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String statements(int depth) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            out.append(pick("\n", " ", "text ", "\n  ", "", "{ }")).append(statement(depth));
        }
        return out.toString();
    }

    private String statement(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return output(expression(random.nextInt(4)));
        }
        String body = statements(depth - 1);
        return switch (random.nextInt(13)) {
            case 0 -> block("if " + expression(2), body + tag("else") + output("s"), "if");
            case 1 -> block("for m in " + expression(1), body + output("loop.index"), "for");
            case 2 -> block("for m in messages", body + output("m.content"), "for");
            case 3 -> block("for a, b in d|items", output("a ~ b") + body, "for");
            case 4 ->
                    block(
                            "for m in l recursive",
                            output("loop([1]) if loop.depth < 3 else m") + body,
                            "for");
            case 5 -> block("for m in messages", tag(pick("break", "continue")) + body, "for");
            case 6 -> tag("set s = " + expression(2)) + output("s");
            case 7 -> block("set s", body, "set") + output("s");
            case 8 ->
                    block("macro f(a, b=" + expression(1) + ")", output("a ~ b") + body, "macro")
                            + output("f(" + expression(1) + ")");
            case 9 -> block("filter " + pick("upper", "trim", "indent(2)"), body, "filter");
            case 10 -> block("generation", body, "generation");
            case 11 -> block("with s = " + expression(1), body, "with");
            default ->
                    tag("set ns = namespace(v=1)")
                            + block("for m in l", tag("set ns.v = ns.v ~ m"), "for")
                            + output("ns.v");
        };
    }

    private String block(String opening, String body, String name) {
        return tag(opening) + body + tag("end" + name);
    }

    private String tag(String code) {
        return pick("{% ", "{%- ", "{%+ ") + code + pick(" %}", " -%}");
    }

    private String output(String code) {
        return pick("{{ ", "{{- ") + code + pick(" }}", " -}}");
    }

    private String expression(int depth) {
        if (depth == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> pick(TEXTS);
                case 1 -> pick(NUMBERS);
                default -> pick(NAMES);
            };
        }
        String inner = expression(depth - 1);
        return switch (random.nextInt(11)) {
            case 0, 1 -> inner + "|" + pick(FILTERS);
            case 2, 3 -> "(" + inner + "|string)." + pick(METHODS);
            case 4 -> inner + "[" + pick(SUBSCRIPTS) + "]";
            case 5, 6 -> "(" + inner + " " + pick(OPERATORS) + " " + expression(depth - 1) + ")";
            case 7 -> "(" + inner + " if " + expression(depth - 1) + " else " + expression(0) + ")";
            case 8 -> "[" + inner + ", " + expression(0) + "]";
            case 9 -> "{'a': " + inner + ", 1: " + expression(0) + "}";
            default -> "(" + inner + " is " + pick(TESTS) + ")";
        };
    }
}
