package org.sftworkbench.ui.chat;

import java.util.List;

/** Where an answer goes that takes the place of one of which nothing came. FX thread only. */
final class InPlaceOf implements Ask.Place {
    private final Reply empty;
    private final ChatSide side;
    private final Ask.Place place;

    /**
     * @param place of another answer to the same question
     */
    InPlaceOf(Reply empty, ChatSide side, Ask.Place place) {
        this.empty = empty;
        this.side = side;
        this.place = place;
    }

    @Override
    public List<Answer> open(PromptBatch batch) {
        List<Answer> answers = place.open(batch);
        side.talk().remove(empty);
        return answers;
    }

    @Override
    public void takeBack() {
        place.takeBack();
        side.talk().follow(empty.question(), empty);
    }
}
