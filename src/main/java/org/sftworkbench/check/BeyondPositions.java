package org.sftworkbench.check;

import java.util.List;

/** A row of which a run would take more tokens than the model has positions. */
final class BeyondPositions implements RowCheck {
    @Override
    public String name() {
        return "beyond-positions";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        Reach reach = row.setup().model().reach();
        int tokens = row.example().tokens().size();
        if (reach.holds(row.setup().kept(tokens))) {
            return List.of();
        }
        return List.of(
                finding(
                        Severity.ERROR,
                        tokens + " tokens, more than " + reach.bound(),
                        "set the maximum length to "
                                + reach.positions()
                                + ", so that the row is left out or cut, or shorten or split it",
                        row.place()
                                .atMessage(row.example().tokens().get(reach.positions()).message())
                                .atTokens(reach.positions(), tokens)));
    }
}
