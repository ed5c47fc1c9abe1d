package org.gapwise.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.monitor.Census;
import org.gapwise.core.monitor.ModelId;
import org.gapwise.evaluate.monitor.Drift;
import org.gapwise.evaluate.monitor.Kind;
import org.gapwise.evaluate.monitor.Watched;
import org.gapwise.evaluate.monitor.Window;
import org.junit.jupiter.api.Test;

class CourseSectionTest {

    @Test
    void everyTargetThatIsDrawnHasAColorOfItsOwnAndOthersAreNotNamed() {
        Html out = new Html();
        new CourseSection(watched(8), Kind.MEAN, "answers").body(out);
        String html = out.page();
        List<String> styles = Pattern.compile("class=\"line (s\\d)\"")
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(styles).hasSize(6).doesNotHaveDuplicates();
        assertThat(html).contains("finding 5").doesNotContain("finding 6").contains("Only those that moved most");
    }

    /** Targets that moved less the later they come. */
    private static Watched watched(int targets) {
        Census nobody = new Census(0, Map.of(), Map.of(), Map.of());
        List<Drift> drifts = IntStream.range(0, targets)
                .mapToObj(t -> new Drift(
                        Kind.MEAN,
                        "finding " + t,
                        OptionalDouble.of(0.3),
                        OptionalDouble.of(0.4),
                        Estimate.of(0.1, 100),
                        OptionalDouble.of(0.01 * (t + 1)),
                        OptionalDouble.empty()))
                .toList();
        Window window = new Window(1, 100, "2026-11-01T08", "2026-11-01T09", nobody, drifts);
        return new Watched(new ModelId("m", "1", "ab"), Map.of(), "training", nobody, List.of(window), 0);
    }
}
