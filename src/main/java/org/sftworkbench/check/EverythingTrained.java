package org.sftworkbench.check;

import java.util.List;
import org.sftworkbench.data.TokenView;

/** A mask policy that was meant to leave the prompt out but leaves out nothing. */
final class EverythingTrained implements RowCheck {
    @Override
    public String name() {
        return "everything-trained";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        List<TokenView> tokens = row.example().tokens();
        if (!row.masks() || tokens.isEmpty() || !tokens.stream().allMatch(TokenView::trained)) {
            return List.of();
        }
        return List.of(
                finding(
                        Severity.ERROR,
                        "every token counts toward the loss, the prompt too, though the mask policy"
                                + " is "
                                + row.setup().options().policy().text(),
                        "choose the policy assistant, or 'all' where this is meant",
                        row.place()));
    }
}
