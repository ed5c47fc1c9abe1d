package org.gapwise.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gapwise.core.cohort.Part;
import org.gapwise.data.audit.Audit;
import org.gapwise.data.audit.Finding;
import org.gapwise.data.audit.Kind;
import org.gapwise.data.audit.Severity;
import org.gapwise.data.audit.Telling;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.report.ProblemsSection;
import org.gapwise.evaluate.report.Report;
import org.gapwise.evaluate.report.Section;
import org.gapwise.evaluate.report.TableSection;
import org.gapwise.evaluate.report.TextSection;

/** An audit as text, and as a page. */
final class AuditPage {

    private static final int STRONGEST = 20;

    private AuditPage() {}

    static Report of(Audit audit) {
        List<Section> sections = new ArrayList<>();
        sections.add(problems("errors", "Must be mended", audit.findings(Severity.ERROR)));
        sections.add(problems("warnings", "Worth a look", audit.findings(Severity.WARNING)));
        sections.add(new TableSection(
                "checks",
                "What was looked for",
                "What was found stands above; what was not found is not proven absent.",
                "Checks",
                List.of("Check", "Found", "Not looked for, because"),
                checks(audit),
                Set.of(0, 2)));
        sections.add(new TableSection(
                "features",
                "What single features tell",
                "AUROC of one feature alone. A real measurement rarely gets beyond 0.9; the answer in another form"
                        + " does.",
                "The " + Math.min(STRONGEST, audit.telling().size()) + " best by the lower end of their interval",
                List.of("Feature", "Target", "By", "AUROC", "Interval", "Cases"),
                audit.telling().stream()
                        .limit(STRONGEST)
                        .map(AuditPage::telling)
                        .toList(),
                Set.of(0, 1, 2)));
        sections.add(new TextSection("reading", "How to read this page", "", reading()));
        return Report.of(
                "What could make figures false",
                String.format(
                        Locale.ROOT,
                        "%,d cases of %,d groups; parts by %s: %s. %s",
                        audit.cases(),
                        audit.groups(),
                        audit.division().isEmpty() ? "nobody" : audit.division(),
                        parts(audit),
                        verdict(audit)),
                sections);
    }

    private static List<String> reading() {
        return List.of(
                "An error means that the data must not be used as they are: mend the table or the schema and audit"
                        + " again.",
                "A warning is for a person to decide. A feature may tell a label well because medicine is like that.",
                "Pictures are compared by a perceptual hash: copies that were scaled, compressed or brightened are"
                        + " found, copies that were turned or cropped are not.",
                "Intervals take the cases of one patient as one. Rows are named by number, never by key.");
    }

    private static ProblemsSection problems(String id, String title, List<Finding> findings) {
        return new ProblemsSection(
                id, title, findings.stream().map(Finding::problem).toList());
    }

    private static List<List<String>> checks(Audit audit) {
        return Arrays.stream(Kind.values())
                .map(kind -> List.of(
                        kind.title(),
                        audit.skipped().containsKey(kind) ? "" : String.valueOf(count(audit, kind)),
                        audit.skipped().getOrDefault(kind, "")))
                .toList();
    }

    private static long count(Audit audit, Kind kind) {
        return audit.findings().stream().filter(f -> f.kind() == kind).count();
    }

    private static List<String> telling(Telling one) {
        return List.of(
                one.feature(),
                one.target(),
                one.gap() ? "absence" : "value",
                Figures.value(one.auroc()),
                Figures.interval(one.auroc()),
                Figures.count(one.auroc().n()));
    }

    private static String parts(Audit audit) {
        List<String> parts = new ArrayList<>();
        for (Part part : Part.values()) {
            parts.add(String.format(
                    Locale.ROOT, "%s %,d", part.word(), audit.parts().getOrDefault(part, 0)));
        }
        return String.join(", ", parts);
    }

    private static String verdict(Audit audit) {
        return audit.usable() ? "No error was found." : "The data must not be used as they are.";
    }

    static String text(Audit audit) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%d cases of %d groups; parts by %s: %s%n",
                audit.cases(),
                audit.groups(),
                audit.division(),
                parts(audit)));
        for (Finding finding : audit.findings()) {
            text.append(String.format(
                    "%n%-8s %s%n         %s%n         %s%n         %s%n",
                    finding.severity().word(),
                    finding.kind().word(),
                    finding.problem().what(),
                    finding.problem().where(),
                    finding.problem().fix()));
        }
        return text.append('\n').append(verdict(audit)).toString();
    }
}
