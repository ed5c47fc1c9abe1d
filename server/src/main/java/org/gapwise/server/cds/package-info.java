/**
 * CDS Hooks 2.0: a card beside a patient's chart when it is opened. What the card rests on is what the client sends
 * along; the client's FHIR server is never asked.
 */
@NullMarked
package org.gapwise.server.cds;

import org.jspecify.annotations.NullMarked;
