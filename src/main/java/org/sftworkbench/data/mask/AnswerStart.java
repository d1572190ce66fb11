package org.sftworkbench.data.mask;

import java.util.List;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.Span;
import org.sftworkbench.template.TextRange;

/**
 * Finds where the model's own words begin in an assistant turn of a rendering: after the generation
 * prompt, wherever the turn has it.
 *
 * <p>Most turns begin with it. But a template may write more into its first turn (the beginning of
 * the text, a system message of its own), and of a turn that is known by what its message said
 * alone, the prompt stands before it.
 */
final class AnswerStart {
    private final Rendering rendering;
    private final int message;
    private final int writer;
    private final String prompt;

    /**
     * @param message index of the assistant message
     * @param writer index of the message whose loop turn writes it: its own but for few templates
     * @param prompt what the template opens its answer with; may be empty
     */
    AnswerStart(Rendering rendering, int message, int writer, String prompt) {
        this.rendering = rendering;
        this.message = message;
        this.writer = writer;
        this.prompt = prompt;
    }

    /**
     * The first character of the model's own, in UTF-16 units.
     *
     * @param from where the turn's text begins
     * @param to where it ends
     * @param written the first character that the message said; -1 where it said nothing
     */
    int within(int from, int to, int written) {
        String text = rendering.text();
        if (text.startsWith(prompt, from) && from + prompt.length() <= to) {
            // Whoever wrote it: the model finds the prompt before it.
            return from + prompt.length();
        }
        int latest = written < 0 ? to : written;
        int across = acrossTheTurnsBeginning(from, latest);
        if (across >= 0) {
            return across;
        }
        int earliest = othersEnd(from);
        int whole = written < 0 ? firstPrompt(from, to) : lastPrompt(earliest, latest, to);
        if (!prompt.isBlank() && whole >= 0) {
            return whole + prompt.length();
        }
        // Where the turn parts from the generation prompt (a think block that is not there), what
        // the message itself wrote is the model's in any case.
        return Math.min(parting(from, to, earliest, latest), latest);
    }

    /**
     * Where a prompt ends that the message before has begun to write, as where each ends its own
     * turn or parts it from the next only when one follows; -1 where none does.
     */
    private int acrossTheTurnsBeginning(int from, int latest) {
        int least = Math.max(1, from + prompt.length() - latest);
        for (int begun = least; begun < prompt.length() && begun <= from; begun++) {
            if (rendering.text().startsWith(prompt, from - begun)) {
                return from - begun + prompt.length();
            }
        }
        return -1;
    }

    /** Where the whole prompt stands first in a stretch; -1 where it does not. */
    private int firstPrompt(int from, int to) {
        int at = rendering.text().substring(from, to).indexOf(prompt);
        return at < 0 ? -1 : from + at;
    }

    /**
     * Where the whole prompt stands last, from a position to another on; -1 where it does not, or
     * goes on after the turn.
     */
    private int lastPrompt(int earliest, int latest, int to) {
        String text = rendering.text();
        int end = Math.min(latest + prompt.length(), text.length());
        int at = text.substring(earliest, end).lastIndexOf(prompt);
        return at < 0 || earliest + at + prompt.length() > to ? -1 : earliest + at;
    }

    /** Where the turn leaves the prompt: the place that has most of it before it. */
    private int parting(int from, int to, int earliest, int latest) {
        String turn = rendering.text().substring(from, to);
        int common = AssistantTurns.commonPrefix(turn, prompt);
        int most =
                new PromptParting(turn, prompt, common)
                        .afterWholePieces(
                                rendering.spansWithin(new TextRange(from, from + common + 1)),
                                from);
        int found = from + most;
        for (int at = Math.min(latest, to - 1); at >= earliest; at--) {
            int pieces = at == from ? 0 : piecesAt(at, to);
            if (pieces > most) {
                most = pieces;
                found = at + pieces;
            }
        }
        return found;
    }

    /** How many characters of the prompt stand at a place in whole special tokens and lines. */
    private int piecesAt(int at, int to) {
        String text = rendering.text();
        if (prompt.isEmpty() || text.charAt(at) != prompt.charAt(0)) {
            return 0;
        }
        int looked = at + prompt.length() + PromptParting.LONGEST_MARK;
        String turn = text.substring(at, Math.min(to, looked));
        int common = AssistantTurns.commonPrefix(turn, prompt);
        int pieces = new PromptParting(turn, prompt, common).ofMarksAndLines();
        return prompt.substring(0, pieces).isBlank() ? 0 : pieces;
    }

    /** Where the last text of another message ends that stands before a position. */
    private int othersEnd(int position) {
        List<Span> before = rendering.spansWithin(new TextRange(0, position));
        for (int i = before.size() - 1; i >= 0; i--) {
            if (isAnothers(before.get(i))) {
                return before.get(i).end();
            }
        }
        return 0;
    }

    private boolean isAnothers(Span span) {
        return span.message() >= 0 && span.message() != message && span.message() != writer
                || span.origin() instanceof Origin.Input input
                        && input.message() >= 0
                        && input.message() != message;
    }
}
