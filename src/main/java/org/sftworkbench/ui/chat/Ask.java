package org.sftworkbench.ui.chat;

import java.util.List;

/**
 * What one side is to be asked, and where its answers go.
 *
 * @param side whose model is asked
 * @param request what it is asked
 * @param given what the answer of a single prompt is to begin with; usually nothing
 * @param place where the answers go
 */
record Ask(ChatSide side, PromptRequest request, List<AnswerToken> given, Place place) {
    Ask {
        given = List.copyOf(given);
    }

    Ask(ChatSide side, PromptRequest request, Place place) {
        this(side, request, List.of(), place);
    }

    /** Takes answers in, and forgets them where not a word was said. */
    interface Place {
        /**
         * @param batch the prompts as they are sent
         * @return an empty answer for each prompt
         */
        List<Answer> open(PromptBatch batch);

        /** Where what is run for it is drawn. */
        default ChatMode mode() {
            return ChatMode.CHAT;
        }

        /** As if nothing had been asked. */
        void takeBack();
    }
}
