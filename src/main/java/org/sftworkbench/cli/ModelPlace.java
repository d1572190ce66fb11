package org.sftworkbench.cli;

import java.nio.file.Path;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.HubException;
import org.sftworkbench.hub.StoreSearch;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads where a model is: a directory, or OWNER/NAME of a model in the store. Asks nobody on the
 * network.
 */
final class ModelPlace implements ITypeConverter<Path> {
    private final HubEnvironment environment;

    ModelPlace() {
        this(HubEnvironment.ofProcess());
    }

    ModelPlace(HubEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Path convert(String value) {
        try {
            return new StoreSearch(this::store).find(value);
        } catch (HubException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** That it cannot be found is no fault of what was typed. */
    private Path store() {
        try {
            return environment.store();
        } catch (HubException e) {
            throw new CommandFailure(e.getMessage());
        }
    }
}
