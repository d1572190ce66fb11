package org.sftworkbench.template;

/** Single operations that take long, and ways out of the sandbox. */
final class HostileOperations extends HostileKind {
    HostileOperations() {
        escapes();
        slowOperations();
    }

    private void escapes() {
        add("class", "{{ ''.__class__.__mro__ }}");
        add("class by item", "{{ ''['__class__']['__mro__'] }}");
        add("class by filter", "{{ (''|attr('__class__'))|attr('__mro__') }}");
        add("class by format", "{{ '{0.__class__.__mro__}'.format('') }}");
        add("class by format item", "{{ '{0[__class__].x}'.format({}) }}");
        add("class by format map", "{{ '{a.__class__.__mro__}'.format_map({'a': 1}) }}");
        add("class by map", "{{ ['']|map(attribute='__class__.__mro__')|list|first + 1 }}");
        add("globals of a function", "{{ cycler.__init__.__globals__ }}");
        add(
                "globals of a macro",
                "{% macro m() %}{% endmacro %}{{ m.__globals__.x }}{{ m._func.__globals__ }}");
        add("code of a generator", "{{ ([1]|select).gi_frame.f_globals }}");
        add("environment of a loop", "{% for i in [1] %}{{ loop._iterator.x }}{% endfor %}");
        add("Java class", "{{ ''.getClass().forName('java.lang.Runtime') }}");
        add(
                "changing a list",
                "{% set l = [] %}{% for i in range(9) %}{{ l.append(i) }}{% endfor %}");
        add("changing a mapping", "{% set d = {} %}{{ d.update({'a': 1}) }}");
        add("builtins", "{{ __builtins__.open }}{{ self.__init__.__globals__ }}");
        add("a raised text", "{{ raise_exception('a' * 7000000) }}");
        add("an undefined name with a long text", "{{ {}['a' * 7000000].x }}");
        add("a long key in an error", "{{ {}[['a' * 7000000]] + 1 }}");
    }

