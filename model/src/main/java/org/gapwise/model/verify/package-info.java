/**
 * Proofs on a trained bundle that absent is absent: masks are inert, masking equals absence, a case alone equals the
 * case in a batch, and every subset of the evidence gets an answer.
 */
@NullMarked
package org.gapwise.model.verify;

import org.jspecify.annotations.NullMarked;
