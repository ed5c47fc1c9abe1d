package org.gapwise.server.model;

/** A model and which version of it. */
public record ModelName(String name, String version) {

    @Override
    public String toString() {
        return name + "/" + version;
    }
}
