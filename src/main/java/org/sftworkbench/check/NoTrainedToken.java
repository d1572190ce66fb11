package org.sftworkbench.check;

import java.util.List;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.MaskPolicy;

/** A row from which nothing is learned. */
final class NoTrainedToken implements RowCheck {
    private static final String NAME = "no-trained-token";

    /** A row that the mask policy does not apply to. */
    static Finding refused(DataException e, MaskPolicy policy, Place row) {
        return new Finding(Severity.ERROR, NAME, e.getMessage(), remedy(policy), row);
    }

    private static String remedy(MaskPolicy policy) {
        if (policy instanceof MaskPolicy.Generation) {
            return "insert generation marks into the template, or choose the mask policy assistant";
        }
        return policy instanceof MaskPolicy.FromLast
                ? "look for a token that the tokenizer has and the template writes, or choose"
                        + " another mask policy"
                : "leave the row out, give it an answer, or choose a mask policy that fits it";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        return row.example().example().supervisedTokens() > 0
                ? List.of()
                : List.of(
                        finding(
                                Severity.ERROR,
                                "no token of the row counts toward the loss",
                                "see whether the row has an answer, and whether the mask policy "
                                        + row.setup().options().policy().text()
                                        + " fits the template",
                                row.place()));
    }
}
