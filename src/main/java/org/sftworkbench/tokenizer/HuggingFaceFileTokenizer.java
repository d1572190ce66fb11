package org.sftworkbench.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.sftworkbench.disk.JsonFault;

/**
 * A {@code tokenizer.json} with its {@code tokenizer_config.json}, run by the Hugging Face
 * tokenizers library. The only class that touches it. Thread-safe.
 */
public final class HuggingFaceFileTokenizer implements Tokenizer {
    /**
     * Characters at once: the library ends the process where an expression has to go back over ten
     * million.
     */
    private static final int LONGEST = 2_000_000;

    private static final int MOST_TOLD = 300;

    /**
     * Any text will do that becomes a token, which depends on the vocabulary and on what is parted
     * away: what is put around one does not depend on it.
     */
    private static final List<String> PROBES = List.of("a", "A", "1", ".", "a b", "中");

    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private final HuggingFaceTokenizer library;
    private final TokenizerVocabulary vocabulary;
    private final TokenizerConfigFile config;
    private final boolean otherSteps;
    private final int firstNew;
    private final Optional<PieceCache> pieces;
    private final DocumentFrame frame;

    private HuggingFaceFileTokenizer(
            HuggingFaceTokenizer library,
            TokenizerVocabulary vocabulary,
            TokenizerConfigFile config,
            boolean otherSteps,
            int firstNew) {
        this.library = library;
        this.vocabulary = vocabulary;
        this.config = config;
        this.otherSteps = otherSteps;
        this.firstNew = firstNew;
        this.pieces = vocabulary.pieces().map(p -> new PieceCache(p, this::encodeWhole));
        this.frame = frame();
    }

    private static String missing(Path path, Path file) {
        boolean noModel = Files.isDirectory(path) && !Files.exists(path.resolve("config.json"));
        return noModel
                ? path
                        + ": holds neither tokenizer.json nor config.json; it is no model's directory"
                : file + ": no such file; a tokenizer is a directory with tokenizer.json";
    }

    /**
     * Reads the tokenizer of a model directory.
     *
     * @param path a directory with {@code tokenizer.json}, or that file itself
     * @throws TokenizerException where a file is missing or broken; names it
     */
    public static Tokenizer open(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("tokenizer.json") : path;
        if (!Files.exists(file)) {
            throw new TokenizerException(missing(path, file));
        }
        JsonNode root = TokenizerVocabulary.root(file);
        TokenizerConfigFile config = TokenizerConfigFile.read(file.toAbsolutePath().getParent());
        boolean otherSteps = root instanceof ObjectNode object && config.steps().applyTo(object);
        OptionalInt added =
                root instanceof ObjectNode object
                        ? config.tokens().addTo(object)
                        : OptionalInt.empty();
        MeetingTokens.require(file, root);
        TokenizerVocabulary vocabulary = TokenizerVocabulary.of(file, root);
        try {
            requireNormalized(file, root);
            HuggingFaceTokenizer library =
                    otherSteps || added.isPresent()
                            ? library(root)
                            : HuggingFaceTokenizer.newInstance(file, OPTIONS);
            return new HuggingFaceFileTokenizer(
                    library, vocabulary, config, otherSteps, added.orElse(Integer.MAX_VALUE));
        } catch (TokenizerException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new TokenizerException(
                    file + ": the tokenizers library does not accept it: " + told(e), e);
        }
    }

