package org.sftworkbench.about;

import java.util.ArrayList;
import java.util.List;

/**
 * All that whoever mends a fault asks first. It holds no token, no text of a conversation or
 * template, no name of the user or the machine, and the home directory as {@code ~}.
 *
 * @param build which program it is
 * @param sections of facts
 * @param places where its things are
 */
public record Report(BuildFacts build, List<Section> sections, List<Place> places) {
    /**
     * Facts about one subject.
     *
     * @param title translated where it is shown
     */
    public record Section(String title, List<Fact> facts) {
        public Section {
            facts = List.copyOf(facts);
        }
    }

    /** The title of the section of {@link #places()}. */
    public static final String PLACES = "Places";

    public Report {
        sections = List.copyOf(sections);
        places = List.copyOf(places);
    }

    /** The whole as plain text, in English whatever the window speaks. */
    public String text() {
        List<Section> all = new ArrayList<>(sections);
        all.add(
                new Section(
                        PLACES,
                        places.stream()
                                .map(
                                        place ->
                                                new Fact(
                                                        place.name(),
                                                        place.shown()
                                                                + (place.exists()
                                                                        ? ""
                                                                        : " (not there)")))
                                .toList()));
        int width =
                all.stream()
                        .flatMap(section -> section.facts().stream())
                        .mapToInt(fact -> fact.name().length())
                        .max()
                        .orElse(0);
        StringBuilder text = new StringBuilder("SFT Workbench " + build.words() + "\n");
        for (Section section : all) {
            text.append("\n").append(section.title()).append("\n");
            for (Fact fact : section.facts()) {
                text.append("  ")
                        .append(fact.name())
                        .append(" ".repeat(width - fact.name().length() + 2))
                        .append(fact.value().replace("\n", " "))
                        .append("\n");
            }
        }
        return text.toString();
    }
}
