package org.sftworkbench.template;

/** Texts, collections and numbers that grow beyond bounds. */
final class HostileGrowth extends HostileKind {
    HostileGrowth() {
        growingText();
        growingCollections();
        numbers();
    }

    private void growingText() {
        growing("doubling", "'a'", "n.v + n.v");
        growing("doubling with ~", "'a'", "n.v ~ n.v");
        growing("doubling wide characters", "'中'", "n.v + n.v");
        growing("doubling by format", "'a'", "'%s%s' % (n.v, n.v)");
        growing("doubling by format method", "'a'", "'{0}{0}'.format(n.v)");
        growing("doubling by join", "'ab'", "n.v.join([n.v, n.v])");
        growing("doubling by join filter", "'ab'", "[n.v, n.v]|join");
        growing("doubling by replace", "'a'", "n.v.replace('a', 'aa')");
        growing("doubling by replace filter", "'a'", "n.v|replace('a', 'aa')");
        growing("quoting again and again", "'\\\\'", "[n.v]|string");
        growing("JSON of JSON", "'\"'", "n.v|tojson");
        growing("escaping again and again", "'&'", "(n.v|string)|forceescape");
        growing("URL of URL", "'%中'", "n.v|urlencode ~ n.v");
        growing("pretty printing again and again", "'a b'", "[n.v]|pprint");
        growing("pretty printing deeper and deeper", "['a ' * 50]", "[n.v, n.v|pprint|length]");
        growing("links of growing text", "'www.a.com '", "(n.v + n.v)|urlize");
        growing("links of links", "'www.a.com<'", "n.v|urlize(10) ~ n.v");
        growing("titles of a growing text", "'ab '", "(n.v + n.v)|title");
        growing("reversing a growing text", "'ab'", "(n.v + n.v)[::-1]");
        growing("capitals that grow", "'ß'", "n.v.upper().lower().replace('s', 'ß')");
        growing("indenting again and again", "'a\\nb'", "n.v|indent(1000, true)");
        growing("wrapping again and again", "'a b'", "n.v|wordwrap(1, wrapstring=n.v)");
        growing(
                "truncating with a growing end",
                "'abc' * 99",
                "(n.v * 2)|truncate(99999, true, n.v, 0)");
        growing("expanding tabs", "'\\t'", "n.v.expandtabs(1000).replace(' ', '\\t')");
        growing("kept texts", "[]", "n.v + ['中' * 1000000 ~ i]");
        growing("kept texts of many runs", "[]", "n.v + [('a' ~ i) * 100000]");
        add("repeated", "{{ 'a' * 10**9 }}");
        add("repeated from the right", "{{ 10**9 * 'a' }}");
        add("repeated beyond counting", "{{ 'a' * 10**99 }}");
        add("centred", "{{ 'a'.center(10**9) }}");
        add("centred by filter", "{{ 'a'|center(10**9) }}");
        add("centred by the highest number", "{{ 'a'.center(9223372036854775807) }}");
        add("left-adjusted", "{{ 'a'.ljust(10**9) }}");
        add("right-adjusted", "{{ 'a'.rjust(10**9, '中') }}");
        add("filled with zeros", "{{ 'a'.zfill(10**9) }}");
        add("tabs expanded far", "{{ '\\t\\t\\t'.expandtabs(10**9) }}");
        add(
                "tabs expanded to the highest number",
                "{{ '\\ta\\t'.expandtabs(9223372036854775807) }}");
        add("percent width", "{{ '%1000000000d' % 1 }}");
        add("percent precision", "{{ '%.1000000000f' % 1 }}");
        add("percent precision of a whole number", "{{ '%.1000000000d' % 1 }}");
        add("percent star", "{{ '%*d' % (10**9, 1) }}");
        add("percent negative star", "{{ '%*d' % (-10**9, 1) }}");
        add("percent star beyond counting", "{{ '%*d' % (10**30, 1) }}");
        add("percent star precision", "{{ '%.*f' % (10**9, 1) }}");
        add("percent width beyond counting", "{{ '%99999999999999999999d' % 1 }}");
        add("percent filter", "{{ '%999999999s'|format('a') }}");
        add("brace width", "{{ '{:>999999999}'.format(1) }}");
        add("brace width beyond counting", "{{ '{:99999999999999999999}'.format(1) }}");
        add("brace precision", "{{ '{:.999999999f}'.format(1.5) }}");
        add("brace nested width", "{{ '{:>{}}'.format('a', 10**9) }}");
        add("brace index beyond counting", "{{ '{99999999999999999999}'.format(1) }}");
        add("brace many fields", "{{ ('{0}' * 300000).format('a' * 1000) }}");
        add("percent many fields", "{{ ('%(a)s' * 300000)|format(a='a' * 1000) }}");
        add("replace", "{{ ('a' * 1000000).replace('a', 'b' * 1000000) }}");
        add("replace of nothing", "{{ ('a' * 1000000).replace('', 'b' * 1000000) }}");
        add("join", "{{ (['a' * 1000] * 1000000)|join }}");
        add("join by a long text", "{{ ('a' * 1000000).join(range(99999)|map('string')) }}");
        add("join of characters", "{{ ('a' * 100000).join('b' * 100000) }}");
        add("JSON indented far", "{{ [1]|tojson(indent=10**9) }}");
        add("JSON indented by text", "{{ [[[1]]]|tojson(indent='a' * 4000000) }}");
        add("JSON separated far", "{{ ([1] * 100000)|tojson(separators=('a' * 10000, ':')) }}");
        add("indented far", "{{ 'a\\nb'|indent(10**9) }}");
        add("indented many lines", "{{ ('\\n' * 1000000)|indent(1000, blank=true) }}");
        add("wrapped by a long text", "{{ ('a ' * 100000)|wordwrap(1, wrapstring='b' * 100000) }}");
        add("attributes for XML", "{{ {'a': 'b' * 7000000, 'c': '<' * 3000000}|xmlattr }}");
        add(
                "linked",
                "{{ ('http://a.de/' ~ 'b' * 1000 ~ ' ')|replace(' ', ' ')|urlize * 100000 }}");
        add("time", "{{ strftime_now('%c' * 1000000) }}");
        add("words of filler", "{{ lipsum(n=10**9) }}");
    }

