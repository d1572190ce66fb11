package org.sftworkbench.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that PEFT gives an adapter's matrices in memory, with the adapter's own among them:
 * {@code lora_A.default.weight} is stored as {@code lora_A.weight}. Some programs write the former
 * to a file; PEFT, which loads an adapter by the name {@code default}, finds them there too, and
 * those of no other name.
 */
final class NamesInMemory {
    private static final String DEFAULT = "default";

    /** What goes before the adapter's name, that, and what follows it. */
    private static final Pattern OF_A_MATRIX =
            Pattern.compile(
                    "(?<before>.*[.]lora_[AB])[.](?<adapter>[^.]+)(?<after>[.]weight)"
                            + "|(?<table>.*[.]lora_embedding_[AB])[.](?<other>[^.]+)");

    private NamesInMemory() {}

    /**
     * The file with its matrices by the names that PEFT stores them by.
     *
     * @throws ModelException where it has matrices of an adapter of another name, or one by both
     *     names; names it
     */
    static SafetensorsFile asStored(SafetensorsFile file) {
        Map<String, SafetensorsFile.Entry> stored = new LinkedHashMap<>();
        file.tensors().forEach((name, entry) -> stored.put(asStored(name, file), entry));
        return new SafetensorsFile(file.file(), stored);
    }

    private static String asStored(String name, SafetensorsFile file) {
        Matcher parts = OF_A_MATRIX.matcher(name);
        if (!parts.matches()) {
            return name;
        }
        boolean table = parts.group("table") != null;
        String adapter = parts.group(table ? "other" : "adapter");
        String stored = table ? parts.group("table") : parts.group("before") + parts.group("after");
        if (!adapter.equals(DEFAULT)) {
            throw new ModelException(
                    file.file()
                            + ": tensor "
                            + name
                            + " is called as in PEFT's memory, where the adapter is \""
                            + adapter
                            + "\", and PEFT would pass it over; save the adapter with"
                            + " save_pretrained, which leaves that name away");
        }
        if (file.tensors().containsKey(stored)) {
            throw new ModelException(
                    file.file() + ": tensor " + name + " is there twice, as " + stored + " too");
        }
        return stored;
    }
}
