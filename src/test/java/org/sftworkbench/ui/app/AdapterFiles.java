package org.sftworkbench.ui.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sftworkbench.model.GoldenModel;

/** The golden adapter of qwen3, with another base model. */
final class AdapterFiles {
    private AdapterFiles() {}

    /**
     * @param base what it says its base model is
     * @param parent where its directory is made
     */
    static Path on(String base, Path parent) throws IOException {
        Path adapter = Files.createDirectory(parent.resolve("adapter"));
        Path golden = GoldenModel.QWEN3.directory().resolve("adapter");
        Files.copy(
                golden.resolve("adapter_model.safetensors"),
                adapter.resolve("adapter_model.safetensors"));
        ObjectMapper json = new ObjectMapper();
        ObjectNode config =
                (ObjectNode) json.readTree(golden.resolve("adapter_config.json").toFile());
        json.writeValue(
                adapter.resolve("adapter_config.json").toFile(),
                config.put("base_model_name_or_path", base));
        return adapter;
    }
}
