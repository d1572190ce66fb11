package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.words.Words;

/**
 * What one model is to be asked, as it was when the user sent it; becomes a batch on the background
 * thread. Immutable.
 *
 * @param model the model's directory
 * @param known its tokenizer where it is open already, or null
 * @param encoding the template to use, or null for the tokenizer's own
 * @param prompts at least one, where they are to be encoded
 * @param padRight whether shorter prompts are filled up behind, to see it go wrong
 */
record PromptRequest(
        Path model,
        Tokenizer known,
        EncodingOptions encoding,
        List<PromptSource> prompts,
        boolean padRight) {
    PromptRequest {
        prompts = List.copyOf(prompts);
    }

    /**
     * Renders and tokenizes the prompts.
     *
     * @throws org.sftworkbench.tokenizer.TokenizerException where the tokenizer cannot be used
     * @throws org.sftworkbench.template.TemplateException where the template does not work
     * @throws DataException where there is no template, or a prompt has no token
     */
    PromptBatch encode(TokenizerShelf shelf) {
        Tokenizer tokenizer = tokenizer(shelf);
        ExampleEncoder encoder = null;
        List<int[]> ids = new ArrayList<>();
        for (PromptSource prompt : prompts) {
            if (prompt instanceof PromptSource.Templated templated) {
                encoder = encoder != null ? encoder : encoder(tokenizer);
                ids.add(encoder.prompt(templated.conversation()));
            } else if (prompt instanceof PromptSource.Plain plain) {
                ids.add(tokenizer.encode(plain.text()).ids());
            } else if (prompt instanceof PromptSource.Ids given) {
                ids.add(given.ids());
            }
            if (ids.get(ids.size() - 1).length == 0) {
                throw new DataException(
                        Words.original("A prompt has no token; there is nothing to continue."));
            }
        }
        return PromptBatch.of(tokenizer, ids, padRight);
    }

    /** The model's tokenizer, read where it has not been yet. */
    Tokenizer tokenizer(TokenizerShelf shelf) {
        return known != null ? known : shelf.of(model);
    }

    private ExampleEncoder encoder(Tokenizer tokenizer) {
        if (encoding == null) {
            TemplateChoice own =
                    TemplateChoice.ofModel(tokenizer)
                            .orElseThrow(
                                    () ->
                                            new DataException(
                                                    Words.original(
                                                            "{0}: the tokenizer has no chat"
                                                                    + " template. Choose one in"
                                                                    + " the Template pane, or"
                                                                    + " send plain text.",
                                                            model)));
            return encoder(tokenizer, own, Map.of());
        }
        return encoder(tokenizer, encoding.template(), encoding.variables());
    }

    // A prompt has no mask, so the policy that goes with any template of the kind will do.
    private static ExampleEncoder encoder(
            Tokenizer tokenizer, TemplateChoice template, Map<String, Object> variables) {
        MaskPolicy policy =
                template instanceof TemplateChoice.RoleMarks
                        ? new MaskPolicy.RoleMarks()
                        : new MaskPolicy.Assistant();
        return new ExampleEncoder(tokenizer, new EncodingOptions(template, policy, variables));
    }
}
