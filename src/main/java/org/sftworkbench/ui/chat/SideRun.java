package org.sftworkbench.ui.chat;

import java.util.Collections;
import java.util.List;
import org.sftworkbench.engine.EngineTask;

/** One batch under way on one side. FX thread only. */
final class SideRun {
    private final ChatSide side;
    private final List<Answer> answers;
    private final BatchDrawing drawing;
    private final String[] lastTokens;
    private EngineTask task;
    private boolean begun;
    private boolean over;
    private String failure = "";

    /**
     * @param answers one per row of the batch, empty
     */
    SideRun(ChatSide side, List<Answer> answers, BatchDrawing drawing) {
        this.side = side;
        this.answers = List.copyOf(answers);
        this.drawing = drawing;
        lastTokens = new String[answers.size()];
    }

    ChatSide side() {
        return side;
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
        if (event instanceof StreamEvent.Began began) {
            for (WrittenToken token : began.given()) {
                answers.get(0).add(token.token());
                answers.get(0).add(token.released());
            }
        } else if (event instanceof StreamEvent.Wrote wrote) {
            take(wrote);
        } else if (event instanceof StreamEvent.Finished finished) {
            for (int b = 0; b < answers.size(); b++) {
                answers.get(b).add(finished.rests().get(b));
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
        for (int b = 0; b < answers.size(); b++) {
            WrittenToken token = wrote.rows().get(b);
            Answer answer = answers.get(b);
            if (token != null) {
                answer.count(wrote.nanoTime());
                answer.add(token.token());
                answer.add(token.released());
                lastTokens[b] = token.token().name();
                if (!token.stop().isEmpty()) {
                    answer.end(new Ending.AtText(token.stop()));
                }
            } else {
                // Before the batch is done, a row ends by a stop string or its own end of sequence.
                answer.end(new Ending.Stopped(lastTokens[b]));
            }
        }
    }

    private void end(List<Ending> endings) {
        over = true;
        drawing.end(endings);
        for (int b = 0; b < answers.size(); b++) {
            answers.get(b).end(endings.get(b));
        }
    }

    private List<Ending> sameForAll(Ending ending) {
        return Collections.nCopies(answers.size(), ending);
    }
}
