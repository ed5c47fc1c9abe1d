package org.gapwise.data.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.data.image.ImageFault;

/** The pictures of one modality, wherever {@link Pictures} finds them. */
record FoundImages(String modality, Map<Integer, ImageSource> byRow) implements ImageColumn {

    static ImageColumn read(ImageModality modality, Pictures pictures, Context context) {
        FoundImages column = new FoundImages(modality.name(), new HashMap<>());
        context.cells(modality.column()).ifPresent(cells -> column.fill(modality, cells, pictures, context));
        return column;
    }

    private void fill(ImageModality of, List<String> cells, Pictures pictures, Context context) {
        Set<String> missing = Cell.missing(of.missing());
        for (int row = 0; row < cells.size(); row++) {
            String cell = Cell.trim(cells.get(row));
            if (Cell.isMissing(cell, missing)) {
                continue;
            }
            try {
                byRow.put(row, pictures.find(of, cell, context.table().where(row, of.column())));
            } catch (ImageFault e) {
                context.cellFault(row, of.column(), e.what(), e.fix());
            }
        }
    }

    @Override
    public void into(int row, Map<String, ImageSource> images) {
        ImageSource found = byRow.get(row);
        if (found != null) {
            images.put(modality, found);
        }
    }
}
