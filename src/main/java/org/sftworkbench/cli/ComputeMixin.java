package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.model.Precision;
import org.sftworkbench.model.device.ComputeDevice;
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
            paramLabel = "WHERE",
            converter = DeviceConverter.class,
            description =
                    "auto (a GPU where one can be used, else the CPU; the default), cpu, cuda,"
                            + " cuda:1 (see 'sft device').")
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

    /** Reads the spelling of a device. */
    static final class DeviceConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            ComputeDevice.misspelling(text)
                    .ifPresent(
                            wrong -> {
                                throw new TypeConversionException(wrong);
                            });
            return text;
        }
    }

    /**
     * @param base the whole model under an adapter, where it is named
     */
    ModelSettings settings(Optional<Path> base) {
        return new ModelSettings(precision, device, base);
    }
}
