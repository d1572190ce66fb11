package org.sftworkbench.about;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which libraries this process runs with, as they say themselves or their files are called. */
final class Libraries {
    private static final String UNKNOWN = "not found";

    /** {@code commonmark-0.24.0.jar}, {@code javafx-base-21.0.12-linux.jar}. */
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[0-9A-Za-z.]*)(-.*)?\\.jar");

    private final List<String> jars;

    /**
     * @param classPath as Java writes it
     */
    Libraries(String classPath) {
        jars =
                Arrays.stream(classPath.split(Pattern.quote(File.pathSeparator)))
                        .filter(entry -> entry.endsWith(".jar"))
                        .map(entry -> Path.of(entry).getFileName().toString())
                        .toList();
    }

    static Libraries ofProcess() {
        return new Libraries(System.getProperty("java.class.path", ""));
    }

    List<Fact> facts(String libtorch) {
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(
                        "Java",
                        System.getProperty("java.runtime.version", "")
                                + ", "
                                + System.getProperty("java.vm.name", "")
                                + ", "
                                + System.getProperty("java.vendor", "")));
        facts.add(
                new Fact(
                        "JavaFX",
                        new ClassPathFile("javafx.properties")
                                .entry("javafx.runtime.version")
                                .orElse(UNKNOWN)));
        facts.add(
                new Fact(
                        "DJL",
                        new ClassPathFile("ai/djl/engine/api.properties")
                                .entry("djl_version")
                                .or(() -> version("api"))
                                .orElse(UNKNOWN)));
        facts.add(new Fact("libtorch", libtorch));
        facts.add(new Fact("tokenizers", tokenizers()));
        facts.add(new Fact("Others", others()));
        return facts;
    }

    /** DJL writes the version of the Rust library and, after a dash, its own. */
    private static String tokenizers() {
        return new ClassPathFile("native/lib/tokenizers.properties")
                .entry("version")
                .map(both -> both.replaceFirst("-", ", wrapped by DJL "))
                .orElse(UNKNOWN);
    }

    private String others() {
        List<String> found = new ArrayList<>();
        String[][] named = {
            {"jackson-databind", "Jackson"},
            {"parquet-floor", "Parquet Floor"},
            {"richtextfx", "RichTextFX"},
            {"chartfx", "ChartFx"},
            {"atlantafx-base", "AtlantaFX"},
            {"commonmark", "commonmark"},
            {"picocli", "picocli"},
            {"slf4j-api", "SLF4J"},
            {"logback-classic", "Logback"}
        };
        for (String[] library : named) {
            version(library[0]).ifPresent(version -> found.add(library[1] + " " + version));
        }
        return found.isEmpty() ? UNKNOWN : String.join(", ", found);
    }

    /** The version in the name of a library's jar. */
    Optional<String> version(String artifact) {
        for (String jar : jars) {
            Matcher parts = JAR.matcher(jar);
            if (parts.matches() && parts.group(1).equals(artifact)) {
                return Optional.of(parts.group(2));
            }
        }
        return Optional.empty();
    }
}
