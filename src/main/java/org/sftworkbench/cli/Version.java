package org.sftworkbench.cli;

import org.sftworkbench.about.BuildFacts;
import picocli.CommandLine.IVersionProvider;

/** The program's version and commit, as the build wrote them down. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "SFT Workbench " + BuildFacts.read().words(),
            "Java " + System.getProperty("java.version")
        };
    }
}
