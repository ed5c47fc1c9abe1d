package org.gapwise.nn;

/** What oneDNN's kernels do to each number of their result before they write it. */
enum Then {
    NOTHING("none"),
    RELU("relu");

    private final String word;

    Then(String word) {
        this.word = word;
    }

    /** As the engine calls it. */
    String word() {
        return word;
    }

    /** The same as an operation by itself. */
    Tensor apply(Tensor x) {
        return this == RELU ? x.rectified() : x;
    }
}
