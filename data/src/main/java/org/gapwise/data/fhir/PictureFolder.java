package org.gapwise.data.fhir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the pictures lie. UIDs are digits and points, so that a name made of them stays within the folder.
 *
 * @param folder as it was given
 */
record PictureFolder(Path folder, FhirPlan.Images rules) {

    /** The first picture of a study whose file is there, by its name below the folder. */
    Optional<String> first(List<FhirCase.Picture> pictures) {
        return pictures.stream()
                .map(this::name)
                .filter(name -> rules.absent().equals("unchecked") || Files.isRegularFile(folder.resolve(name)))
                .findFirst();
    }

    private String name(FhirCase.Picture picture) {
        String path = rules.names().equals("tree") ? picture.study() + "/" + picture.series() + "/" : "";
        return path + picture.instance() + "." + rules.ending();
    }

    /** The folder as seen from the cohort's. */
    String from(Path home) {
        Path from = home.toAbsolutePath().normalize();
        Path to = folder.toAbsolutePath().normalize();
        boolean near = from.getRoot() != null && from.getRoot().equals(to.getRoot());
        return (near ? from.relativize(to) : to).toString().replace('\\', '/');
    }
}
