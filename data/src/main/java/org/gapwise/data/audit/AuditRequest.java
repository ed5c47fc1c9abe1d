package org.gapwise.data.audit;

import org.gapwise.core.Progress;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.table.PartRule;
import org.gapwise.data.table.TableSource;

/**
 * What to audit.
 *
 * @param parts how the cases come into parts
 * @param times which columns say when
 */
public record AuditRequest(Schema schema, TableSource source, PartRule parts, Times times, Progress progress) {}
