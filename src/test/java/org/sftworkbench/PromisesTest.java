package org.sftworkbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each promise of the README names tests, and these are there. */
class PromisesTest {
    private static final String HEADING = "## What is promised, and how each promise is tested";
    private static final Pattern NAME = Pattern.compile("`([A-Za-z]+Test)`");

    @Test
    void everyPromiseNamesTestsThatExist() throws IOException {
        Map<String, Path> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests =
                    files.filter(file -> file.toString().endsWith("Test.java"))
                            .collect(
                                    Collectors.toMap(
                                            file ->
                                                    file.getFileName()
                                                            .toString()
                                                            .replace(".java", ""),
                                            Function.identity(),
                                            (one, other) -> one));
        }
        List<String> rows = rows();
        assertThat(rows).hasSizeGreaterThan(10);
        for (String row : rows) {
            Set<String> named = new TreeSet<>();
            Matcher matcher = NAME.matcher(row.substring(row.lastIndexOf(" | ")));
            while (matcher.find()) {
                named.add(matcher.group(1));
            }
            assertThat(named).as(row).isNotEmpty();
            for (String name : named) {
                assertThat(tests).as(row).containsKey(name);
                assertThat(Files.readString(tests.get(name)))
                        .as(name)
                        .containsPattern("@Test|@ParameterizedTest|@TestFactory");
            }
        }
    }

    /** The table's rows without its head. */
    private static List<String> rows() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md"));
        int start = lines.indexOf(HEADING);
        assertThat(start).as(HEADING).isNotNegative();
        return lines.stream()
                .skip(start + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
    }
}
