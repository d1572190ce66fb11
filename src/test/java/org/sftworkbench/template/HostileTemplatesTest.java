package org.sftworkbench.template;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.chat.Conversation;

/** Templates nobody should trust end soon, in an error that says why. */
class HostileTemplatesTest {
    /** Far above the second it takes at most on an idle machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
                "{% for i in range(99999) %}{% for j in range(99999) %}xxxxx{% endfor %}{% endfor %}",
                "{% set n = namespace(s='a') %}{% for i in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}",
                "{% set n = namespace(l=[1]) %}{% for i in range(99) %}{% set n.l = n.l + n.l %}{% endfor %}",
                "{{ 'a' * 10**9 }}",
                "{{ 'a'.center(10**9) }}",
                "{{ 'a'|center(10**9) }}",
                "{{ 'a'.zfill(10**9) }}",
                "{{ '%999999999d' % 1 }}",
                "{{ range(10**12)|list }}",
                "{{ 10 ** (10 ** 10) }}",
                "{{ ('a' * 1000000).replace('a', 'b' * 1000000) }}",
                "{{ (['a' * 1000] * 1000000)|join }}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
                "{% for i in [[1]] recursive %}{{ loop([i]) }}{% endfor %}",
                "{% set n = namespace(d={}) %}{% for i in range(99999) %}{% set n.d = dict(n.d, **{'a' ~ i: 1}) %}{% endfor %}",
                "{% set n = namespace(d={}) %}{% for i in range(99999) %}{% set n.d = dict(**dict(n.d, **{'a' ~ i: 1})) %}{% endfor %}",
                "{{ ''.__class__.__mro__ }}",
                "{{ '{0.__class__.__mro__}'.format('') }}",
                "{{ cycler.__init__.__globals__ }}",
                "{% set s = 'a' * 400000 %}{% set t = 'a' * 200000 ~ 'b' %}{% for i in range(99999) %}{{ t in s }}{% endfor %}"
            })
    void endSoonInAnError(String source) {
        Assertions.assertTimeoutPreemptively(
                PATIENCE,
                () ->
                        assertThatThrownBy(() -> render(source))
                                .isInstanceOf(TemplateException.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{1:", "not ", "-", "1 if 1 else ", "x[", "'a' ~ ("})
    void deepNestingIsRefused(String opening) {
        assertThatThrownBy(() -> render("{{ " + opening.repeat(5000) + "1"))
                .isInstanceOf(TemplateException.class);
    }

    private static String render(String source) {
        return ChatTemplate.parse(source)
                .render(new RenderRequest(Conversation.of(), false, Map.of()))
                .text();
    }
}
