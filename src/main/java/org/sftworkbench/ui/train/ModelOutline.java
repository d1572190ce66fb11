package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.model.ParameterCount;

/**
 * What can be known of a model directory without reading its weights.
 *
 * @param config of the whole model
 * @param base the whole model under it where it is an adapter
 * @param ofAdapter what is trained where an adapter is trained on
 */
record ModelOutline(ModelConfig config, Optional<Path> base, Optional<ParameterCount> ofAdapter) {
    /**
     * Background thread only.
     *
     * @throws org.sftworkbench.model.ModelException where the directory cannot be used
     */
    static ModelOutline read(Path directory) {
        ModelConfig config = ModelConfig.read(directory);
        return ModelDirectory.isAdapter(directory)
                ? new ModelOutline(
                        config,
                        Optional.of(ModelDirectory.base(directory)),
                        Optional.of(ParameterCount.ofAdapter(directory)))
                : new ModelOutline(config, Optional.empty(), Optional.empty());
    }

    boolean isAdapter() {
        return base.isPresent();
    }

    /**
     * What a run would train.
     *
     * @throws org.sftworkbench.model.ModelException where a target is not a layer of the model
     */
    ParameterCount trained(Optional<LoraConfig> lora) {
        return ofAdapter.orElseGet(() -> ParameterCount.of(config, lora));
    }
}
