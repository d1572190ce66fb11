package org.sftworkbench.ui.common.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * For tests of messages that the core writes in English: each must have its translation, so that
 * the Chinese window shows it in Chinese.
 */
public final class ToldInChinese {
    /** Words that only a sentence of English has; names, paths and code have none of them. */
    private static final Pattern ENGLISH =
            Pattern.compile(
                    "(?<![\\w-])(the|is|are|of|to|not|no|it|has|have|had|cannot|can't|was|were|with|that"
                            + "|which|this|by|must|expected|found|there|another|more|than|should"
                            + "|would|does|its|only|such|as|be|but|or|and|got|at|takes|wants"
                            + "|unknown|unexpected|invalid|needs)(?![\\w-])",
                    Pattern.CASE_INSENSITIVE);

    /** What somebody wrote, told as it is. */
    private static final Pattern QUOTED = Pattern.compile("“[^”]*”|\"[^\"]*\"");

    /** A word that is no name: names have a capital or a digit, or a sign between letters. */
    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\d:/_.-])\\p{Ll}{2,}(?![\\p{L}\\d:/_-])");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Words WORDS = words(Language.CHINESE);

    private ToldInChinese() {}

    /**
     * Fails where a sentence of the message stays English; one of names alone may stay as it is.
     */
    public static void check(String english) {
        String told = of(english);
        if (WORD.matcher(QUOTED.matcher(english).replaceAll("")).find()) {
            assertThat(told).as("in Chinese: %s", english).containsPattern(HAN);
        }
        assertThat(QUOTED.matcher(told).replaceAll("…"))
                .as("in Chinese: %s", english)
                .doesNotContainPattern(ENGLISH);
    }

    /** Words of the program, which can turn to Chinese. */
    public static Words words(Language language) {
        return new Words(language, Dictionary.read(all()));
    }

    /** What the Chinese window shows. */
    public static String of(String english) {
        return WORDS.tell(english);
    }

    private static List<URL> all() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/org/sftworkbench/ui"))) {
            return files.filter(file -> file.toString().endsWith("zh.json"))
                    .map(ToldInChinese::url)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