    private void growingCollections() {
        growing("doubling list", "[1]", "n.v + n.v");
        growing("doubling tuple", "(1,)", "n.v + n.v");
        growing("growing list", "[]", "n.v + [i]");
        growing("growing mapping", "{}", "dict(n.v, **{'a' ~ i: 1})");
        growing("growing mapping spread twice", "{}", "dict(**dict(n.v, **{'a' ~ i: 1}))");
        growing(
                "growing namespace",
                "{}",
                "dict(namespace(n.v, **{'a' ~ i: 1}).v or n.v, **{'a' ~ i: 1})");
        growing("growing pairs", "{}", "dict((n.v|items|list) + [('a' ~ i, 1)])");
        growing("kept ranges", "[]", "n.v + [range(99999)|list]");
        growing("kept characters", "[]", "n.v + [('ab' * 50000)|list]");
        growing("kept splits", "[]", "n.v + [('a ' * 50000).split()]");
        growing("kept lines", "[]", "n.v + [('a\\n' * 50000).splitlines()]");
        growing("kept batches", "[]", "n.v + [range(50000)|batch(1)|list]");
        growing("kept floats", "[]", "n.v + [range(50000)|map('float')|list]");
        growing("kept pairs", "[]", "n.v + [dict(a=1, b=2, c=3, d=4)|items|list]");
        growing("kept mappings", "[]", "n.v + [{'a': i, 'b': i, 'c': i, 'd': i}]");
        growing("kept macros", "[]", "n.v + [cycler(*range(9999))]");
        growing("kept groups", "[]", "n.v + [range(9999)|groupby('real')]");
        add("repeated list", "{{ [1] * 10**9 }}");
        add("repeated tuple", "{{ (1,) * 10**9 }}");
        add(
                "repeated list shown",
                "{{ ([1] * 1000000)|string|length }}{{ ([1.5] * 1900000)|string|length }}{{ ([1.5] * 1900000)|tojson|length }}");
        add("range", "{{ range(10**12)|list }}");
        add("range beyond counting", "{{ range(10**30)|list }}");
        add(
                "range from the lowest number",
                "{{ range(-9223372036854775807, 9223372036854775807)|length }}");
        add(
                "nested lists shown",
                "{% set n = namespace(v=[1]) %}{% for i in range(60) %}{% set n.v = [n.v, n.v] %}{% endfor %}{{ n.v }}");
        add(
                "nested lists as JSON",
                "{% set n = namespace(v=[1]) %}{% for i in range(60) %}{% set n.v = [n.v, n.v] %}{% endfor %}{{ n.v|tojson }}");
        add(
                "nested lists compared",
                "{% set n = namespace(v=[1], w=[1]) %}{% for i in range(60) %}{% set n.v = [n.v, n.v] %}{% set n.w = [n.w, n.w] %}{% endfor %}{{ n.v == n.w }}");
        add(
                "nested lists ordered",
                "{% set n = namespace(v=[1], w=[1]) %}{% for i in range(60) %}{% set n.v = [n.v, n.v] %}{% set n.w = [n.w, n.w] %}{% endfor %}{{ n.v < n.w }}");
        add(
                "nested tuples as a key",
                "{% set n = namespace(v=(1,)) %}{% for i in range(60) %}{% set n.v = (n.v, n.v) %}{% endfor %}{{ {n.v: 1} }}");
        add(
                "nested tuples looked up",
                "{% set n = namespace(v=(1,)) %}{% for i in range(60) %}{% set n.v = (n.v, n.v) %}{% endfor %}{{ n.v in {1: 2} }}");
        add(
                "nested mappings compared",
                "{% set n = namespace(v={}, w={}) %}{% for i in range(60) %}{% set n.v = {1: n.v, 2: n.v} %}{% set n.w = {1: n.w, 2: n.w} %}{% endfor %}{{ n.v == n.w }}");
        add(
                "nested lists pretty",
                "{% set n = namespace(v=[1]) %}{% for i in range(60) %}{% set n.v = [n.v, n.v] %}{% endfor %}{{ n.v|pprint }}");
        add(
                "deeply nested list shown",
                "{% set n = namespace(v=[1]) %}{% for i in range(99999) %}{% set n.v = [n.v] %}{% endfor %}{{ n.v }}");
        add(
                "deeply nested list as JSON",
                "{% set n = namespace(v=[1]) %}{% for i in range(50000) %}{% set n.v = [n.v] %}{% endfor %}{{ n.v|tojson(indent=100) }}");
        add(
                "deeply nested list compared",
                "{% set n = namespace(v=[1], w=[1]) %}{% for i in range(50000) %}{% set n.v = [n.v] %}{% set n.w = [n.w] %}{% endfor %}{{ n.v == n.w }}");
        add("batches filled far", "{{ [1]|batch(10**9, 'x')|list }}");
        add(
                "batches filled to the highest number",
                "{{ [1]|batch(9223372036854775807, 'x')|list }}");
        add("slices without end", "{{ [1]|slice(10**9)|list }}");
        add("slices filled", "{{ [1]|slice(7000000, 'x')|list }}");
        add("sum of lists", "{{ ([[1] * 1000] * 100000)|sum(start=[]) }}");
        add("sum of tuples", "{{ ([(1,) * 1000] * 100000)|sum(start=()) }}");
        add("spread far", "{{ dict(*([1] * 1900000)) }}");
        add("huge literal", "{{ [" + "[1,2,3],".repeat(30_000) + "] * 20 }}");
        add(
                "huge mapping literal",
                "{% set d = {" + "1:2,'a':'b',".repeat(20_000) + "} %}{{ [d] * 10**9 }}");
        add(
                "keys copied again and again",
                "{% set d = dict(range(50000)|map('string')|batch(2)) %}{% for i in range(99999) %}{{ d.keys()|length }}{{ d.items()|length }}{{ d|length }}{{ d|first }}{% endfor %}");
        add(
                "pairs copied again and again",
                "{% set d = dict(range(50000)|map('string')|batch(2)) %}{% for i in range(99999) %}{{ d.items()|first }}{{ d|items|first }}{% endfor %}");
        add(
                "values looked for again and again",
                "{% set d = dict(range(50000)|map('string')|batch(2)) %}{% for i in range(99999) %}{{ 7 in d.values() }}{{ d == d|dictsort }}{% endfor %}");
        add(
                "sorted again and again",
                "{% for i in range(99999) %}{{ range(99999)|sort(reverse=true)|first }}{% endfor %}");
        add(
                "sorted by many attributes",
                "{{ (['a' * 100000] * 100)|sort(attribute='"
                        + "real,".repeat(1000)
                        + "real')|first|length }}{{ 'a' * 10**9 }}");
        add(
                "long texts sorted",
                "{% set s = 'a' * 100000 %}{% for i in range(99999) %}{{ [s ~ 1, s ~ 2, s ~ 3]|sort|length }}{{ [s ~ 1, s ~ 2]|unique|list|length }}{{ [s ~ 1, s ~ 2]|min|length }}{% endfor %}");
        add(
                "long texts compared",
                "{% set s = 'a' * 4000000 ~ 'b' %}{% set t = 'a' * 4000000 ~ 'c' %}{% for i in range(99999) %}{{ s < t }}{{ s == t }}{{ s in [t] }}{% endfor %}");
        add(
                "long keys",
                "{% set s = 'a' * 4000000 %}{% for i in range(99999) %}{% set d = {s ~ i: 1} %}{{ d[s ~ 1] }}{% endfor %}");
        add(
                "looked for in a list",
                "{% set l = range(99999)|list %}{% for i in range(99999) %}{{ -1 in l }}{{ l.count(1) }}{{ l.index(99998) }}{% endfor %}");
        add(
                "looked for in a range",
                "{% for i in range(99999) %}{{ 1.5 in range(99999) }}{% endfor %}");
        add(
                "grouped again and again",
                "{% for i in range(99999) %}{{ range(9999)|groupby('real')|length }}{% endfor %}");
        add(
                "unpacked again and again",
                "{% set l = range(99999)|list %}{% for i in range(99999) %}{% for a, *b in [] %}{% endfor %}{{ dict(*l) }}{% endfor %}");
        add(
                "list sliced again and again",
                "{% set l = range(99999)|list %}{% for i in range(99999) %}{% set x = l[1:] %}{% set y = l[::-1] %}{% endfor %}");
        add(
                "list sliced and kept",
                "{% set l = range(99999)|list %}{% set n = namespace(v=[]) %}{% for i in range(99999) %}{% set n.v = n.v + [l[i:]] %}{% endfor %}");
    }

