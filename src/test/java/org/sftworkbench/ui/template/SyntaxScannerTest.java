package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxScannerTest {
    @Test
    void tellsTagsFromText() {
        assertThat(kinds("<s>{{- name }}!"))
                .containsExactly(
                        "TEXT <s>", "DELIMITER {{-", "CODE name", "DELIMITER }}", "TEXT !");
    }

    @Test
    void aTagsFirstWordIsAKeyword() {
        assertThat(kinds("{% for m in messages %}"))
                .containsExactly(
                        "DELIMITER {%",
                        "KEYWORD for", "CODE m", "KEYWORD in", "CODE messages", "DELIMITER %}");
    }

    @Test
    void filtersTestsAndCallsAreFunctions() {
        assertThat(kinds("{{ a|trim is defined and b.strip() }}"))
                .contains("FUNCTION trim", "FUNCTION defined", "FUNCTION strip", "KEYWORD and");
    }

    @Test
    void bracesInsideStringsAndDictionariesCloseNothing() {
        assertThat(kinds("{{ {'a': '}}'} }}x"))
                .contains("STRING 'a'", "STRING '}}'")
                .endsWith("DELIMITER }}", "TEXT x");
    }

    @Test
    void commentsAreOneStretch() {
        assertThat(kinds("{#- {{ not code }} #}x"))
                .containsExactly("COMMENT {#- {{ not code }} #}", "TEXT x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{{",
                "{%",
                "{#",
                "{{ 'never closed\n x }}y",
                "{{ a ",
                "{%- if",
                "}}",
                "{{-}}",
                "{{ \uD83D\uDE00 }}",
                "{{ 中文 }}",
                "{% raw %}{{ x"
            })
    void whateverIsTypedIsTiled(String source) {
        assertTiles(source);
    }

    @Test
    void everyPrefixOfARealTemplateIsTiled() throws Exception {
        String source =
                Files.readString(
                        Path.of("src/main/resources/org/sftworkbench/starter/chat-template.jinja"));
        for (int end = 0; end <= source.length(); end += 7) {
            assertTiles(source.substring(0, end));
        }
    }

    private static void assertTiles(String source) {
        int at = 0;
        for (SyntaxScanner.Stretch stretch : SyntaxScanner.scan(source)) {
            assertThat(stretch.range().start()).isEqualTo(at);
            at = stretch.range().end();
        }
        assertThat(at).isEqualTo(source.length());
    }

    private static List<String> kinds(String source) {
        return SyntaxScanner.scan(source).stream()
                .map(s -> s.kind() + " " + source.substring(s.range().start(), s.range().end()))
                .filter(s -> !s.isBlank() && !s.equals("CODE  ") && !s.endsWith(" \n"))
                .toList();
    }
}
