package org.gapwise.study.run;

import java.util.OptionalDouble;
import org.gapwise.evaluate.study.Answers;

/** What a method has cost at one level of one fold. Networks off the shelf count with what they cost when trained. */
final class Spending {

    private double shelf;
    private double fresh;
    private double whole;
    private long parameters;

    /** A network that took so long to train, just now or before. */
    void training(double seconds, boolean now) {
        shelf += seconds;
        fresh += now ? seconds : 0;
    }

    void parameters(long more) {
        parameters += more;
    }

    /** All of the learning, trainings just now included. */
    void whole(double seconds) {
        whole = seconds;
    }

    Answers.Cost cost(double caseMillis, OptionalDouble megabytes) {
        return new Answers.Cost(parameters, shelf + Math.max(0, whole - fresh), caseMillis, megabytes);
    }
}
