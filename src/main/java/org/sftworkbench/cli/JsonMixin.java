package org.sftworkbench.cli;

import picocli.CommandLine.Option;

/** The option that turns the output into JSON lines. */
final class JsonMixin {
    @Option(
            names = "--json",
            description =
                    "Print one JSON object a line on the standard output and nothing else there.")
    boolean json;
}
