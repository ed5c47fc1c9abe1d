package org.gapwise.server.rest;

import java.util.List;
import java.util.Optional;
import org.gapwise.core.toml.Spelling;
import org.gapwise.server.http.HttpRequest;
import org.gapwise.server.http.Refusal;
import org.gapwise.server.model.Lease;
import org.gapwise.server.model.Models;

/** Which model a request is about: by its path, or by {@code ?model=} and {@code ?version=}, or the usual one. */
public final class Lookup {

    private static final int NOT_FOUND = 404;
    private static final String NAME = "model";
    private static final String VERSION = "version";

    private final Models models;

    public Lookup(Models models) {
        this.models = models;
    }

    Models models() {
        return models;
    }

    /** Borrows it; one that is not there is a {@link Refusal}. */
    public Lease borrow(HttpRequest request) {
        String name = named(request, NAME).orElse(models.usual());
        Optional<String> version = named(request, VERSION);
        return models.borrow(name, version).orElseThrow(() -> missing(name));
    }

    private static Optional<String> named(HttpRequest request, String part) {
        return Optional.ofNullable(request.path().get(part))
                .or(() -> Optional.ofNullable(request.query().get(part)));
    }

    private Refusal missing(String name) {
        List<String> names = models.list().stream()
                .map(served -> served.name().name())
                .distinct()
                .toList();
        if (names.contains(name)) {
            List<String> versions = models.list().stream()
                    .filter(served -> served.name().name().equals(name))
                    .map(served -> served.name().version())
                    .toList();
            return new Refusal(
                    NOT_FOUND,
                    "the model has no such version.",
                    "the request's address",
                    "It has " + String.join(", ", versions) + ".");
        }
        String hint = Spelling.didYouMean(name, names);
        return new Refusal(
                NOT_FOUND,
                "there is no such model.",
                "the request's address",
                hint.isEmpty() ? "There is " + String.join(", ", names) + "." : hint);
    }
}
