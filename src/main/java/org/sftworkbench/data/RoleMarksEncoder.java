package org.sftworkbench.data;

import java.util.Locale;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.AssistantTurns;
import org.sftworkbench.data.mask.LastTokenMask;
import org.sftworkbench.data.mask.MaskOptions;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.template.Origin;
import org.sftworkbench.tokenizer.Encoding;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * The notes' {@code ChatTemplateToken}: a template on token ids. SOS once; {@code \n#ROLE:} before
 * each message; EOS after each answer. Each piece is tokenized on its own, so no token straddles an
 * edge. Answers and their EOS are trained.
 */
final class RoleMarksEncoder implements ConversationEncoder {
    private static final String SOS = "<|im_start|>";
    private static final String EOS = "<|im_end|>";
    private static final String ANSWER_MARK = "\n#ASSISTANT:";

    private final Tokenizer tokenizer;
    private final MaskPolicy policy;
    private final int sos;
    private final int eos;

    /**
     * @throws DataException where the tokenizer lacks the tokens, or the policy needs a Jinja
     *     template
     */
    RoleMarksEncoder(Tokenizer tokenizer, MaskPolicy policy) {
        if (policy instanceof MaskPolicy.Generation) {
            throw new DataException(
                    "the mask policy generation needs a Jinja template with {% generation %} blocks, not role marks");
        }
        if (policy instanceof MaskPolicy.After) {
            throw new DataException(
                    "the mask policy "
                            + policy.text()
                            + " goes with a Jinja template, not with role marks; say role-marks for"
                            + " the answers");
        }
        if (options(policy).trailingSpace() || !options(policy).reasoning()) {
            throw new DataException(
                    "the mask policy "
                            + policy.text()
                            + ": with role marks no-end-of-turn is the only option");
        }
        this.tokenizer = tokenizer;
        this.policy = policy;
        this.sos = required(SOS);
        this.eos = required(EOS);
    }

    private int required(String token) {
        return tokenizer
                .idOf(token)
                .orElseThrow(
                        () ->
                                new DataException(
                                        "the role-marks template needs "
                                                + token
                                                + ", which the tokenizer lacks"));
    }

    @Override
    public AnnotatedExample encode(
            Conversation conversation, boolean addGenerationPrompt, boolean masked) {
        int firstTrained = masked ? firstTrained(conversation) : Integer.MAX_VALUE;
        int completion = masked ? writtenCompletion(conversation) : Integer.MAX_VALUE;
        Pieces pieces = new Pieces(conversation);
        boolean everything = masked && policy instanceof MaskPolicy.All;
        pieces.single(sos, SOS, everything, -1);
        for (int i = 0; i < conversation.messages().size(); i++) {
            Message message = conversation.messages().get(i);
            // A mark that opens the completion's first answer ends the prompt.
            boolean all = everything || i > completion;
            if (isAnswer(conversation, i)) {
                boolean answer = i >= firstTrained;
                pieces.text(ANSWER_MARK, all, i, ANSWER_MARK.length());
                pieces.text(message.text(), answer, i, 0);
                pieces.single(eos, EOS, answer && options(policy).endOfTurn(), i);
            } else {
                String mark = "\n#" + message.role().toUpperCase(Locale.ROOT) + ":";
                pieces.text(mark + message.text(), all || i == completion, i, mark.length());
            }
        }
        if (addGenerationPrompt) {
            pieces.text(ANSWER_MARK, false, -1, ANSWER_MARK.length());
        }
        AnnotatedExample example = pieces.example.build(pieces.written.toString());
        return masked && policy instanceof MaskPolicy.FromLast fromLast
                ? remasked(example, fromLast.token())
                : example;
    }

    /** The index of the first message whose answer is trained, as every one after it is. */
    private int firstTrained(Conversation conversation) {
        int lastAnswer = conversation.messages().size() - 1;
        while (lastAnswer >= 0 && !isAnswer(conversation, lastAnswer)) {
            lastAnswer--;
        }
        if (lastAnswer < 0 && !(policy instanceof MaskPolicy.All)) {
            throw new DataException("the conversation has no assistant turn to train on");
        }
        if (policy instanceof MaskPolicy.Completion) {
            return completion(conversation);
        }
        return policy instanceof MaskPolicy.LastAssistant ? lastAnswer : 0;
    }

    /** Index of the first message of a completion that the row sets apart, else beyond all. */
    private int writtenCompletion(Conversation conversation) {
        return policy instanceof MaskPolicy.Completion
                ? conversation.promptMessages().orElse(Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
    }

    private static int completion(Conversation conversation) {
        if (conversation.promptMessages().isPresent()) {
            return conversation.promptMessages().getAsInt();
        }
        return conversation
                .trailingFrom(RoleMarksEncoder::isAnswer)
                .orElseThrow(AssistantTurns::noCompletion);
    }

    private static boolean isAnswer(Conversation conversation, int message) {
        return isAnswer(conversation.messages().get(message));
    }

    private static boolean isAnswer(Message message) {
        return message.role().equalsIgnoreCase("assistant");
    }

    private static MaskOptions options(MaskPolicy policy) {
        return policy instanceof MaskPolicy.OfTurns turns ? turns.options() : MaskOptions.STANDARD;
    }

    private AnnotatedExample remasked(AnnotatedExample example, String token) {
        boolean[] trained = LastTokenMask.of(tokenizer, example.example().inputIds(), token);
        ExampleBuilder again = new ExampleBuilder();
        for (int t = 0; t < trained.length; t++) {
            again.append(example.tokens().get(t).withTrained(trained[t]));
        }
        return again.build(example.text());
    }

    /** Ids and the text they stand for, piece by piece. */
    private final class Pieces {
        private final Conversation conversation;
        private final ExampleBuilder example = new ExampleBuilder();
        private final StringBuilder written = new StringBuilder();

        Pieces(Conversation conversation) {
            this.conversation = conversation;
        }

        void single(int id, String token, boolean trained, int message) {
            append(
                    id,
                    written.length(),
                    written.length() + token.length(),
                    token,
                    trained,
                    message,
                    new Origin.TemplateText());
            written.append(token);
        }

        /**
         * @param markLength characters at the start that the template wrote; the rest is the
         *     message's content
         */
        void text(String text, boolean trained, int message, int markLength) {
            Encoding encoding = tokenizer.encode(text);
            int base = written.length();
            for (int t = 0; t < encoding.length(); t++) {
                int start = encoding.starts()[t];
                int end = encoding.ends()[t];
                Origin origin =
                        start < markLength
                                ? new Origin.TemplateText()
                                : new Origin.Input(
                                        "messages[" + message + "].content",
                                        message,
                                        start - markLength);
                append(
                        encoding.ids()[t],
                        base + start,
                        base + end,
                        text.substring(start, end),
                        trained,
                        message,
                        origin);
            }
            written.append(text);
        }

        private void append(
                int id,
                int start,
                int end,
                String text,
                boolean trained,
                int message,
                Origin origin) {
            example.append(
                    new TokenView(
                            id,
                            tokenizer.tokenOf(id).orElse(""),
                            text,
                            start,
                            end,
                            trained,
                            tokenizer.isSpecial(id),
                            message,
                            message < 0 ? "" : conversation.messages().get(message).role(),
                            null,
                            origin));
        }
    }
}
