package org.gapwise.data.fhir;

/**
 * Where a resource stands.
 *
 * @param file number of the file in the list of inputs, from 0
 * @param line of an NDJSON file, or number of the entry of a Bundle, from 1
 */
record Place(int file, long line) {}
