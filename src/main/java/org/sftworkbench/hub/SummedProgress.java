package org.sftworkbench.hub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.job.Progress;

/** Tells a download's files as bytes of the whole. One thread. */
final class SummedProgress implements PullListener {
    private final String name;
    private final Progress progress;
    private final Map<String, Long> sizes = new HashMap<>();
    private long done;
    private long total;

    /**
     * @param name of the whole
     */
    SummedProgress(String name, Progress progress) {
        this.name = name;
        this.progress = progress;
    }

    @Override
    public void needs(List<PlannedFile> files) {
        files.forEach(file -> sizes.put(file.name(), file.size()));
        total = files.stream().mapToLong(PlannedFile::size).sum();
    }

    @Override
    public void checking(String file, long read) {
        progress.report("checking " + file, done + read, total);
    }

    @Override
    public void fetching(String file, long had) {
        progress.report(file, done + had, total);
    }

    @Override
    public void done(String file) {
        done += sizes.get(file);
        if (done == total) {
            progress.report(name, total, total);
        }
    }
}
