package org.gapwise.server.model;

import java.util.List;
import org.gapwise.core.Problem;

/** Reads FHIR for one model. The server itself knows no code of any finding. */
public interface ChartReader {

    /** Why the model cannot be asked in FHIR: a problem for each feature that FHIR does not tell; none when it can. */
    List<Problem> faults();

    /**
     * Reads a Bundle of FHIR R4; one that is none, that is not about one patient, or that names a picture by a URL is a
     * {@link org.gapwise.core.DataException}.
     *
     * @param where says in messages what the Bundle is
     */
    Chart read(byte[] bundle, String where);
}
