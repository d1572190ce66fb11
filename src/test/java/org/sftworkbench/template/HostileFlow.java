package org.sftworkbench.template;

/** Loops, recursion and nesting without an end. */
final class HostileFlow extends HostileKind {
    HostileFlow() {
        loops();
        recursion();
        nesting();
    }

    private void loops() {
        forever("nested loops", "", "");
        forever("nested loops that write", "", "xxxxx");
        forever("nested loops that write wide characters", "", "中文中文");
        forever("nested loops with a condition", "", "{% if j is even %}{{ j }}{% endif %}");
        forever("nested loops with a macro", "{% macro m(a) %}{{ a }}{% endmacro %}", "{{ m(j) }}");
        forever("nested loops with capture", "", "{% set x %}{{ j }}{% endset %}");
        forever("nested loops that look ahead", "", "{{ loop.nextitem }}{{ loop.changed(j) }}");
        forever(
                "nested loops with nothing passing",
                "",
                "{% for k in range(99999) if false %}{% endfor %}");
        add(
                "one loop that nothing passes, in a loop",
                "{% for i in range(99999) %}{% for j in range(99999) if false %}{% endfor %}{% endfor %}");
        add(
                "a lazy chain of selections",
                "{% set n = namespace(v=range(99999)) %}{% for i in range(400) %}"
                        + "{% set n.v = n.v|select %}{% endfor %}{{ n.v|list|length }}");
        add(
                "a lazy chain of mappings",
                "{% set n = namespace(v=range(99999)) %}{% for i in range(99999) %}"
                        + "{% set n.v = n.v|map('string') %}{% endfor %}{{ n.v|first }}");
        add(
                "a lazy chain that rejects all",
                "{% for i in range(99999) %}{{ range(99999)|select('gt', 100000)|first }}{% endfor %}");
    }

    private void recursion() {
        add("a block within itself", "{% block a %}x{{ self.a() }}{% endblock %}");
        add(
                "blocks within each other",
                "{% block a %}{{ self.b() }}{% endblock %}{% block b %}{{ self.a() }}{% endblock %}");
        add("macro", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}");
        add(
                "branching macro",
                "{% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}");
        add(
                "branching macro with an end",
                "{% macro m(n) %}{% if n < 99 %}{{ m(n + 1) }}{{ m(n + 1) }}{% endif %}{% endmacro %}{{ m(0) }}");
        add(
                "two macros",
                "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}");
        add("macro by default", "{% macro m(a=m()) %}{% endmacro %}{{ m() }}");
        add(
                "macro in a filter block",
                "{% macro m() %}{% filter upper %}{{ m() }}{% endfilter %}{% endmacro %}{{ m() }}");
        add(
                "macro in a set block",
                "{% macro m() %}{% set x %}{{ m() }}{% endset %}{{ x }}{% endmacro %}{{ m() }}");
        add(
                "macro in a generation block",
                "{% macro m() %}{% generation %}{{ m() }}{% endgeneration %}{% endmacro %}{{ m() }}");
        add(
                "macro in deep blocks",
                "{% macro m() %}"
                        + "{% if 1 %}{% for i in [1] %}{% with %}".repeat(20)
                        + "{{ m() }}"
                        + "{% endwith %}{% endfor %}{% endif %}".repeat(20)
                        + "{% endmacro %}{{ m() }}");
        add(
                "macro in deep expressions",
                "{% macro m() %}{{ "
                        + "[".repeat(50)
                        + "m()"
                        + "]".repeat(50)
                        + " }}{% endmacro %}{{ m() }}");
        add(
                "caller",
                "{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{% call m() %}x{% endcall %}");
        add(
                "caller of caller",
                "{% macro m() %}{{ caller() }}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{% call m() %}{% call m() %}x{% endcall %}{% endcall %}");
        add("loop", "{% for i in [[1]] recursive %}{{ loop([i]) }}{% endfor %}");
        add("branching loop", "{% for i in [1, 1] recursive %}{{ loop([1, 1]) }}{% endfor %}");
        add(
                "loop and macro",
                "{% macro m() %}{% for i in [1] recursive %}{{ m() }}{{ loop([1]) }}{% endfor %}{% endmacro %}{{ m() }}");
        add("macro handed to itself", "{% macro m(f) %}{{ f(f) }}{% endmacro %}{{ m(m) }}");
        add(
                "macro in a mapping",
                "{% set n = namespace() %}{% macro m() %}{{ n.m() }}{% endmacro %}{% set n.m = m %}{{ m() }}");
        add(
                "macro that sorts",
                "{% macro m() %}{{ [1, 2]|map('string')|map('upper')|join(m()) }}{% endmacro %}{{ m() }}");
        add("namespace in itself", "{% set n = namespace() %}{% set n.n = n %}{{ n }}");
        add(
                "namespace in its list",
                "{% set n = namespace() %}{% set n.l = [n] %}{{ n.l }}{{ n.l|tojson }}");
        add(
                "namespace compared with itself",
                "{% set n = namespace() %}{% set m = namespace() %}{% set n.l = [m] %}{% set m.l = [n] %}{{ n.l == m.l }}{{ n.l < m.l }}");
        add("self include", "{% include 'self' %}");
        add("self import", "{% import 'self' as s %}");
        add("self extends", "{% extends 'self' %}");
    }

