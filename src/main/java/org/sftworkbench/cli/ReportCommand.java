package org.sftworkbench.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.sftworkbench.about.Fact;
import org.sftworkbench.about.Place;
import org.sftworkbench.about.Report;
import org.sftworkbench.about.ReportMaker;
import org.sftworkbench.cli.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sft report}: what the About dialog of the window shows. */
@Command(
        name = "report",
        description =
                "Print what to send along with a question or a fault: versions, libraries, machine,"
                        + " devices and where things are. It holds no token, no text of yours, and"
                        + " ~ for your home directory.",
        sortOptions = false,
        footerHeading = "%nWith --json, one line:%n",
        footer =
                "  sections {program, machine, libraries}, places; each an object of names and texts.")
final class ReportCommand implements Runnable {
    private final Console console;

    @Mixin JsonMixin output;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Report report = ReportMaker.ofProcess().make();
        if (output.json) {
            console.json(json(report));
        } else {
            report.text().lines().forEach(console::line);
        }
    }

    /** The report for programs. */
    record Json(Map<String, Map<String, String>> sections, Map<String, String> places) {}

    private static Json json(Report report) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        for (Report.Section section : report.sections()) {
            Map<String, String> facts = new LinkedHashMap<>();
            for (Fact fact : section.facts()) {
                // A machine with several GPUs has several facts of that name.
                facts.merge(key(fact.name()), fact.value(), (one, more) -> one + "; " + more);
            }
            sections.put(key(section.title()), facts);
        }
        Map<String, String> places = new LinkedHashMap<>();
        for (Place place : report.places()) {
            places.put(key(place.name()), place.shown());
        }
        return new Json(sections, places);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
