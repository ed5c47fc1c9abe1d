package org.gapwise.core.schema;

import java.util.List;

/**
 * One picture a case.
 *
 * @param column holds a path below {@code root}; one that is missing means no picture, one that does not exist is a
 *     fault
 * @param root folder of the pictures, relative to the schema's folder
 * @param missing how the column writes "no picture"
 */
public record ImageModality(String name, String column, String root, List<String> missing) implements Modality {

    public ImageModality {
        missing = List.copyOf(missing);
    }

    public ImageModality(String name, String column, String root) {
        this(name, column, root, TableModality.MISSING);
    }
}
