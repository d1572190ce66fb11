package org.sftworkbench.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The chat templates that come with the program: those of well-known models, each rendering what
 * the model's own does, with {@code {% generation %}} blocks around what the assistant writes.
 */
public enum BuiltInTemplate {
    /** Turns between {@code <|im_start|>} and {@code <|im_end|>}, nothing else. */
    CHATML("chatml", "ChatML"),
    /** Qwen2.5 Instruct: ChatML with a system message and tools. */
    QWEN2_5("qwen2.5", "Qwen2.5"),
    /** Qwen3: ChatML with tools and reasoning. */
    QWEN3("qwen3", "Qwen3"),
    /** Llama 2 Chat: {@code [INST]} marks. */
    LLAMA2("llama2", "Llama 2"),
    /** Llama 3 Instruct: headers and {@code <|eot_id|>}. */
    LLAMA3("llama3", "Llama 3"),
    /** Mistral 7B Instruct, v0.1 and v0.2. */
    MISTRAL("mistral", "Mistral"),
    /** Gemma and Gemma 2: no system message. */
    GEMMA("gemma", "Gemma"),
    /** Phi-3 mini. */
    PHI3("phi3", "Phi-3"),
    /** Zephyr 7B. */
    ZEPHYR("zephyr", "Zephyr"),
    /** Vicuna 1.1 and later, as FastChat writes it. */
    VICUNA("vicuna", "Vicuna"),
    /** Stanford Alpaca's headings, EOS after each response. */
    ALPACA("alpaca", "Alpaca");

    private final String displayed;
    private final String title;

    BuiltInTemplate(String displayed, String title) {
        this.displayed = displayed;
        this.title = title;
    }

    /** The template of a name, where there is one. */
    public static Optional<BuiltInTemplate> named(String name) {
        return Arrays.stream(values()).filter(t -> t.displayed.equals(name)).findFirst();
    }

    /** All names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(BuiltInTemplate::displayed).toList();
    }

    /** The name to choose it by. */
    public String displayed() {
        return displayed;
    }

    /** The name as the model's makers write it. */
    public String title() {
        return title;
    }

    /** The Jinja source. */
    public String source() {
        try (InputStream in = BuiltInTemplate.class.getResourceAsStream(displayed + ".jinja")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
