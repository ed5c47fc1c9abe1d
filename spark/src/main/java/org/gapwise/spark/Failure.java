package org.gapwise.spark;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;
import org.gapwise.core.GapwiseException;
import org.gapwise.train.Interrupted;

/** What stood at the beginning of a job's failure, under what Spark wraps around it. */
final class Failure {

    private static final int LINES = 3;

    private Failure() {}

    /** What a task found wrong with the world. */
    static Optional<GapwiseException> world(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof GapwiseException ours) {
                return Optional.of(ours);
            }
        }
        return Optional.empty();
    }

    /** Whether a task ended without saying why, or because another did. */
    static boolean isLoss(Throwable failure) {
        Throwable first = first(failure);
        return first instanceof LostRankException
                || first instanceof Interrupted
                || first instanceof SparkException
                || first instanceof SparkThrowable;
    }

    /** Whether a file system said no. */
    static boolean isFiles(Throwable failure) {
        return first(failure) instanceof IOException;
    }

    private static Throwable first(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first;
    }

    /** The reason as Spark tells it, without the stacks. */
    static String reason(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("at ") && !line.startsWith("Driver stacktrace"))
                .limit(LINES)
                .collect(Collectors.joining(" "));
    }
}
