package org.gapwise.server.watch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.gapwise.core.monitor.PredictionLog;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.server.http.Observer;
import org.gapwise.server.http.Visit;
import org.gapwise.server.model.ModelName;

/**
 * Counts what is asked and what is missing, and writes it as Prometheus reads it (text format 0.0.4). Labels come from
 * routes and schemas alone.
 */
public final class Metrics implements Observer {

    private static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};
    private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64};
    private static final double NANOS = 1e9;

    private final Map<String, LongAdder> counters = new ConcurrentSkipListMap<>();
    private final Map<String, Histogram> histograms = new ConcurrentSkipListMap<>();
    private final List<PredictionLog> logs = new CopyOnWriteArrayList<>();

    /** Counts by upper bound, and the sum. */
    private static final class Histogram {
        private final double[] bounds;
        private final LongAdder[] counts;
        private final DoubleAdder sum = new DoubleAdder();

        Histogram(double[] bounds) {
            this.bounds = bounds;
            this.counts = new LongAdder[bounds.length + 1];
            Arrays.setAll(counts, i -> new LongAdder());
        }

        void add(double value) {
            int i = 0;
            while (i < bounds.length && value > bounds[i]) {
                i++;
            }
            counts[i].increment();
            sum.add(value);
        }
    }

    @Override
    public void answered(Visit visit) {
        String route = label("route", visit.route());
        count("gapwise_requests_total", route + "," + label("status", String.valueOf(visit.status())));
        observe("gapwise_request_seconds", route, SECONDS, visit.took().toNanos() / NANOS);
    }

    @Override
    public void broke(String route, Throwable failure) {
        count("gapwise_bugs_total", label("route", route));
    }

    @Override
    public void cut(int connections) {
        counter("gapwise_connections_cut_total", "").add(connections);
    }

    /** A model was asked about so many cases at a time. */
    public void batch(ModelName model, int cases) {
        observe("gapwise_batch_size", labels(model), SIZES, cases);
    }

    /** People were given these answers. */
    public void answers(ModelName model, Schema schema, Iterable<Prediction> predictions) {
        String name = labels(model);
        for (Prediction prediction : predictions) {
            prediction.used().forEach(input -> count("gapwise_inputs_used_total", name + "," + label("input", input)));
            prediction
                    .absent()
                    .forEach(input -> count("gapwise_inputs_absent_total", name + "," + label("input", input)));
            count("gapwise_patterns_total", name + "," + label("pattern", pattern(schema, prediction)));
        }
    }

    private static String labels(ModelName model) {
        return label("model", model.name()) + "," + label("version", model.version());
    }

    /** A reload ended so. */
    public void reloaded(String outcome) {
        count("gapwise_reloads_total", label("outcome", outcome));
    }

    /** What becomes of the log of predictions is told with the rest. */
    public void log(PredictionLog log) {
        logs.add(log);
    }

    /** The modalities of which anything was there. */
    private static String pattern(Schema schema, Prediction prediction) {
        String there = schema.modalities().stream()
                .filter(modality -> used(modality, prediction))
                .map(Modality::name)
                .collect(Collectors.joining("+"));
        return there.isEmpty() ? "nothing" : there;
    }

    private static boolean used(Modality modality, Prediction prediction) {
        return modality instanceof TableModality table
                ? table.features().stream()
                        .anyMatch(feature -> prediction.used().contains(feature.name()))
                : prediction.used().contains(modality.name());
    }

    private void count(String name, String labels) {
        counter(name, labels).increment();
    }

    private LongAdder counter(String name, String labels) {
        return counters.computeIfAbsent(labels.isEmpty() ? name : name + "{" + labels + "}", key -> new LongAdder());
    }

    private void observe(String name, String labels, double[] bounds, double value) {
        histograms
                .computeIfAbsent(name + "{" + labels, key -> new Histogram(bounds))
                .add(value);
    }

    private static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** All of it. */
    public String text() {
        StringBuilder out = new StringBuilder();
        Map<String, StringBuilder> families = new TreeMap<>();
        counters.forEach(
                (key, value) -> families.computeIfAbsent(key.replaceFirst("\\{.*", ""), name -> type(name, "counter"))
                        .append(key)
                        .append(' ')
                        .append(value.sum())
                        .append('\n'));
        histograms.forEach((key, value) -> {
            String name = key.substring(0, key.indexOf('{'));
            write(families.computeIfAbsent(name, each -> type(each, "histogram")), key, value);
        });
        families.values().forEach(out::append);
        for (PredictionLog log : logs) {
            out.append(type("gapwise_log_lines_total", "counter"))
                    .append("gapwise_log_lines_total ")
                    .append(log.state().written())
                    .append('\n')
                    .append(type("gapwise_log_lost_total", "counter"))
                    .append("gapwise_log_lost_total ")
                    .append(log.state().lost())
                    .append('\n');
        }
        return out.toString();
    }

    private static StringBuilder type(String name, String type) {
        return new StringBuilder("# TYPE " + name + " " + type + "\n");
    }

    private static void write(StringBuilder out, String key, Histogram histogram) {
        String name = key.substring(0, key.indexOf('{'));
        String labels = key.substring(key.indexOf('{') + 1);
        long total = 0;
        for (int i = 0; i < histogram.counts.length; i++) {
            total += histogram.counts[i].sum();
            String bound = i < histogram.bounds.length ? String.valueOf(histogram.bounds[i]) : "+Inf";
            out.append(String.format(Locale.ROOT, "%s_bucket{%s,le=\"%s\"} %d\n", name, labels, bound, total));
        }
        out.append(String.format(Locale.ROOT, "%s_sum{%s} %s\n", name, labels, histogram.sum.sum()));
        out.append(String.format(Locale.ROOT, "%s_count{%s} %d\n", name, labels, total));
    }
}
