package org.sftworkbench.check;

import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.AnnotatedExample;

/**
 * What the checks have to say about a row.
 *
 * @param findings worst first, then in order of place
 * @param example the row as it is trained; empty where it cannot be encoded
 */
public record RowFindings(List<Finding> findings, Optional<AnnotatedExample> example) {
    public RowFindings {
        findings = List.copyOf(findings);
    }
}
