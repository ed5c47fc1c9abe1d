/** Taking evidence away on purpose: exact rates, nested over them, equal for every method, never adding anything. */
@NullMarked
package org.gapwise.core.missingness;

import org.jspecify.annotations.NullMarked;
