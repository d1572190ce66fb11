package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Findings of a row as they are told to somebody who goes from row to row: what the template does
 * to every row alike is said once, of the template.
 */
public final class SaidOnce {
    private SaidOnce() {}

    /**
     * @param findings of a row
     * @return those of this row alone as they are, and the others without row, message and tokens
     */
    public static List<Finding> of(List<Finding> findings) {
        List<Finding> told = new ArrayList<>();
        Set<Finding> ofTemplate = new LinkedHashSet<>();
        for (Finding finding : findings) {
            if (finding.check().equals(ReasoningInjected.NAME)) {
                ofTemplate.add(ReasoningInjected.ofTemplate(finding));
            } else {
                told.add(finding);
            }
        }
        told.addAll(ofTemplate);
        return told;
    }
}
