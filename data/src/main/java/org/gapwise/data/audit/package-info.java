/**
 * Looks for what makes good figures false: patients and pictures on both sides of a split, features that are the answer
 * in another form, values from after the fact, and numbers that are codes or in another unit. Each check looks at one
 * {@code Evidence} and gives findings; nothing is mended. Public: {@code Audit}, {@code AuditRequest}, {@code Times},
 * {@code Finding}, {@code Kind}, {@code Severity} and {@code Telling}.
 */
@NullMarked
package org.gapwise.data.audit;

import org.jspecify.annotations.NullMarked;
