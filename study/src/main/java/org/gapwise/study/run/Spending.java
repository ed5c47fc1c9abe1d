package org.gapwise.study.run;

import java.util.OptionalDouble;
import org.gapwise.evaluate.study.Answers;

/** What a method has cost at one level of one fold. Networks off the shelf count with what they cost when trained. */
final class Spending {

    private double shelf;
    private double spent;
    private double whole;
    private long parameters;

    /** A network that took {@code seconds} to train, whoever had it trained, and was there after {@code waited}. */
    void training(double seconds, double waited) {
        shelf += seconds;
        spent += waited;
    }

    void parameters(long more) {
        parameters += more;
    }

    /** All of the learning, waiting for networks included. */
    void whole(double seconds) {
        whole = seconds;
    }

    Answers.Cost cost(double caseMillis, OptionalDouble megabytes) {
        return new Answers.Cost(parameters, shelf + Math.max(0, whole - spent), caseMillis, megabytes);
    }
}
