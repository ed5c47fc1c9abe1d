package org.gapwise.study.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.study.Answers;
import org.gapwise.evaluate.study.Arm;
import org.gapwise.evaluate.study.Design;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.evaluate.study.KeptChance;
import org.gapwise.evaluate.study.Level;
import org.gapwise.study.Lesson;
import org.gapwise.study.Method;
import org.gapwise.study.Shelf;
import org.gapwise.study.protocol.Folding;
import org.gapwise.study.protocol.Gaps;
import org.gapwise.study.protocol.Protocol;
import org.gapwise.study.protocol.Trial;
import org.gapwise.study.store.AnswerStore;
import org.gapwise.study.store.Said;

/**
 * Methods side by side on one cohort: every method learns at every training level of every fold and answers at every
 * test level. What is done is kept at once; a study that is run again over the same folder goes on with the rest, and
 * ends with the same answers as one that was never stopped.
 */
public final class Study {

    private static final double NANOS = 1e9;

    private final Cohort cohort;
    private final StudyPlan plan;
    private final List<Method> methods;
    private final Design design;
    private final Gaps gaps;
    private final Map<Room, Cohort> rooms = new ConcurrentHashMap<>();

    /** Where all methods learn from the same cases. */
    private record Room(int fold, Level train) {}

    /**
     * @param name what the cohort is called
     * @param cohort all cases; folds are made here
     * @param masks a file of masks that another study wrote; empty to draw them
     */
    public Study(String name, Cohort cohort, Setting setting, Optional<Path> masks) {
        this.cohort = cohort;
        this.plan = setting.plan;
        this.methods = setting.methods;
        Schema schema = cohort.schema();
        List<Trial> trials = setting.protocol.trials(schema);
        List<Arm> arms = trials.stream().map(Trial::arm).toList();
        List<Entrant> entrants = methods.stream().map(m -> m.entrant(schema)).toList();
        List<String> modalities = schema.modalityNames();
        design =
                new Design(name, setting.protocol.id(), schema.targetNames(), modalities, entrants, arms, plan.folds());
        Folding folding = new Folding(plan.folds(), plan.valid(), plan.seed());
        gaps = masks.map(file -> Gaps.read(cohort, trials, folding, file))
                .orElseGet(() -> Gaps.draw(cohort, trials, folding));
    }

    /** What is compared, and how. */
    public record Setting(Protocol protocol, StudyPlan plan, List<Method> methods) {
        public Setting {
            methods = List.copyOf(methods);
        }
    }

    /** Writes who loses what, so that others can repeat the study. */
    public void writeMasks(Path file) {
        gaps.write(file);
    }

    public Design design() {
        return design;
    }

    /** How likely each test case was to keep what it kept. */
    public KeptChance kept() {
        return gaps::kept;
    }

    /** The answers that a folder has so far. */
    public AnswerStore answers(Path folder) {
        return new AnswerStore(folder.resolve("answers"), design, cohort, gaps);
    }

    /** One method at one training level of one fold. */
    record Task(Method method, AnswerStore.Learnt learnt) {}

    /** All tasks: fold by fold, level by level, so that methods that share a network come one after another. */
    List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        for (int fold = 0; fold < gaps.folds(); fold++) {
            for (Level level : design.trainLevels()) {
                for (Method method : methods) {
                    String id = method.entrant(cohort.schema()).id();
                    tasks.add(new Task(method, new AnswerStore.Learnt(id, level, fold)));
                }
            }
        }
        return tasks;
    }

    /** What a method is given at a level of a fold. */
    Lesson lesson(AnswerStore.Learnt learnt, Shelf shelf) {
        Cohort learning = rooms.computeIfAbsent(
                new Room(learnt.fold(), learnt.train()), room -> new Hashed(gaps.learning(room.fold, room.train)));
        return new Lesson(learning, gaps.split(learnt.fold()), plan.recipes(), shelf);
    }

    /** What a folder lacks, and about how long it takes. */
    public WorkPlan left(Path folder) {
        AnswerStore store = answers(folder);
        List<Task> left =
                tasks().stream().filter(task -> !store.has(task.learnt())).toList();
        return WorkPlan.of(left, this, folder, new Workers(plan.workers()));
    }

    /** Does what is not done yet, and keeps it in the folder; as many tasks at once as the plan has workers. */
    public Answers run(Path folder, Progress progress) {
        AnswerStore store = answers(folder);
        Networks networks = new Networks(folder.resolve("models"));
        List<Task> tasks = tasks();
        progress.start("Study", tasks.size());
        new Workers(plan.workers()).each(tasks, task -> {
            if (!store.has(task.learnt())) {
                progress.note(note(task.learnt()));
                keep(task, store, networks);
            }
            progress.step(1);
        });
        progress.done();
        return store;
    }

    private String note(AnswerStore.Learnt learnt) {
        return String.format(
                Locale.ROOT,
                "%s, trained %s, fold %d/%d",
                learnt.entrant(),
                learnt.train().word(),
                learnt.fold() + 1,
                gaps.folds());
    }

    private void keep(Task task, AnswerStore store, Networks networks) {
        Spending spending = new Spending();
        boolean alone = plan.workers() == 1;
        if (alone) {
            PeakMemory.forget();
        }
        long begun = System.nanoTime();
        Lesson lesson = lesson(task.learnt(), new BundleShelf(networks, spending));
        try (Predictor predictor = task.method().learn(lesson)) {
            spending.whole((System.nanoTime() - begun) / NANOS);
            long asked = System.nanoTime();
            Said said = store.ask(predictor, task.learnt().fold(), Progress.silent());
            double millis = (System.nanoTime() - asked) / (NANOS / 1000) / Math.max(1, said.size());
            // The peak is the whole process's: beside other work it would tell nothing of this method.
            OptionalDouble peak = alone ? PeakMemory.megabytes() : OptionalDouble.empty();
            store.keep(task.learnt(), said, spending.cost(millis, peak));
        }
    }
}
