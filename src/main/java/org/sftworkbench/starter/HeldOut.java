package org.sftworkbench.starter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.disk.DurableFiles;

/** The held-out questions and how well they were answered. Immutable. */
public final class HeldOut {
    private final List<HeldOutQuestion> questions;
    private final AnswerJudge judge;

    public HeldOut(List<HeldOutQuestion> questions, AnswerJudge judge) {
        this.questions = List.copyOf(questions);
        this.judge = judge;
    }

    /**
     * What came back for a question.
     *
     * @param text the reply without special tokens
     * @param stopped whether it ended by itself with the end-of-turn token
     */
    public record Reply(String text, boolean stopped) {}

    /**
     * How a model did.
     *
     * @param stop share of replies that ended by themselves, from 0 to 1
     * @param right share of right replies, from 0 to 1
     */
    public record Shares(double stop, double right) {}

    /**
     * Reads {@code held-out.jsonl}: rows of messages, the last one the reference, with the field
     * {@code answer}.
     *
     * @throws DataException where the file cannot be read; names the line
     */
    public static HeldOut read(Path file, AnswerJudge judge) {
        List<HeldOutQuestion> questions = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank()) {
                    questions.add(question(json.readTree(line), file + ", line " + number));
                }
            }
        } catch (IOException e) {
            String where = number == 0 ? file.toString() : file + ", line " + number;
            throw new DataException(where + ": cannot be read: " + DurableFiles.why(e), e);
        }
        if (questions.isEmpty()) {
            throw new DataException(file + ": has no questions");
        }
        return new HeldOut(questions, judge);
    }

    private static HeldOutQuestion question(JsonNode row, String where) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : row.path("messages")) {
            messages.add(
                    Message.of(message.path("role").asText(), message.path("content").asText()));
        }
        if (messages.size() < 2 || !row.path("answer").isTextual()) {
            throw new DataException(
                    where + ": a held-out row needs a question, a reference and an answer");
        }
        Message reference = messages.remove(messages.size() - 1);
        return new HeldOutQuestion(
                new Conversation(messages),
                reference.text(),
                row.path("answer").asText(),
                row.path("topic").asText());
    }

    public List<HeldOutQuestion> questions() {
        return questions;
    }

    /** Whether a reply to a question is right. */
    public boolean isRight(int question, String reply) {
        return judge.isRight(reply, questions.get(question).answer());
    }

    /**
     * @param replies one per question, in order
     */
    public Shares score(List<Reply> replies) {
        if (replies.size() != questions.size()) {
            throw new IllegalArgumentException(
                    replies.size() + " replies to " + questions.size() + " questions");
        }
        int stopped = 0;
        int right = 0;
        for (int i = 0; i < replies.size(); i++) {
            stopped += replies.get(i).stopped() ? 1 : 0;
            right += isRight(i, replies.get(i).text()) ? 1 : 0;
        }
        return new Shares((double) stopped / replies.size(), (double) right / replies.size());
    }
}
