package org.gapwise.study.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.DataException;
import org.gapwise.data.answer.Answer;
import org.gapwise.data.answer.AnswersFile;
import org.gapwise.evaluate.Scored;

/** A file of answers, read when it is asked for the first time; asked from several threads. */
final class Kept {

    private final Path file;
    private final List<String> targets;
    private final Seats seats;
    private final List<Answered> read = new ArrayList<>(1);

    /**
     * What the file says.
     *
     * @param there views it says something about, by number
     * @param probabilities [L][views]
     */
    private record Answered(BitSet there, double[][] probabilities) {}

    Kept(Path file, List<String> targets, Seats seats) {
        this.file = file;
        this.targets = targets;
        this.seats = seats;
    }

    /** What was said about the test cases at a level. */
    Scored at(Seats.Row row) {
        Answered answered = answered();
        int[] numbers = row.numbers();
        double[][] said = new double[targets.size()][numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            if (!answered.there.get(numbers[i])) {
                throw unanswered(seats.place(numbers[i]));
            }
            for (int l = 0; l < said.length; l++) {
                said[l][i] = answered.probabilities[l][numbers[i]];
            }
        }
        return row.blank().with(said);
    }

    private DataException unanswered(Said.Place place) {
        return new DataException(
                "there is no answer about row " + place.row() + " of the cohort without \"" + place.view() + "\".",
                file.toString(),
                "The cohort or the study has changed since: put it back, or give another --out.");
    }

    private synchronized Answered answered() {
        if (read.isEmpty()) {
            read.add(numbered(AnswersFile.read(file, targets)));
        }
        return read.get(0);
    }

    private Answered numbered(List<Answer> answers) {
        Answered answered = new Answered(new BitSet(), new double[targets.size()][seats.size()]);
        for (Answer answer : answers) {
            Optional<Integer> number = seats.number(new Said.Place(answer.row(), answer.view()));
            if (number.isPresent()) {
                int at = number.get();
                answered.there.set(at);
                for (int l = 0; l < targets.size(); l++) {
                    answered.probabilities[l][at] = answer.probabilities()[l];
                }
            }
        }
        return answered;
    }
}
