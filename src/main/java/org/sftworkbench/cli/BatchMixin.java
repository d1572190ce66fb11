package org.sftworkbench.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of commands that answer lines. */
final class BatchMixin {
    @Option(
            names = "--batch",
            paramLabel = "FILE",
            required = true,
            description = "File with one JSON object a line; - reads the standard input.")
    String file;

    @Option(
            names = "--templates",
            paramLabel = "DIR",
            description =
                    "Directory of the templates that lines name: NAME.jinja or NAME. A name that is"
                            + " not there is looked up among the built-in templates.")
    Path templates;

    @Option(names = "--json", description = "Print JSON lines; there is no other form.")
    boolean json;
}
