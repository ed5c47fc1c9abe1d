package org.gapwise.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gapwise.core.BundleException;
import org.gapwise.core.Problem;
import org.gapwise.server.model.ModelOpener;
import org.gapwise.server.model.OpenModel;

/**
 * Folders with a number in a file, each opened as a {@link Fake} with that bias; what is no number is broken, and "bug" is
 * one of ours; "secret" may not be read. NaN opens and cannot answer.
 */
public final class FakeFolder implements ModelOpener {

    private static final String FILE = "bias.txt";

    private final AtomicInteger tries = new AtomicInteger();

    /** How often a folder was opened or could not be. */
    public int tries() {
        return tries.get();
    }

    public static Path write(Path folder, String bias) {
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve(FILE), bias).getParent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean recognizes(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    @Override
    public String fingerprint(Path folder) {
        try {
            return Files.readString(folder.resolve(FILE));
        } catch (IOException e) {
            throw new BundleException("it cannot be read.", folder.toString(), "Restore it.");
        }
    }

    @Override
    public OpenModel open(Path folder) {
        tries.incrementAndGet();
        String bias = fingerprint(folder);
        if (bias.equals("secret")) {
            throw new UncheckedIOException(new IOException("permission denied"));
        }
        if (bias.equals("bug")) {
            throw new IllegalStateException("a bug");
        }
        try {
            // One of them takes something that FHIR does not tell.
            FakeCharts charts = bias.equals("2")
                    ? new FakeCharts(List.of(new Problem("it is not read from FHIR.", "\"lactate\"", "Leave it.")))
                    : new FakeCharts(List.of());
            return new OpenModel(new Fake(Double.parseDouble(bias)), Fake::picture, charts, new FakeExplainer(), bias);
        } catch (NumberFormatException e) {
            throw new BundleException("it is broken.", folder.toString(), "Restore it.");
        }
    }
}
