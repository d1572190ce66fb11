package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sftworkbench.engine.EngineTask;

/** One batch under way on one side. FX thread only. */
final class SideRun {
    private final ChatSide side;
    private final List<Exchange> exchanges;
    private final BatchDrawing drawing;
    private final String[] lastTokens;
    private EngineTask task;
    private boolean begun;
    private boolean over;
    private String failure = "";

    /**
     * @param exchanges one per row of the batch, their answers empty
     */
    SideRun(ChatSide side, List<Exchange> exchanges, BatchDrawing drawing) {
        this.side = side;
        this.exchanges = List.copyOf(exchanges);
        this.drawing = drawing;
        lastTokens = new String[exchanges.size()];
    }

    ChatSide side() {
        return side;
    }

    List<Exchange> exchanges() {
        return exchanges;
    }

    BatchDrawing drawing() {
        return drawing;
    }

    void submitted(EngineTask submitted) {
        task = submitted;
    }

    /** Whether a token has been written. */
    boolean hasBegun() {
        return begun;
    }

    /** Whether nothing more comes. */
    boolean isOver() {
        return over;
    }

    /** Why it failed, for the user; empty where it did not. */
    String failure() {
        return failure;
    }

    /**
     * Asks to stop between two tokens. Where none has been written, nothing is waited for: the
     * engine may be busy with something else for long.
     */
    void stop() {
        if (over) {
            return;
        }
        if (task != null) {
            task.cancel();
        }
        if (!begun) {
            end(sameForAll(new Ending.ByUser()));
        }
    }

    void fail(String message) {
        failure = message;
        end(sameForAll(new Ending.Failed()));
    }

    void take(StreamEvent event) {
        if (over) {
            return;
        }
        if (event instanceof StreamEvent.Wrote wrote) {
            take(wrote);
        } else if (event instanceof StreamEvent.Finished finished) {
            for (int b = 0; b < exchanges.size(); b++) {
                exchanges.get(b).answer().append(finished.rests().get(b));
            }
            end(finished.endings());
        } else if (event instanceof StreamEvent.GaveUp gaveUp) {
            if (gaveUp.message().isEmpty()) {
                end(sameForAll(new Ending.ByUser()));
            } else {
                fail(gaveUp.message());
            }
        }
    }

    private void take(StreamEvent.Wrote wrote) {
        begun = true;
        drawing.append(wrote.rows());
        for (int b = 0; b < exchanges.size(); b++) {
            WrittenToken token = wrote.rows().get(b);
            Answer answer = exchanges.get(b).answer();
            if (token != null) {
                answer.count(wrote.nanoTime());
                answer.append(token.pieces());
                lastTokens[b] = token.name();
            } else {
                // Before the batch is done, a row ends only by its own end-of-sequence token.
                answer.end(new Ending.Stopped(lastTokens[b]));
            }
        }
    }

    private void end(List<Ending> endings) {
        over = true;
        drawing.end(endings);
        for (int b = 0; b < exchanges.size(); b++) {
            exchanges.get(b).answer().end(endings.get(b));
        }
    }

    private List<Ending> sameForAll(Ending ending) {
        return new ArrayList<>(Collections.nCopies(exchanges.size(), ending));
    }
}