    private void nesting() {
        for (String opening :
                new String[] {
                    "(",
                    "[",
                    "{1:",
                    "not ",
                    "-",
                    "+",
                    "1 if 1 else ",
                    "x[",
                    "x(",
                    "'a' ~ (",
                    "x|d(",
                    "1 is eq(",
                    "1 and (",
                    "1 + (",
                    "1 < (",
                    "{(",
                    "a.b[",
                    "a[1:",
                    "f(x=",
                    "f(*",
                    "2 ** -"
                }) {
            add("5,000 times " + opening, "{{ " + opening.repeat(5000) + "1");
            add("100,000 times " + opening, "{{ " + opening.repeat(100_000) + "1");
        }
        add("5,000 closed brackets", "{{ " + "[".repeat(5000) + "]".repeat(5000) + " }}");
        add("5,000 closed parentheses", "{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}");
        add("5,000 closed braces", "{{ " + "{1:".repeat(5000) + "1" + "}".repeat(5000) + " }}");
        for (String block :
                new String[] {
                    "if 1",
                    "for i in [1]",
                    "with",
                    "filter upper",
                    "set x",
                    "macro m()",
                    "call x()",
                    "generation",
                    "autoescape true",
                    "block b"
                }) {
            String end = "{% end" + block.split(" ")[0] + " %}";
            add("5,000 blocks " + block, ("{% " + block + " %}").repeat(5000) + end.repeat(5000));
        }
        add(
                "5,000 else branches",
                "{% if 0 %}{% else %}".repeat(5000) + "{% endif %}".repeat(5000));
        add("100,000 attributes", "{{ x" + ".a".repeat(100_000) + " }}");
        add("100,000 subscripts", "{{ x" + "[0]".repeat(100_000) + " }}");
        add("100,000 calls", "{{ x" + "()".repeat(100_000) + " }}");
        add("100,000 filters", "{{ 1" + "|string".repeat(100_000) + " }}");
        add("100,000 sums", "{{ 1" + "+1".repeat(100_000) + " }}");
        add("100,000 products", "{{ 1" + "*1".repeat(100_000) + " }}");
        add("100,000 powers", "{{ 1" + "**1".repeat(100_000) + " }}");
        add("100,000 conditions", "{{ 1" + " and 1".repeat(100_000) + " }}");
        add("100,000 choices", "{{ 1" + " if 1".repeat(100_000) + " }}");
        add("100,000 commas without end", "{{ (" + "1,".repeat(100_000));
        add("a name without end", "{{ " + "a".repeat(1_000_000));
        add("a text without end", "{{ '" + "a".repeat(1_000_000));
        add("a text of escapes without end", "{{ '" + "\\'".repeat(500_000));
        add("a comment without end", "{# " + "a".repeat(1_000_000));
        add("comments begun", "{#".repeat(500_000));
        add("outputs begun", "{{".repeat(500_000));
        add("blocks begun", "{%".repeat(500_000));
        add("raw without end", "{% raw %}" + "{% ".repeat(300_000));
        add("open braces in text", "{ ".repeat(500_000) + "{{");
        add("white space before a block", " ".repeat(1_000_000) + "{%- x");
        add("lines of white space", "\n   ".repeat(300_000) + "{%- x");
        add("white space after a block", "{% if 1 -%}" + " \n".repeat(500_000));
        add("unknown names", "{{ " + "(a|b),".repeat(1000) + " }}");
    }
}
