package org.gapwise.data.draft;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gapwise.core.schema.Categorical;
import org.gapwise.data.table.Cell;

/**
 * One column as a feature, or why it is not one.
 *
 * @param entry what stands between the braces of its line; empty when it is left out
 * @param missing texts of this column that mean "nothing", beyond the usual ones
 */
record FeatureDraft(String column, Optional<String> entry, String remark, List<String> missing) {

    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d{1,2}(-\\d{1,2})?([ T].*)?|\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4}( .*)?|"
                    + "(?i)([a-z]+ )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?( \\d{1,2},?)? \\d{4}|"
                    + "(?i)\\d{1,2}[ -](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]\\d{2,4}");
    private static final Pattern DATE_NAME =
            Pattern.compile("(?i)(.*[ _])?(date|datetime|time|timestamp|year)([ _].*)?");
    private static final Pattern IDENTIFIER =
            Pattern.compile("(?i:(.*[ _.])?id|(hospital|site|ward|unit|center|centre|stay|visit|record)id)|.*[a-z]ID");
    private static final Pattern FOLLOW_UP =
            Pattern.compile("(?i)time|(d|fu|follow.?up|survival|os)[ _.]?(time|days|months|years)");
    private static final int MOST_CODES = 5;
    private static final int MOST_HALVES = 3;
    private static final double LARGE_CODE = 20;
    private static final int MOST_LEVELS = 40;
    private static final int FEW = 8;
    private static final double LONG = 40;

    static FeatureDraft of(Profile column) {
        if (column.filled() == 0) {
            return out(column, "every cell is empty");
        }
        if (column.distinct() == 1) {
            return out(
                    column,
                    "always " + shown(column.counts().keySet().iterator().next()) + " where it is given");
        }
        long dates = column.counts().keySet().stream()
                .filter(text -> DATE.matcher(text).matches())
                .count();
        if (2 * dates > column.distinct()) {
            return out(column, "dates: derive a number from them (an age, days since ...) if they matter");
        }
        boolean numeric = column.rowsOf(column.words()) <= 0.05 * column.filled()
                && column.words().size() <= FEW;
        return numeric ? numeric(column) : text(column);
    }

    private static FeatureDraft numeric(Profile column) {
        double[] numbers = column.numbers();
        boolean whole = column.wholeNumbers();
        boolean unique = column.distinct() == column.filled() && whole && column.filled() >= 20;
        if (unique) {
            return out(column, "a different whole number in every row: looks like an identifier");
        }
        if (looksLikeCodes(column, whole)) {
            List<String> levels = column.counts().keySet().stream()
                    .filter(text -> Cell.number(text).isPresent())
                    .sorted(Comparator.comparingDouble(text -> Cell.number(text).orElse(0)))
                    .toList();
            FeatureDraft codes = categorical(column, levels);
            return column.distinct() == 2
                    ? codes
                    : codes.remarked("few numbers, taken as codes: numeric, if they are amounts;");
        }
        if (whole && IDENTIFIER.matcher(column.name()).matches()) {
            return out(column, "numbers of somebody or something: they do not carry over to new cases");
        }
        if (FOLLOW_UP.matcher(column.name()).matches()) {
            return out(column, "by its name a time until something happens: it is not known before the outcome");
        }
        Optional<Quantity> known = Quantity.of(column.name(), numbers);
        String unit = known.map(q -> ", unit = " + TomlText.quoted(q.unit()) + ", range = [" + number(q.low()) + ", "
                        + number(q.high()) + "]")
                .orElse("");
        String remark = (known.isPresent() ? "unit and range by its name, check them; " : "unit unknown; ")
                + "seen " + number(numbers[0]) + " to " + number(numbers[numbers.length - 1]) + ", "
                + column.missingShare()
                + (whole && column.distinct() <= FEW ? "; few whole numbers: categorical, if they are codes" : "")
                + (DATE_NAME.matcher(column.name()).matches() ? "; a time? It may not carry over to new cases" : "")
                + sentinel(numbers);
        return new FeatureDraft(
                column.name(),
                Optional.of("name = " + TomlText.quoted(column.name()) + ", kind = \"numeric\"" + unit),
                remark + words(column),
                concat(column.unusualMissing(), column.words()));
    }

    /** Two different numbers, three of which some may be halves, or up to five whole ones. */
    private static boolean looksLikeCodes(Profile column, boolean whole) {
        int numbers = column.distinct() - column.words().size();
        boolean few = numbers <= (whole ? MOST_CODES : MOST_HALVES);
        boolean pair = numbers == 2 && column.words().isEmpty();
        return pair || few && Arrays.stream(column.numbers()).allMatch(x -> x >= 0 && x < LARGE_CODE);
    }

    private static String words(Profile column) {
        return column.words().isEmpty()
                ? ""
                : "; no numbers, taken as missing: "
                        + column.words().stream().map(FeatureDraft::shown).collect(Collectors.joining(", "));
    }

    /** Values such as -999 that often stand for "missing": far outside of all others and more than once there. */
    private static String sentinel(double[] numbers) {
        for (double code : new double[] {-1, -9, -99, -999, -9999, 99, 999, 9999}) {
            long count = Arrays.stream(numbers).filter(x -> x == code).count();
            boolean end = numbers[0] == code || numbers[numbers.length - 1] == code;
            double[] others = Arrays.stream(numbers).filter(x -> x != code).toArray();
            if (count >= 2 && end && others.length > 0) {
                double span = others[others.length - 1] - others[0];
                double gap = code < others[0] ? others[0] - code : code - others[others.length - 1];
                if (gap > span || code < 0 && others[0] >= 0) {
                    return "; " + count + " cells are " + number(code) + ": add it to `missing` if it means that";
                }
            }
        }
        return "";
    }

    private static FeatureDraft text(Profile column) {
        if (column.distinct() == column.filled() && column.filled() >= 20) {
            return out(column, "a different text in every row: an identifier or free text");
        }
        if (column.meanLength() > LONG || column.distinct() > MOST_LEVELS && 5 * column.distinct() > column.filled()) {
            return out(column, column.distinct() + " different texts: free text is not read");
        }
        List<String> levels = column.counts().keySet().stream()
                .filter(text -> column.counts().getOrDefault(text, 0) >= 2)
                .limit(MOST_LEVELS)
                .toList();
        return levels.isEmpty() ? out(column, "no text stands there twice") : categorical(column, levels);
    }

    private static FeatureDraft categorical(Profile column, List<String> levels) {
        List<String> listed = levels.stream()
                .filter(level -> !level.equals(Categorical.OTHER))
                .toList();
        if (listed.isEmpty()) {
            return out(column, "only \"other\" is given");
        }
        int rare = column.filled() - column.rowsOf(listed);
        String counts = listed.stream()
                .limit(FEW)
                .map(level -> String.valueOf(column.counts().get(level)))
                .collect(Collectors.joining(", "));
        return new FeatureDraft(
                column.name(),
                Optional.of("name = " + TomlText.quoted(column.name()) + ", kind = \"categorical\", levels = "
                        + TomlText.list(listed)),
                "rows: " + counts + (listed.size() > FEW ? ", ..." : "") + ", " + column.missingShare()
                        + (rare > 0 ? "; " + rare + " rows with rarer texts become \"other\"" : ""),
                column.unusualMissing());
    }

    private static FeatureDraft out(Profile column, String why) {
        return new FeatureDraft(column.name(), Optional.empty(), why, List.of());
    }

    boolean isCategorical() {
        return entry.filter(text -> text.contains("kind = \"categorical\"")).isPresent();
    }

    FeatureDraft leftOut(String why) {
        return new FeatureDraft(column, Optional.empty(), why, List.of());
    }

    FeatureDraft remarked(String more) {
        return new FeatureDraft(column, entry, more + " " + remark, missing);
    }

    private static String shown(String text) {
        return "\"" + (text.length() > LONG ? text.substring(0, (int) LONG) + "..." : text) + "\"";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
