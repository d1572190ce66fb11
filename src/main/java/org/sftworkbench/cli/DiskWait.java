package org.sftworkbench.cli;

import org.sftworkbench.cli.console.Console;
import org.sftworkbench.engine.Event;
import org.sftworkbench.job.Bytes;

/** Says that a run waits for a full disk, once for each wait; or ends it where that is wanted. */
final class DiskWait {
    /** What a run does whose disk is full. */
    enum Choice {
        WAIT,
        STOP
    }

    private final Console console;
    private final Choice choice;
    private boolean told;

    DiskWait(Console console, Choice choice) {
        this.console = console;
        this.choice = choice;
    }

    /**
     * @throws CommandFailure where the run is not to wait
     */
    void hear(Event event) {
        if (event instanceof Event.DiskTook) {
            told = false;
            console.remark("the disk has taken it; the run goes on");
        } else if (event instanceof Event.DiskRefused refused) {
            if (choice == Choice.STOP) {
                throw new CommandFailure(refused.message());
            }
            if (!told) {
                told = true;
                console.remark(sentence(refused));
            }
        }
    }

    private static String sentence(Event.DiskRefused refused) {
        return refused.message()
                + ". It takes about "
                + Bytes.text(refused.needed())
                + (refused.free() < 0 ? "" : ", and " + Bytes.text(refused.free()) + " are free")
                + ". The run waits, nothing is lost, and "
                + (refused.hasRoom()
                        ? "it is tried again every minute"
                        : "it goes on by itself when there is room")
                + "; Ctrl+C stops it";
    }
}
