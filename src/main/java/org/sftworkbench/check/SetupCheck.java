package org.sftworkbench.check;

import java.util.List;

/** One way in which tokenizer, template and model may not go together, whatever the rows. */
interface SetupCheck {
    /** The check's name, such as {@code pad-is-eos}. */
    String name();

    /** What there is to say; empty where all is well. */
    List<Finding> check(SetupUnderCheck setup);

    /** A finding of this check. */
    default Finding finding(Severity severity, String message, String remedy) {
        return new Finding(severity, name(), message, remedy, Place.SETUP);
    }
}
