/**
 * The plain interface: features by name as JSON, pictures beside them as multipart, and what a model takes. What is left
 * out was not measured.
 */
@NullMarked
package org.gapwise.server.rest;

import org.jspecify.annotations.NullMarked;
