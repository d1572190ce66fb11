package org.sftworkbench.hub;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A model that is on this machine.
 *
 * @param name its repository, or its directory's name
 * @param revision the branches or tags whose commit it is, else the commit; empty outside a store
 * @param type {@code model_type} of its configuration, or {@code adapter}; empty where there is
 *     none
 * @param bytes of its files
 * @param obstacle why it cannot be opened; empty where nothing is missing
 * @param directory opens as a model
 */
public record StoredModel(
        String name,
        String revision,
        String type,
        long bytes,
        Optional<String> obstacle,
        Path directory) {}
