package org.sftworkbench.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The program's version, from the manifest of its jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version =
                Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                        .orElse("(development)");
        return new String[] {
            "SFT Workbench " + version, "Java " + System.getProperty("java.version")
        };
    }
}
