package org.gapwise.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Collects every problem of a file, so that a person sees all of them at once. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    /** Notes a problem: what is wrong, where, and how to fix it. */
    public void add(String what, String where, String fix) {
        found.add(new Problem(what, where, fix));
    }

    public void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int size() {
        return found.size();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }

    /** Throws the exception made from all problems, when there are any. */
    public <X extends GapwiseException> void throwIfAny(Function<List<Problem>, X> exception) {
        if (!found.isEmpty()) {
            throw exception.apply(list());
        }
    }
}
