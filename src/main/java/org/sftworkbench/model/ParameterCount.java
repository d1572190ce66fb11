package org.sftworkbench.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How many weights a model has, and how many of them a run would change.
 *
 * @param trained weights that get gradients
 * @param all the model's weights, tied ones counted once, and those of its adapters, as PEFT counts
 */
public record ParameterCount(long trained, long all) {
    /**
     * What would be trained, without reading a weight.
     *
     * @param lora new adapters; empty to train every weight
     * @throws ModelException where a target is not a layer of the model; names those there are
     */
    public static ParameterCount of(ModelConfig config, Optional<LoraConfig> lora) {
        List<DecoderLayout.Slot> layout = DecoderLayout.of(config);
        return of(layout, lora.map(l -> l.adaptersOf(config, layout)).orElse(LoraAdapters.NONE));
    }

    /**
     * The same of a run that is to start.
     *
     * @throws ModelException also where the adapters' rank is larger than makes sense
     */
    public static ParameterCount ofNew(ModelConfig config, Optional<LoraConfig> lora) {
        List<DecoderLayout.Slot> layout = DecoderLayout.of(config);
        return of(layout, lora.map(l -> l.newAdaptersOf(config, layout)).orElse(LoraAdapters.NONE));
    }

    /**
     * What an adapter trains when it is trained on.
     *
     * @param directory an adapter's
     * @throws ModelException where it cannot be used; names the file and what is wrong
     */
    public static ParameterCount ofAdapter(Path directory) {
        AdapterDirectory adapter = AdapterDirectory.open(directory);
        ModelConfig config = ModelConfigReader.read(adapter.base());
        List<DecoderLayout.Slot> layout = DecoderLayout.of(config);
        return of(layout, adapter.trainableAdaptersOf(config, layout));
    }

    static ParameterCount of(List<DecoderLayout.Slot> layout, LoraAdapters adapters) {
        long inPairs =
                adapters.pairs().stream().mapToLong(p -> p.rank() * (p.in() + p.out())).sum();
        return new ParameterCount(
                inPairs
                        + layout.stream()
                                .filter(adapters::trains)
                                .mapToLong(DecoderLayout.Slot::size)
                                .sum(),
                inPairs + layout.stream().mapToLong(DecoderLayout.Slot::size).sum());
    }
}
