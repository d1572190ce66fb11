package org.sftworkbench.ui.about;

import java.util.Set;
import org.sftworkbench.ui.common.words.Words;

/** The names of a report's sections, facts and places that are said in the user's language. */
final class FactNames {
    /** What is not among them is a name of its own, such as Java. */
    static final Set<String> TRANSLATED =
            Set.of(
                    Words.key("Program"),
                    Words.key("Machine"),
                    Words.key("Libraries"),
                    Words.key("Places"),
                    Words.key("Started from"),
                    Words.key("Locale"),
                    Words.key("Hub"),
                    Words.key("Operating system"),
                    Words.key("Processor"),
                    Words.key("Memory"),
                    Words.key("GPU"),
                    Words.key("Used"),
                    Words.key("Room for runs"),
                    Words.key("Others"),
                    Words.key("Model store"),
                    Words.key("Runs"),
                    Words.key("Conversations"),
                    Words.key("Settings"),
                    Words.key("Logs"),
                    Words.key("Log file"));

    /** What facts say, but for names and figures. */
    static final Set<String> SAID =
            Set.of(
                    Words.key("an installed package, with its own Java"),
                    Words.key("a build"),
                    Words.key("{0}, with a token"),
                    Words.key("{0}, without a token"),
                    Words.key("{0}, with a token, offline"),
                    Words.key("{0}, without a token, offline"),
                    Words.key("its settings cannot be used"),
                    Words.key("{0}, 1 core"),
                    Words.key("{0}, {1} cores"),
                    Words.key("{0} free of {1}; Java has {2} of at most {3}"),
                    Words.key("no NVIDIA GPU was found"),
                    Words.key("{0}, wrapped by DJL {1}"),
                    Words.key("unused: {0}"),
                    Words.key("{0} GB free"),
                    Words.key("{0} MB free"));

    private FactNames() {}
}