    private static HuggingFaceTokenizer library(JsonNode root) throws IOException {
        byte[] json = new ObjectMapper().writeValueAsBytes(root);
        return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), OPTIONS);
    }

    private static void requireNormalized(Path file, JsonNode root) throws IOException {
        NormalizedTokens tokens = new NormalizedTokens(root);
        if (!tokens.sound()) {
            try (HuggingFaceTokenizer wordless = library(tokens.wordless())) {
                tokens.require(file, text -> ids(wordless, text, false).size());
            }
        }
    }

    /** What the library says can quote all that stands in a file. */
    private static String told(Exception e) {
        String words = JsonFault.printable(String.valueOf(e.getMessage()));
        int half = MOST_TOLD / 2;
        return words.length() <= MOST_TOLD
                ? words
                : words.substring(0, half) + "…" + words.substring(words.length() - half);
    }

    @Override
    public Encoding encode(String text) {
        refuseHalfCharacters(text);
        return pieces.map(cache -> cache.encode(text)).orElseGet(() -> encodeWhole(text));
    }

    /** The library would read them, and every character beyond U+FFFF with them, as others. */
    private static void refuseHalfCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw new TokenizerException(
                            String.format(
                                    Locale.ROOT,
                                    "character %,d of the text is half of one (\\u%04x), which no"
                                            + " tokenizer can read; mend it in the data",
                                    i + 1,
                                    (int) text.charAt(i)));
                }
                i++;
            }
        }
    }

    /** What the library itself makes of a text. */
    Encoding encodeWhole(String text) {
        // Not library.encode, which fetches token names, word ids and masks as well, at ten times
        // the cost.
        TokenizersLibrary calls = TokenizersLibrary.LIB;
        if (vocabulary.usesPatterns() && text.length() > LONGEST) {
            throw new TokenizerException(
                    String.format(
                            Locale.ROOT,
                            "a stretch of %,d characters that nothing parts is longer than the"
                                    + " %,d that can be tokenized; mend it in the data",
                            text.length(),
                            LONGEST));
        }
        long handle;
        try {
            handle = calls.encode(library.getHandle(), text, false);
        } catch (RuntimeException e) {
            throw new TokenizerException(
                    "the tokenizers library cannot encode this: " + e.getMessage(), e);
        }
        int[] ids;
        CharSpan[] spans;
        try {
            ids = narrow(calls.getTokenIds(handle));
            spans = calls.getTokenCharSpans(handle);
        } finally {
            calls.deleteEncoding(handle);
        }
        int[] starts = new int[ids.length];
        int[] ends = new int[ids.length];
        CodePointOffsets offsets = new CodePointOffsets(text);
        for (int t = 0; t < ids.length; t++) {
            starts[t] = offsets.toUtf16(spans[t].getStart());
            ends[t] = offsets.toUtf16(spans[t].getEnd());
        }
        return new Encoding(ids, starts, ends);
    }

    private DocumentFrame frame() {
        return Stream.concat(PROBES.stream(), vocabulary.added().stream())
                .map(this::frame)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(DocumentFrame.NONE);
    }

    private Optional<DocumentFrame> frame(String probe) {
        try {
            List<Integer> bare = ids(library, probe, false);
            List<Integer> framed = ids(library, probe, true);
            // A token of the frame itself, or nothing, would be found in more than one place.
            boolean once =
                    !bare.isEmpty()
                            && Collections.indexOfSubList(framed, bare)
                                    == Collections.lastIndexOfSubList(framed, bare);
            return once ? Optional.of(DocumentFrame.around(bare, framed)) : Optional.empty();
        } catch (RuntimeException e) {
            // Of a vocabulary that lacks such a character and has nothing for what it lacks.
            return Optional.empty();
        }
    }

    private static List<Integer> ids(HuggingFaceTokenizer library, String text, boolean framed) {
        TokenizersLibrary calls = TokenizersLibrary.LIB;
        long handle = calls.encode(library.getHandle(), text, framed);
        try {
            return Arrays.stream(narrow(calls.getTokenIds(handle))).boxed().toList();
        } finally {
            calls.deleteEncoding(handle);
        }
    }

    @Override
    public DocumentFrame documentFrame() {
        return frame;
    }

    @Override
    public String decode(int[] ids, boolean skipSpecialTokens) {
        long[] wide = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            wide[i] = ids[i];
        }
        try {
            return library.decode(wide, skipSpecialTokens);
        } catch (RuntimeException e) {
            throw new TokenizerException(
                    "the tokenizers library cannot decode this: " + e.getMessage(), e);
        }
    }

    @Override
    public int size() {
        return vocabulary.size();
    }

    @Override
    public OptionalInt idOf(String token) {
        return vocabulary.idOf(token);
    }

    @Override
    public Optional<String> tokenOf(int id) {
        return vocabulary.tokenOf(id);
    }

    @Override
    public boolean isSpecial(int id) {
        return vocabulary.isSpecial(id);
    }

    @Override
    public boolean isNew(int id) {
        return id >= firstNew && id < size();
    }

    @Override
    public Optional<String> stepsOfClass() {
        return otherSteps ? Optional.of(config.steps().ofClass().pythonName()) : Optional.empty();
    }

    @Override
    public SpecialTokens special() {
        return config.special();
    }

    @Override
    public ChatTemplates chatTemplates() {
        return config.templates();
    }

    @Override
    public List<String> endOfTurnCandidates() {
        List<String> found = new ArrayList<>();
        config.special().eos().filter(eos -> idOf(eos).isPresent()).ifPresent(found::add);
        for (String token : EndOfTurnTokens.KNOWN) {
            if (vocabulary.isAdded(token) && !found.contains(token)) {
                found.add(token);
            }
        }
        return found;
    }

    @Override
    public void close() {
        library.close();
    }

    private static int[] narrow(long[] ids) {
        return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
    }
}
