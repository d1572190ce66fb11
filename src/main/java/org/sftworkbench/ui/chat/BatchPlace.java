package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.List;

/** Where the answers of a batch go. FX thread only. */
final class BatchPlace implements Ask.Place {
    private final ChatSide side;
    private final List<Exchange> exchanges;

    BatchPlace(ChatSide side, List<String> texts, PromptKind kind) {
        this.side = side;
        Path model = side.directoryProperty().get();
        exchanges =
                texts.stream().map(text -> new Exchange(text, kind, model, new Answer())).toList();
    }

    @Override
    public List<Answer> open(PromptBatch batch) {
        side.batch().setAll(exchanges);
        return exchanges.stream().map(Exchange::answer).toList();
    }

    @Override
    public ChatMode mode() {
        return ChatMode.BATCH;
    }

    @Override
    public void takeBack() {
        side.batch().removeAll(exchanges);
    }
}