    private void numbers() {
        growing("squaring", "9", "n.v * n.v");
        growing("powers", "9", "n.v ** 9");
        growing("sums of numbers", "2 ** 16000", "n.v + n.v");
        growing("big numbers kept", "[]", "n.v + [2 ** 16000 + i]");
        growing("big numbers shown", "''", "(2 ** 16000 + i)|string|length");
        growing("big numbers divided", "0", "(2 ** 16000 + i) // 3 + (2 ** 16000 + i) % 7");
        growing("big numbers as floats", "0", "(2 ** 16000 + i) / (2 ** 15999)");
        growing("big numbers compared", "0", "(2 ** 16000 + i) < 1.5e300");
        growing("big numbers multiplied", "0", "(2 ** 8000 + i) * (2 ** 8000 + 1) * 0");
        growing("big numbers raised", "0", "(3 ** 10000 + i) * 0");
        growing("small floats compared", "0", "5e-324 < i");
        growing("small floats shown", "0", "(1.1e-300 * i)|string|length");
        growing("floats formatted", "0", "'%.500f' % (1.1 * i) and 1");
        growing("floats formatted by brace", "0", "'{:.500f}'.format(1.1 * i) and 1");
        growing("floats rounded", "0", "(1e-300 * i)|round(400) * 0");
        growing("texts read as numbers", "0", "('9' * 4000)|int * 0");
        growing("texts read as floats", "0", "('9' * 300000)|float and 0");
        growing("long texts read as floats", "0", "('1.' ~ '9' * 300000 ~ 'x')|float * 0");
        growing("underscored texts read as numbers", "0", "('1_' * 300000)|int * 0");
        growing("grouped numbers", "0", "'{:,}'.format(2 ** 16000) and 0");
        growing("binary numbers", "0", "'{:b}'.format(2 ** 16000) and 0");
        add("tower", "{{ 9 ** (9 ** 9) }}");
        add("tower from the left", "{{ 9 ** 9 ** 9 ** 9 ** 9 }}");
        add("tower of ten", "{{ 10 ** (10 ** 10) }}");
        add("negative tower", "{{ 2.0 ** (10 ** 400) }}");
        add("infinite float", "{{ 1e400|int }}{{ 10 ** 400 + 1.5 }}");
        add("huge literal number", "{{ " + "9".repeat(1_000_000) + " }}");
        add("huge hexadecimal literal", "{{ 0x" + "f".repeat(1_000_000) + " }}");
        add("huge float literal", "{{ 1e" + "9".repeat(1_000_000) + " * 'a' }}");
        add("huge exponent read", "{{ ('1e' ~ '9' * 1000000)|float * 'a' }}");
        add("rounded to the highest number", "{{ 1.5|round(10**18) * 'a' }}");
        add("whole number rounded down far", "{{ 15|round(-10**9) * [] < 'a' }}");
        add("base beyond counting", "{{ '1'|int(0, 10**30) }}");
        add("index beyond counting", "{{ [1][10**30:10**30:10**30][0] + 1 }}");
        add("split beyond counting", "{{ 'a b'.split(' ', 10**30) }}");
    }
}
