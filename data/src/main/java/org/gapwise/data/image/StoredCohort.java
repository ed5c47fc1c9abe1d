package org.gapwise.data.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.DataException;
import org.gapwise.core.Problems;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Schema;

/** A cohort whose pictures come out of an {@link ImageStore} a modality; closing it closes the stores and the cohort. */
public final class StoredCohort implements Cohort {

    private final Cohort cohort;
    private final Map<String, Shelf> shelves;

    private record Shelf(ImageStore store, Map<Path, Integer> places) {

        ImageSource take(ImageSource source) {
            if (source instanceof ImageFile file) {
                Integer place = places.get(file.path());
                return place == null ? source : new Stored(store, place, file);
            }
            return source;
        }
    }

    private record Stored(ImageStore store, int place, ImageFile file) implements ImageSource {

        @Override
        public Pixels read(int size) {
            return size == store.size() ? store.get(place) : file.read(size);
        }
    }

    private StoredCohort(Cohort cohort, Map<String, Shelf> shelves) {
        this.cohort = cohort;
        this.shelves = shelves;
    }

    /**
     * Makes or finds the stores of all modalities. Pictures of any modality that cannot be read are named together in
     * one {@link DataException}, by row and path.
     *
     * @param size side of the pictures that will be asked for
     * @param cache folder for stores, see {@link ImageStore#usualCache()}
     */
    public static StoredCohort of(Cohort cohort, int size, Path cache, Progress progress) {
        Map<String, Shelf> shelves = new LinkedHashMap<>();
        Problems problems = new Problems();
        for (ImageModality modality : cohort.schema().images()) {
            Map<Path, Integer> places = new HashMap<>();
            List<ImageFile> files = files(cohort, modality.name(), places);
            if (files.isEmpty()) {
                continue;
            }
            try {
                shelves.put(modality.name(), new Shelf(ImageStore.open(files, size, cache, progress), places));
            } catch (DataException e) {
                problems.addAll(e.problems());
            }
        }
        problems.throwIfAny(DataException::new);
        return new StoredCohort(cohort, shelves);
    }

    private static List<ImageFile> files(Cohort cohort, String modality, Map<Path, Integer> places) {
        List<ImageFile> files = new ArrayList<>();
        for (Case one : cohort.cases()) {
            if (one.images().get(modality) instanceof ImageFile file
                    && places.putIfAbsent(file.path(), files.size()) == null) {
                files.add(file);
            }
        }
        return files;
    }

    @Override
    public Schema schema() {
        return cohort.schema();
    }

    @Override
    public int size() {
        return cohort.size();
    }

    @Override
    public Case get(int index) {
        Case one = cohort.get(index);
        if (one.images().isEmpty()) {
            return one;
        }
        Map<String, ImageSource> images = new LinkedHashMap<>();
        one.images().forEach((modality, source) -> {
            Shelf shelf = shelves.get(modality);
            images.put(modality, shelf == null ? source : shelf.take(source));
        });
        return one.evidence(one.numbers(), one.categories(), images);
    }

    @Override
    public void close() {
        shelves.values().forEach(shelf -> shelf.store.close());
        cohort.close();
    }
}
