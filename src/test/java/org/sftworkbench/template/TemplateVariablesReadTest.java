package org.sftworkbench.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A template tells the variables that it can be given. */
class TemplateVariablesReadTest {
    @Test
    void thoseThatItMentionsInTheirOrder() {
        assertThat(
                        read(
                                "{{ bos_token }}{% if not date_string is defined %}"
                                        + "{% set date_string = strftime_now('%d') %}{% endif %}"
                                        + "{% for m in messages %}{{ m.role }}"
                                        + "{% if reasoning_effort|default('low') == 'high' %}"
                                        + "{{ loop.index }}{% endif %}{% endfor %}"
                                        + "{% if add_generation_prompt %}{{ tools }}{% endif %}"))
                .containsExactly("bos_token", "date_string", "reasoning_effort");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% set a = 1 %}{{ a }}",
                "{% for a in [1] if a %}{{ a }}{% endfor %}",
                "{% macro f(a) %}{{ a }}{{ caller }}{{ varargs }}{% endmacro %}{{ f(1) }}",
                "{% with a = 1 %}{{ a }}{% endwith %}",
                "{% set ns = namespace(a=1) %}{{ ns.a }}",
                "{% set f = 1 %}{% macro g() %}{{ f }}{% endmacro %}{{ g() }}",
                "{{ range(3) }}{{ self }}{{ raise_exception('no') }}",
                "{% if messages %}{% set a = 1 %}{% else %}{% set a = 2 %}{% endif %}{{ a }}"
            })
    void whatATemplateSaysItselfIsNoneOfThem(String source) {
        assertThat(read(source)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{% for m in messages if m.role == a %}{% endfor %}~a",
                "{% set b | replace(a, 'x') %}y{% endset %}~a",
                "{{ messages[a:] }}~a",
                "{{ a.b['c'] }}~a",
                "{% macro f(x=a) %}{% endmacro %}~a",
                "{{ a }}{% set a = 1 %}~a",
                "{% for m in messages %}{% set a = 1 %}{% endfor %}{{ a }}~a"
            })
    void whereverItIsRead(String source, String name) {
        assertThat(read(source)).containsExactly(name);
    }

    private static Iterable<String> read(String source) {
        return ChatTemplate.parse(source).variables();
    }
}
