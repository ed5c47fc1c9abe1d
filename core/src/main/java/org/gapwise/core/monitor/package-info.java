/**
 * What a model in use is watched by: counts of what cases have and of what is answered, and a log of predictions in which
 * each line holds the hash of the one before. No value, identifier or free text of a case is in either.
 */
@NullMarked
package org.gapwise.core.monitor;

import org.jspecify.annotations.NullMarked;
