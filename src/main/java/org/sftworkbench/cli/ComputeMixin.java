package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.model.Precision;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say what a model is computed with. */
final class ComputeMixin {
    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            converter = PrecisionConverter.class,
            description =
                    "Type the weights are held and multiplied in: float32 (the default) or bf16,"
                            + " which takes half the memory.")
    Precision precision = Precision.FLOAT32;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "auto (the default), cpu, cuda or cuda:N.")
    String device = ModelSettings.AUTO;

    /** Reads a precision's name. */
    static final class PrecisionConverter implements ITypeConverter<Precision> {
        @Override
        public Precision convert(String text) {
            for (Precision precision : Precision.values()) {
                if (precision.name().equalsIgnoreCase(text)) {
                    return precision;
                }
            }
            throw new TypeConversionException(
                    "there is no precision \"" + text + "\"; choose float32 or bf16");
        }
    }

    /**
     * @param base the whole model under an adapter, where it is named
     */
    ModelSettings settings(Optional<Path> base) {
        return new ModelSettings(precision, device, base);
    }
}
