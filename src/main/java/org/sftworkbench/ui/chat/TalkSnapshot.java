package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.ui.chat.saved.SavedTalk;

/** Turns conversations on the screen into what is kept of them, and back. FX thread only. */
final class TalkSnapshot {
    private TalkSnapshot() {}

    static SavedTalk.Side of(ChatSide side) {
        List<SavedTalk.Turn> turns = new ArrayList<>();
        add(side.talk().beginnings(), -1, turns);
        Path model = side.directoryProperty().get();
        return new SavedTalk.Side(model == null ? null : model.toString(), turns);
    }

    private static void add(Branches branches, int after, List<SavedTalk.Turn> turns) {
        for (int i = 0; i < branches.count(); i++) {
            Turn turn = branches.turns().get(i);
            boolean shown = i == branches.shownIndex();
            if (turn instanceof Question question) {
                turns.add(saved(question, after, shown));
            } else if (turn instanceof Reply reply) {
                turns.add(saved(reply, after, shown));
            }
            add(turn.next(), turns.size() - 1, turns);
        }
    }

    private static SavedTalk.Turn saved(Question question, int after, boolean shown) {
        return new SavedTalk.Turn(
                after,
                shown,
                "user",
                question.text(),
                question.kind() == PromptKind.PLAIN ? "plain" : "template",
                question.round(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                question.draftProperty().get());
    }

    private static SavedTalk.Turn saved(Reply reply, int after, boolean shown) {
        int written = reply.answer().writtenProperty().get();
        return new SavedTalk.Turn(
                after,
                shown,
                "assistant",
                reply.answer().text(),
                null,
                null,
                reply.model().toString(),
                saved(reply.answer().endingProperty().get()),
                reply.answer().tokens().stream().map(TalkSnapshot::saved).toList(),
                reply.sent().ids(),
                reply.sent().system(),
                reply.sent().thinks() ? true : null,
                written == reply.answer().tokens().size() ? null : (Integer) written,
                reply.draftProperty().get());
    }

    private static SavedTalk.Ending saved(Ending ending) {
        if (ending instanceof Ending.Stopped stopped) {
            return new SavedTalk.Ending("stopped", stopped.token(), null);
        } else if (ending instanceof Ending.AtText at) {
            return new SavedTalk.Ending("stop_string", at.text(), null);
        } else if (ending instanceof Ending.Cut cut) {
            return new SavedTalk.Ending(cut.modelFull() ? "full" : "cut", null, cut.tokens());
        } else if (ending instanceof Ending.Edited) {
            return new SavedTalk.Ending("edited", null, null);
        } else if (ending instanceof Ending.Failed) {
            return new SavedTalk.Ending("failed", null, null);
        } else if (ending instanceof Ending.ByUser) {
            return new SavedTalk.Ending("by_user", null, null);
        }
        // What was being written when it was kept will not be written on.
        return new SavedTalk.Ending("interrupted", null, null);
    }

    private static SavedTalk.Token saved(AnswerToken token) {
        return new SavedTalk.Token(
                token.id(),
                token.name(),
                token.text(),
                token.special() ? true : null,
                Double.isNaN(token.probability()) ? null : token.probability(),
                token.given() ? true : null,
                token.alternatives().isEmpty()
                        ? null
                        : token.alternatives().stream()
                                .map(a -> new SavedTalk.Other(a.id(), a.name(), a.probability()))
                                .toList());
    }

    /** Puts a kept side's messages in the place of those on the screen. */
    static void restore(SavedTalk.Side saved, ChatSide side) {
        side.talk().clear();
        List<Turn> turns = new ArrayList<>();
        for (SavedTalk.Turn one : saved.turns()) {
            Turn after = one.after() < 0 ? null : turns.get(one.after());
            Turn turn = turn(one);
            if (turn instanceof Reply != after instanceof Question) {
                throw new IllegalArgumentException("an answer without a question");
            }
            turn.setDraft(one.draft());
            turns.add(turn);
            side.talk().follow(after, turn);
        }
        for (int i = 0; i < turns.size(); i++) {
            if (saved.turns().get(i).shown()) {
                Branches branches = turns.get(i).within();
                side.talk().show(branches, branches.turns().indexOf(turns.get(i)));
            }
        }
    }

    private static Turn turn(SavedTalk.Turn saved) {
        if (saved.isUser()) {
            return new Question(
                    saved.text(),
                    "plain".equals(saved.kind()) ? PromptKind.PLAIN : PromptKind.TEMPLATE,
                    saved.round() == null ? 0 : saved.round());
        }
        List<AnswerToken> tokens =
                saved.tokens() == null
                        ? List.of()
                        : saved.tokens().stream().map(TalkSnapshot::token).toList();
        return new Reply(
                Path.of(saved.model() == null ? "" : saved.model()),
                Answer.of(
                        tokens,
                        saved.written() == null ? tokens.size() : saved.written(),
                        ending(saved.ending())),
                saved.sent() == null
                        ? SentPrompt.NONE
                        : new SentPrompt(
                                saved.sent(),
                                saved.system() == null ? "" : saved.system(),
                                Boolean.TRUE.equals(saved.thinks())));
    }

    private static AnswerToken token(SavedTalk.Token saved) {
        return new AnswerToken(
                saved.id(),
                saved.name() == null ? "" : saved.name(),
                saved.text() == null ? "" : saved.text(),
                Boolean.TRUE.equals(saved.special()),
                saved.p() == null ? Double.NaN : saved.p(),
                saved.instead() == null
                        ? List.of()
                        : saved.instead().stream()
                                .map(o -> new Alternative(o.id(), o.name(), o.p()))
                                .toList(),
                Boolean.TRUE.equals(saved.given()));
    }

    private static Ending ending(SavedTalk.Ending saved) {
        if (saved == null || saved.how() == null) {
            return new Ending.Interrupted();
        }
        String text = saved.text() == null ? "" : saved.text();
        int tokens = saved.tokens() == null ? 0 : saved.tokens();
        return switch (saved.how()) {
            case "stopped" -> new Ending.Stopped(text);
            case "stop_string" -> new Ending.AtText(text);
            case "cut" -> new Ending.Cut(tokens, false);
            case "full" -> new Ending.Cut(tokens, true);
            case "edited" -> new Ending.Edited();
            case "failed" -> new Ending.Failed();
            case "interrupted" -> new Ending.Interrupted();
            default -> new Ending.ByUser();
        };
    }
}
