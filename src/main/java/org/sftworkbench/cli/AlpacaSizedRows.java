package org.sftworkbench.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes rows as long as Alpaca's: log-normal numbers of words, half of the prompts under 25 and
 * half of the answers under 45, of words drawn as unevenly as in English. The same seed writes the
 * same file.
 */
final class AlpacaSizedRows {
    private static final int PROMPT_MEDIAN = 25;
    private static final int ANSWER_MEDIAN = 45;
    private static final double SPREAD = 0.7;

    /** Words by falling frequency; the first few make up most of a text. */
    private static final String[] WORDS =
            """
            the of and to a in is that for it as with on be by this are from or an you can at which \
            have not they one but has more your was will their some what when other all there into \
            such how also these people may used most between different make between its use time \
            system example data many been could help provide important through energy should than \
            would about each first need food world process information create number water health \
            model environment list following sentence describe explain write given story generate \
            customer business technology development experience reduce increase emissions renewable \
            sources machine learning algorithm artificial intelligence language computer program \
            function return value string array temperature climate change pollution solar wind power \
            balanced diet exercise regular sleep stress relationship communication team project manager \
            deadline budget marketing strategy social media platform website design user interface \
            photosynthesis carbon dioxide oxygen chlorophyll molecule protein cell nucleus membrane \
            government democracy constitution president election citizen history century revolution \
            mountain river ocean forest desert island village city building bridge architecture museum \
            painting sculpture music orchestra symphony melody rhythm poem metaphor character narrator \
            breakfast vegetables chocolate cinnamon recipe tablespoon oven minutes degrees ingredients \
            approximately furthermore nevertheless consequently understanding responsibility sustainable \
            1984 2021 3.14 50% $20 COVID-19 New York Paris Einstein Shakespeare Python JavaScript HTML\
            """
                    .split(" ");

    private final Random random;

    AlpacaSizedRows(long seed) {
        this.random = new Random(seed);
    }

    /** Writes that many rows as JSON lines. */
    void write(int rows, Path file) throws IOException {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(Files.newOutputStream(file), JsonEncoding.UTF8)) {
            json.setRootValueSeparator(null);
            for (int i = 0; i < rows; i++) {
                json.writeStartObject();
                json.writeStringField("instruction", text(PROMPT_MEDIAN));
                json.writeStringField("input", "");
                json.writeStringField("output", text(ANSWER_MEDIAN));
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }

    private String text(int median) {
        long words = Math.max(3, Math.round(median * Math.exp(SPREAD * random.nextGaussian())));
        StringBuilder text = new StringBuilder();
        boolean opens = true;
        for (long w = 0; w < words; w++) {
            String word = word();
            text.append(opens ? Character.toUpperCase(word.charAt(0)) : word.charAt(0));
            text.append(word, 1, word.length());
            boolean ends = w == words - 1 || random.nextInt(14) == 0;
            text.append(ends ? "." : random.nextInt(10) == 0 ? "," : "");
            if (w < words - 1) {
                text.append(ends && random.nextInt(6) == 0 ? "\n\n" : " ");
            }
            opens = ends;
        }
        return text.toString();
    }

    /**
     * The rank is exponential in a uniform number, which is Zipf's law; three words in a hundred
     * are rare ones, most of them never seen before, as names and technical terms are.
     */
    private String word() {
        if (random.nextInt(100) < 3) {
            return rareWord();
        }
        int rank = (int) Math.pow(WORDS.length, random.nextDouble()) - 1;
        return WORDS[Math.min(rank, WORDS.length - 1)];
    }

    private String rareWord() {
        StringBuilder word = new StringBuilder();
        for (int syllables = 2 + random.nextInt(3); syllables > 0; syllables--) {
            word.append("bcdfghklmnprstvz".charAt(random.nextInt(16)));
            word.append("aeiou".charAt(random.nextInt(5)));
            word.append(random.nextInt(3) == 0 ? "n" : "");
        }
        return word.toString();
    }
}
