package org.sftworkbench.ui.hub;

import java.util.Locale;
import java.util.OptionalDouble;
import org.sftworkbench.job.Bytes;
import org.sftworkbench.ui.common.words.Words;

/** Writes the figures of models and downloads. */
final class HubText {
    private final Words words;

    HubText(Words words) {
        this.words = words;
    }

    /** A count of weights such as 3.2 M or 0.6 B. */
    static String parameters(long count) {
        return count < 1_000_000_000L
                ? String.format(Locale.ROOT, count < 10_000_000 ? "%.2f M" : "%.0f M", count / 1e6)
                : String.format(Locale.ROOT, "%.2f B", count / 1e9);
    }

    /** A branch or tag as it is, a commit short. */
    static String revision(String revision) {
        return revision.matches("[0-9a-f]{40}") ? revision.substring(0, 8) : revision;
    }

    /** What there is of a model; of one that is coming, what it will be. */
    static String size(ModelRow row) {
        if (row.whole().isEmpty()) {
            return Bytes.text(row.bytes());
        }
        long whole = row.whole().getAsLong();
        return row.state() == ModelState.LOADING
                ? Bytes.text(whole)
                : Bytes.part(row.bytes(), whole);
    }

    /** How far a download is, how fast, and how long still. */
    String progress(Download download) {
        TransferPicture picture = download.pictureProperty().get();
        DownloadState state = download.stateProperty().get();
        if (picture.files().isEmpty()) {
            return state == DownloadState.RUNNING ? words.say("Asking the Hub…") : "";
        }
        if (state == DownloadState.DONE) {
            return words.say("{0} files, {1}", picture.files().size(), Bytes.text(picture.bytes()));
        }
        String how =
                words.say("{0} out of {1}", Bytes.text(picture.had()), Bytes.text(picture.bytes()));
        if (state != DownloadState.RUNNING) {
            return how;
        }
        if (picture.checking()) {
            return how + " · " + words.say("checking what is there");
        }
        OptionalDouble left = picture.secondsLeft();
        return left.isEmpty()
                ? how
                : how
                        + " · "
                        + Bytes.text((long) picture.rate())
                        + "/s · "
                        + words.say("{0} left", duration(left.getAsDouble()));
    }

    /** The same of one that nothing has come of for a while. */
    String silent(Download download) {
        TransferPicture picture = download.pictureProperty().get();
        return words.say("{0} out of {1}", Bytes.text(picture.had()), Bytes.text(picture.bytes()))
                + " · "
                + words.say("nothing comes, waiting for the Hub");
    }

    /** As coarse as one reads it. */
    private String duration(double seconds) {
        long whole = Math.max(1, Math.round(seconds));
        if (whole < 60) {
            return words.say("{0} s", whole);
        }
        return whole < 3600
                ? words.say("{0} min", (whole + 30) / 60)
                : words.say("{0} h {1} min", whole / 3600, whole % 3600 / 60);
    }

    String state(DownloadState state) {
        return switch (state) {
            case RUNNING -> words.say("Downloading");
            case PAUSED -> words.say("Paused");
            case STOPPED -> words.say("Stopped; what has come is kept");
            case FAILED -> words.say("Failed; what has come is kept");
            case DONE -> words.say("Complete");
        };
    }
}
