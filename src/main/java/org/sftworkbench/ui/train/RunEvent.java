package org.sftworkbench.ui.train;

import java.util.Optional;
import org.sftworkbench.engine.Event;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * An event of a run with what the FX thread should not have to work out itself.
 *
 * @param event as the engine told it
 * @param answer the decoded sample answer where it is one
 */
record RunEvent(Event event, Optional<SampleAnswer> answer) {
    static RunEvent of(Event event, Tokenizer tokenizer) {
        return new RunEvent(
                event,
                event instanceof Event.ProbeAnswered told && !told.outputIds().isEmpty()
                        ? Optional.of(
                                SampleAnswer.decode(
                                        told.step(), told.outputIds().get(0), tokenizer))
                        : Optional.empty());
    }
}
