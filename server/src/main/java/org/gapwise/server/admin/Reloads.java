package org.gapwise.server.admin;

import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import org.gapwise.core.Problem;
import org.gapwise.server.model.ModelName;
import org.gapwise.server.model.Models;
import org.gapwise.server.model.Models.Reload;
import org.gapwise.server.watch.JsonLog;
import org.gapwise.server.watch.Metrics;

/** Reloads models when their folders change, and says what came of it. */
public final class Reloads implements AutoCloseable {

    private static final long PAUSE_MILLIS = 2000;

    private final Models models;
    private final JsonLog log;
    private final Metrics metrics;
    private final Timer timer = new Timer("reload", true);
    private List<Problem> said = List.of();

    public Reloads(Models models, JsonLog log, Metrics metrics) {
        this.models = models;
        this.log = log;
        this.metrics = metrics;
    }

    /** Looks at the folders every few seconds from now on. */
    public void watch() {
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        look();
                    }
                },
                PAUSE_MILLIS,
                PAUSE_MILLIS);
    }

    /** Opens now what has changed, and tries what could not be opened. What has been said of it is not said again. */
    public synchronized Reload now() {
        return told(models.reload());
    }

    /** The same, but for what could not be opened and is as it was then; goes on whatever happens. */
    synchronized void look() {
        try {
            told(models.follow());
        } catch (RuntimeException e) {
            // A bug of ours must not end the looking.
            log.broke("reload", e);
            metrics.broke("reload", e);
        }
    }

    private Reload told(Reload reload) {
        if (reload.changed()) {
            metrics.reloaded("changed");
            log.event("reload", Map.of("opened", names(reload.opened()), "closed", names(reload.closed())));
        }
        if (!reload.failed().equals(said) && !reload.failed().isEmpty()) {
            metrics.reloaded("failed");
            log.failed(reload.failed());
        }
        said = reload.failed();
        return reload;
    }

    static List<String> names(List<ModelName> names) {
        return names.stream().map(ModelName::toString).toList();
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
