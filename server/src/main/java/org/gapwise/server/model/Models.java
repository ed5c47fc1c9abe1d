package org.gapwise.server.model;

import java.io.Closeable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.gapwise.core.BundleException;
import org.gapwise.core.GapwiseException;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.monitor.PredictionLog;
import org.gapwise.core.predict.Prediction;

/** Which models are served now. Requests borrow; a reload replaces without anyone noticing. */
public final class Models implements Closeable {

    /** Versions are numbers; the highest answers when none is named. */
    private static final Comparator<Served> NEWEST =
            Comparator.comparingLong(served -> Long.parseLong(served.name().version()));

    private final List<ModelFolder> folders;
    private final ModelOpener opener;
    private final Batchers batchers;
    private final AtomicReference<Map<ModelName, Served>> serving = new AtomicReference<>(Map.of());
    private final Map<ModelName, Broken> broken = new HashMap<>();

    /** What could not be opened, and how its folder was then. */
    private record Broken(FolderState state, List<Problem> problems) {}

    /** Puts a predictor behind a batcher. */
    @FunctionalInterface
    public interface Batchers {
        Batcher of(ModelName name, OpenModel model);

        /** Who is told of the answers that people asked for; of those that were only tried out nobody is. */
        default BiConsumer<List<Case>, List<Prediction>> notes(ModelName name, OpenModel model) {
            return (cases, answers) -> {};
        }

        /** The log in which their answers are noted, if there is one. */
        default Optional<PredictionLog> log() {
            return Optional.empty();
        }
    }

    private Models(List<ModelFolder> folders, ModelOpener opener, Batchers batchers) {
        this.folders = List.copyOf(folders);
        this.opener = opener;
        this.batchers = batchers;
    }

    /** Opens all models; the first that cannot be opened is thrown. */
    public static Models open(List<ModelFolder> folders, ModelOpener opener, Batchers batchers) {
        Models models = new Models(folders, opener, batchers);
        Reload reload = models.reload();
        if (!reload.failed().isEmpty()) {
            models.close();
            throw new BundleException(reload.failed());
        }
        return models;
    }

    /**
     * What a reload did.
     *
     * @param opened that are new or have changed
     * @param closed that are no longer there, or were replaced
     * @param failed why others could not be opened; what was served under their names still is
     */
    public record Reload(List<ModelName> opened, List<ModelName> closed, List<Problem> failed) {

        public boolean changed() {
            return !opened.isEmpty() || !closed.isEmpty();
        }
    }

    /**
     * Looks at the folders again and opens what has changed, and what could not be opened once more. Requests go on
     * meanwhile.
     */
    public synchronized Reload reload() {
        broken.clear();
        return follow();
    }

    /** As {@link #reload}, but what could not be opened is tried again only once something in its folder has changed. */
    public synchronized Reload follow() {
        Map<ModelName, Served> before = serving.get();
        Map<ModelName, Served> now = new LinkedHashMap<>();
        List<Problem> failed = new ArrayList<>();
        List<RuntimeException> bugs = new ArrayList<>();
        Set<ModelName> seen = new HashSet<>();
        for (ModelFolder folder : folders) {
            try {
                folder.versions(opener).forEach((name, path) -> {
                    seen.add(name);
                    Optional<Served> old = Optional.ofNullable(before.get(name));
                    current(name, path, old, failed, bugs).ifPresent(served -> now.put(name, served));
                });
            } catch (GapwiseException e) {
                failed.addAll(e.problems());
            }
        }
        keepVanished(before, now);
        serving.set(now);
        List<ModelName> opened = names(now, before);
        List<ModelName> closed = names(before, now);
        broken.keySet().removeIf(name -> !seen.contains(name));
        before.values().stream().filter(old -> now.get(old.name()) != old).forEach(Served::giveBack);
        if (!bugs.isEmpty()) {
            // Only now: a fault with one model must not keep the others from being followed.
            throw bugs.get(0);
        }
        return new Reload(opened, closed, failed);
    }

    /** What is served in some models and not, or not the same, in others. */
    private static List<ModelName> names(Map<ModelName, Served> some, Map<ModelName, Served> others) {
        return some.values().stream()
                .filter(served -> others.get(served.name()) != served)
                .map(Served::name)
                .toList();
    }

    /**
     * The model as it is in its folder; what was served before where it has not changed or cannot be opened.
     *
     * @param failed gets why it cannot be opened
     * @param bugs gets a fault of ours
     */
    private Optional<Served> current(
            ModelName name, Path folder, Optional<Served> old, List<Problem> failed, List<RuntimeException> bugs) {
        FolderState state = FolderState.of(folder);
        Broken before = broken.get(name);
        if (before != null && before.state().equals(state)) {
            failed.addAll(before.problems());
            return old;
        }
        broken.remove(name);
        try {
            if (old.isPresent() && old.get().fingerprint().equals(opener.fingerprint(folder))) {
                return old;
            }
            OpenModel model = opener.open(folder);
            return Optional.of(new Served(name, model, batchers.of(name, model), batchers.notes(name, model)));
        } catch (GapwiseException e) {
            return remembered(name, new Broken(state, e.problems()), failed, old);
        } catch (UncheckedIOException e) {
            Problem problem = new Problem(
                    "the model cannot be read.", folder.toString(), "Check that every file of it may be read.");
            return remembered(name, new Broken(state, List.of(problem)), failed, old);
        } catch (RuntimeException e) {
            bugs.add(e);
            Problem problem = new Problem(
                    "the model cannot be opened (" + e.getClass().getSimpleName() + ").",
                    folder.toString(),
                    "Report this; the log has more.");
            return remembered(name, new Broken(state, List.of(problem)), failed, old);
        }
    }

    private Optional<Served> remembered(ModelName name, Broken now, List<Problem> failed, Optional<Served> old) {
        broken.put(name, now);
        failed.addAll(now.problems());
        return old;
    }

    /** A model whose folder is gone altogether is more likely being replaced than withdrawn: its last version stays. */
    private void keepVanished(Map<ModelName, Served> before, Map<ModelName, Served> now) {
        for (ModelFolder folder : folders) {
            if (now.keySet().stream().noneMatch(name -> name.name().equals(folder.name()))) {
                newest(before, folder.name()).ifPresent(kept -> now.put(kept.name(), kept));
            }
        }
    }

    private static Optional<Served> newest(Map<ModelName, Served> models, String name) {
        return models.values().stream()
                .filter(served -> served.name().name().equals(name))
                .max(NEWEST);
    }

    /** What is served, in the order of the folders. */
    public List<Served> list() {
        return List.copyOf(serving.get().values());
    }

    /** The log in which all answers are noted, if there is one. */
    public Optional<PredictionLog> log() {
        return batchers.log();
    }

    /** The model that answers when none is named. */
    public String usual() {
        return folders.get(0).name();
    }

    /** Borrows a model; of no version named the newest. Empty when there is none. */
    public Optional<Lease> borrow(String name, Optional<String> version) {
        while (true) {
            Map<ModelName, Served> models = serving.get();
            Optional<Served> found = version.isPresent()
                    ? Optional.ofNullable(models.get(new ModelName(name, version.get())))
                    : newest(models, name);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            // It may have been replaced since: then its successor is in the catalogue by now.
            if (found.get().borrow()) {
                return found.map(Lease::new);
            }
        }
    }

    @Override
    public synchronized void close() {
        serving.getAndSet(Map.of()).values().forEach(Served::giveBack);
    }
}
