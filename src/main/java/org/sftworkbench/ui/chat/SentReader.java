package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.check.SequenceAlignment;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.template.Origin;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.TemplateCaption;
import org.sftworkbench.ui.common.words.Words;

/**
 * Finds where what was sent to a model leaves the way its training rows go. Background thread.
 *
 * @param request the model, its tokenizer and the template that chat uses
 * @param called what that template is called, where it is chosen in the Template pane
 * @param ids what was sent
 * @param asked the conversation it was made of, the question last
 * @param answer what was said to it
 */
record SentReader(
        PromptRequest request,
        Optional<TemplateCaption> called,
        int[] ids,
        Conversation asked,
        String answer) {
    /** Beyond so many differences the rest counts as different as a whole. */
    private static final int MOST_EDITS = 2_000;

    /** So many tokens more may stand in a row than were sent, a system prompt for instance. */
    private static final int MARGIN = 500;

    /**
     * @throws org.sftworkbench.tokenizer.TokenizerException where the tokenizer cannot be used
     * @throws org.sftworkbench.template.TemplateException where the template does not work
     * @throws DataException where there is no template, or the run cannot be read
     */
    SentComparison compare(TokenizerShelf shelf) {
        Tokenizer tokenizer = request.tokenizer(shelf);
        EncodingOptions chosen = chosen(tokenizer);
        Optional<RunTemplate> run = RunTemplate.of(request.model(), chosen);
        EncodingOptions encoding = run.map(RunTemplate::encoding).orElse(chosen);
        AnnotatedExample row = row(tokenizer, encoding);
        int[] rowIds = row.example().inputIds();
        int same = Arrays.mismatch(ids, rowIds);
        boolean whole = same < 0 || same == ids.length;
        BitSet lackingInRow = new BitSet();
        BitSet lackingInSent = new BitSet();
        if (!whole) {
            compare(rowIds, lackingInRow, lackingInSent);
        }
        return new SentComparison(
                tokens(tokenizer, ids, lackingInRow),
                tokens(tokenizer, rowIds, lackingInSent),
                trained(row),
                whole ? -1 : same,
                run.map(RunTemplate::run).orElse(""),
                called,
                whole || same >= rowIds.length ? "" : place(row, same),
                run.isPresent() && !encoding.template().equals(chosen.template()));
    }

    /** What the row holds after all that was sent is the answer, and no difference. */
    private void compare(int[] rowIds, BitSet lackingInRow, BitSet lackingInSent) {
        int[] beginning = Arrays.copyOf(rowIds, Math.min(rowIds.length, 2 * ids.length + MARGIN));
        int[] partner = SequenceAlignment.of(ids, beginning, MOST_EDITS);
        int next = 0;
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] < 0) {
                lackingInRow.set(i);
            } else {
                lackingInSent.set(next, partner[i]);
                next = partner[i] + 1;
            }
        }
    }

    private EncodingOptions chosen(Tokenizer tokenizer) {
        if (request.encoding() != null) {
            return request.encoding();
        }
        TemplateChoice own =
                TemplateChoice.ofModel(tokenizer)
                        .orElseThrow(
                                () ->
                                        new DataException(
                                                Words.original(
                                                        "{0}: the tokenizer has no chat template."
                                                                + " Choose one in the Template"
                                                                + " pane.",
                                                        request.model())));
        return new EncodingOptions(own, new MaskPolicy.Assistant(), Map.of());
    }

    private AnnotatedExample row(Tokenizer tokenizer, EncodingOptions encoding) {
        List<Message> messages = new ArrayList<>(asked.messages());
        messages.add(Message.of("assistant", answer));
        Conversation whole = new Conversation(messages);
        ExampleEncoder encoder = new ExampleEncoder(tokenizer, encoding);
        try {
            return encoder.encode(whole);
        } catch (DataException e) {
            // The policy has no place in this conversation; the tokens are the same.
            return encoder.unmasked(whole, false);
        }
    }

    private static List<Boolean> trained(AnnotatedExample row) {
        List<Boolean> trained = new ArrayList<>();
        for (boolean one : row.example().trained()) {
            trained.add(one);
        }
        return trained;
    }

    private static String place(AnnotatedExample row, int at) {
        if (at >= row.tokens().size()) {
            return "";
        }
        return row.tokens().get(at).origin() instanceof Origin.Input
                ? row.tokens().get(at).role()
                : "";
    }

    private static List<SentComparison.SentToken> tokens(
            Tokenizer tokenizer, int[] ids, BitSet differing) {
        TokenText text = new TokenText(tokenizer);
        List<SentComparison.SentToken> tokens = new ArrayList<>();
        for (int t = 0; t < ids.length; t++) {
            tokens.add(
                    new SentComparison.SentToken(
                            ids[t],
                            text.of(ids[t]),
                            tokenizer.isSpecial(ids[t]),
                            differing.get(t)));
        }
        return tokens;
    }
}
