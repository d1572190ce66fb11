package org.sftworkbench.job;

/** Receives how far a piece of work has come. Called on the thread that does the work. */
@FunctionalInterface
public interface Progress {
    /** Reports to nobody. */
    Progress NONE = (what, done, total) -> {};

    /**
     * @param what what is being done, in the user's words
     * @param done units finished, from 0
     * @param total units in all, or 0 where unknown
     */
    void report(String what, long done, long total);
}
