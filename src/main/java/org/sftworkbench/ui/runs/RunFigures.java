package org.sftworkbench.ui.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javafx.beans.value.ObservableValue;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.ui.common.words.Words;

/** What the table says of a run: words for the eye, numbers to sort by. FX thread only. */
final class RunFigures {
    private static final DateTimeFormatter STARTED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Words words;
    private final ZoneId zone;
    private final ObservableValue<LiveRun> live;

    /**
     * @param live the run that goes on in this window; null for none
     */
    RunFigures(Words words, ZoneId zone, ObservableValue<LiveRun> live) {
        this.words = words;
        this.zone = zone;
        this.live = live;
    }

    String name(StoredRun run) {
        return run.name();
    }

    String note(StoredRun run) {
        return run.record().map(RunRecord::note).orElse("");
    }

    String started(StoredRun run) {
        return run.record().map(r -> STARTED.format(r.created().atZone(zone))).orElse("");
    }

    String model(StoredRun run) {
        return run.record().map(r -> lastName(r.model().directory())).orElse("");
    }

    /** LoRA with its rank, or every weight. */
    String method(StoredRun run) {
        if (run.record().isEmpty()) {
            return "";
        }
        JsonNode rank = run.record().get().adapter().path("r");
        return run.record().get().adapter().isEmpty()
                ? words.say("every weight")
                : rank.isNumber() ? "LoRA r=" + rank.asInt() : "LoRA";
    }

    /** How it stands, in a word or two. */
    String state(StoredRun run) {
        if (run.record().isEmpty()) {
            return words.say("broken");
        }
        if (isPaused(run)) {
            return words.say("paused");
        }
        if (run.isInterrupted()) {
            return words.say("interrupted");
        }
        return switch (run.record().get().state()) {
            case RUNNING -> words.say("running");
            case STOPPED -> words.say("stopped");
            case FINISHED -> words.say("finished");
            case FAILED -> words.say("failed");
        };
    }

    /** Whether it goes on in this window and waits there. */
    boolean isPaused(StoredRun run) {
        LiveRun now = live.getValue();
        return now != null && now.paused() && now.is(run);
    }

    /** Why it stands so, for who asks. */
    String reason(StoredRun run) {
        if (run.record().isEmpty()) {
            return words.tell(run.problem());
        }
        return run.isInterrupted()
                ? words.say("Its process was ended before it could say so; it can be continued.")
                : words.tell(run.record().get().message());
    }

    /** A figure as it is now, or as the summary has it; NaN where there is none. */
    double figure(StoredRun run, String metric) {
        LiveRun now = live.getValue();
        if (now != null && now.is(run) && now.figures().containsKey(metric)) {
            return now.figures().get(metric);
        }
        JsonNode value = run.record().map(record -> record.summary().path(metric)).orElse(null);
        return value != null && value.isNumber() ? value.asDouble() : Double.NaN;
    }

    private static String lastName(String directory) {
        Path last = Path.of(directory).getFileName();
        return last == null ? directory : last.toString();
    }
}