    private void slowOperations() {
        String text = "{% set s = 'a' * 400000 %}{% set t = 'a' * 200000 ~ 'b' %}";
        for (String body :
                new String[] {
                    "t in s",
                    "s.find(t)",
                    "s.rfind('b' ~ t)",
                    "s.count(t)",
                    "s.split(t)|length",
                    "s.rsplit(t, 1)|length",
                    "s.replace(t, '')|length",
                    "s.partition(t)|length",
                    "s.rpartition(t)|length",
                    "s.startswith(s)",
                    "s.endswith(s)",
                    "s.index(t)",
                    "s.strip('b')|length",
                    "s.strip(t)|length",
                    "s.upper()|length",
                    "s.title()|length",
                    "('a ' * 200000)|pprint|length",
                    "[[[[s]]]]|pprint|length",
                    "([t] * 1000)|pprint|length",
                    "dict(range(99999)|batch(2))|pprint|length",
                    "('a.' * 100000)|urlize|length",
                    "('a' ~ '(' * 100000 ~ ')' * 100000)|urlize|length",
                    "(')' * 200000 ~ 'x)')|urlize|length",
                    "('a@a.' * 50000 ~ '!')|urlize|length",
                    "('www.%' * 50000 ~ '!')|urlize|length",
                    "s.swapcase()|length",
                    "s.casefold()|length",
                    "s.capitalize()|length",
                    "s.isalpha()",
                    "s.isidentifier()",
                    "s.istitle()",
                    "s.isupper()",
                    "s.isprintable()",
                    "s.isascii()",
                    "s.splitlines()|length",
                    "s[1:]|length",
                    "s[::2]|length",
                    "s[-1]",
                    "s|length",
                    "s|reverse|length",
                    "s|first",
                    "s|last",
                    "s|list|length",
                    "s|trim|length",
                    "s|e|length",
                    "s|urlencode|length",
                    "s|tojson|length",
                    "s|striptags|length",
                    "s|wordcount",
                    "s|wordwrap|length",
                    "s|wordwrap(1)|length",
                    "s|truncate|length",
                    "s|indent|length",
                    "s|center(9)|length",
                    "s|title|length",
                    "s|pprint|length",
                    "s|string|length",
                    "s|replace('a', 'b')|length",
                    "s|upper|length",
                    "s|float",
                    "s|int",
                    "s|map('upper')|list|length",
                    "s|select('eq', 'b')|list|length",
                    "s|unique|list|length",
                    "s|sort|length",
                    "s|min",
                    "s|max",
                    "s|batch(2)|list|length",
                    "s|slice(2)|list|length",
                    "s|groupby('real')|length",
                    "s|sum(start=0)",
                    "s|join|length",
                    "s.join('abc')|length",
                    "s.zfill(9)|length",
                    "s.expandtabs()|length",
                    "s.removeprefix(s)|length",
                    "s.removesuffix(s)|length",
                    "('%s' % s)|length",
                    "'{}'.format(s)|length",
                    "('%.1s' % s)",
                    "'{:.1}'.format(s)",
                    "s.format()|length",
                    "(s % ())|length",
                    "strftime_now(s)|length",
                    "s|format|length",
                    "s|attr(s)",
                    "s|xmlattr",
                    "s|filesizeformat",
                    "s|random",
                    "s|urlize|length",
                    "s.encode()|length",
                    "{}[s]",
                    "s < t",
                    "{s: 1}|length",
                    "[s, t]|sort|length",
                    "[s, t]|unique|list|length",
                    "[s]|dictsort",
                    "[s ~ 1] == [s ~ 2]",
                    "(s ~ 1) in [s ~ 2]",
                    "[s]|tojson|length",
                    "namespace(**{s: 1})",
                    "(s ~ 1) ~ (s ~ 2) == t",
                    "-s",
                    "[s]|map(s)|list",
                    "[s]|select(s)|list",
                    "[1]|map(attribute=s)|list"
                }) {
            // Some of these raise at once, which is as good.
            forever("again and again " + body, text, "{% if " + body + " %}{% endif %}");
        }
        String runs =
                "{% set n = namespace(s='') %}{% for i in range(20000) %}{% set n.s = n.s ~ (messages|length) %}{% endfor %}";
        forever(
                "many runs sliced",
                "{% set s %}{% for i in range(30000) %}{{ i }}{% endfor %}{% endset %}",
                "{% set x = s[1:] %}{% set y = s.split('1') %}");
        forever(
                "many runs cut",
                "{% set s %}{% for i in range(30000) %}{{ i }}{% endfor %}{% endset %}",
                "{% set x = s.strip('0') %}{% set y = s.partition('29999') %}{{ s[-1] }}");
        forever(
                "many runs mapped",
                "{% set s %}{% for i in range(30000) %}{{ i }}{% endfor %}{% endset %}",
                "{{ s|upper|length }}{{ s|urlencode|length }}");
        forever(
                "many runs assigned",
                "{% set s %}{% for i in range(30000) %}{{ i }}{% endfor %}{% endset %}",
                "{% set x = s %}{% set y %}{{ s }}{% endset %}");
        forever(
                "many runs split into characters",
                "{% set s %}{% for i in range(30000) %}{{ i }}{% endfor %}{% endset %}",
                "{% for c in s %}{% endfor %}");
        add("growing from runs", runs);
        forever("tags without end", "{% set s = '<!--' * 100000 %}", "{{ s|striptags|length }}");
        forever("tags begun", "{% set s = '<' * 400000 %}", "{{ s|striptags|length }}");
        forever("hyphens wrapped", "{% set s = 'a-' * 200000 %}", "{{ s|wordwrap(3)|length }}");
        forever("dashes wrapped", "{% set s = '-' * 400000 %}", "{{ s|wordwrap(3)|length }}");
        forever("words wrapped", "{% set s = 'ab ' * 100000 %}", "{{ s|wordwrap(3)|length }}");
        forever(
                "white space wrapped",
                "{% set s = ' ' * 400000 ~ 'a' %}",
                "{{ s|wordwrap(3)|length }}");
        forever("digits read", "{% set s = '1' * 400000 ~ 'x' %}", "{{ s|float }}{{ s|int }}");
        forever(
                "white space stripped",
                "{% set s = ' ' * 400000 ~ 'a' ~ ' ' * 400000 %}",
                "{{ s.strip()|length }}{{ s|trim|length }}");
        forever("lines indented", "{% set s = '\\n' * 400000 %}", "{{ s|indent|length }}");
        forever(
                "addresses linked",
                "{% set s = 'http://a.b(((' * 30000 %}",
                "{{ s|urlize|length }}");
        forever(
                "calls with many arguments",
                "{% macro m() %}{{ varargs|length }}{% endmacro %}{% set l = range(99999)|list %}",
                "{{ m(*l) }}");
        forever("dots in a path", "{% set p = '.' * 100000 %}", "{{ [{}]|map(attribute=p)|list }}");
        forever(
                "commas in a sort",
                "{% set p = 'a,' * 100000 %}",
                "{{ [{}]|sort(attribute=p)|list }}");
        forever(
                "loop length of a generator",
                "",
                "{% for k in range(9999)|select %}{{ loop.length }}{{ loop.last }}{% endfor %}");
        forever("loop cycle", "{% set l = range(99999)|list %}", "{{ loop.cycle(*l) }}");
        forever("loop changed", "{% set l = range(99999)|list %}", "{{ loop.changed(*l) }}");
    }
}
