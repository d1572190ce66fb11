package org.sftworkbench.ui.chat;

import java.util.List;

/**
 * A token that a model has written.
 *
 * @param id its id
 * @param name what it is called in a drawing
 * @param pieces what became complete with it; empty in the middle of a character
 */
record WrittenToken(int id, String name, List<Piece> pieces) {
    WrittenToken {
        pieces = List.copyOf(pieces);
    }
}
