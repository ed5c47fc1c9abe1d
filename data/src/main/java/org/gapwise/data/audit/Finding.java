package org.gapwise.data.audit;

import java.util.Optional;
import org.gapwise.core.Problem;
import org.gapwise.core.metrics.Estimate;

/**
 * One thing an audit found.
 *
 * @param problem what, where and what to do; rows by number, never by key
 * @param auroc of a feature that tells a label; empty for other kinds
 */
public record Finding(Severity severity, Kind kind, Problem problem, Optional<Estimate> auroc) {

    static Finding error(Kind kind, String what, String where, String fix) {
        return new Finding(Severity.ERROR, kind, new Problem(what, where, fix), Optional.empty());
    }

    static Finding warning(Kind kind, String what, String where, String fix) {
        return new Finding(Severity.WARNING, kind, new Problem(what, where, fix), Optional.empty());
    }
}
