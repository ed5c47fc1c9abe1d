package org.gapwise.data.mimic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.gapwise.data.desk.Desk;

/** The items of d_items in which an ICU charts vital signs. What one is worth at the same minute stands in its place. */
final class ChartCatalogue {

    /**
     * A vital sign as it is charted.
     *
     * @param items the most trusted last: what an artery says before what a cuff says
     * @param units as chartevents writes them, in lower case; blank is the item's own
     */
    record Charted(Vital vital, List<Integer> items, List<String> units) {}

    static final List<Charted> ALL = List.of(
            charted("temperature", ",°c,°f,c,f,deg c,deg f", 226329, 223762, 223761),
            charted("heartrate", ",bpm", 220045),
            charted("resprate", ",insp/min,bpm", 224690, 220210),
            charted("o2sat", ",%", 220277),
            charted("sbp", ",mmhg", 220179, 225309, 220050),
            charted("dbp", ",mmhg", 220180, 225310, 220051),
            charted("mbp", ",mmhg", 220181, 225312, 220052));

    private ChartCatalogue() {}

    private static Charted charted(String vital, String units, Integer... items) {
        return new Charted(Vital.of(vital), List.of(items), Arrays.asList(units.split(",", -1)));
    }

    /** All items, for SQL. */
    static String items() {
        return ALL.stream()
                .flatMap(charted -> charted.items().stream())
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    /** Makes the tables {@code chart_item} and {@code chart_unit}; trust begins above that of the ED's tables. */
    static void tables(Desk desk, int trust) {
        List<String> items = new ArrayList<>();
        List<String> units = new ArrayList<>();
        for (Charted charted : ALL) {
            Vital vital = charted.vital();
            for (int i = 0; i < charted.items().size(); i++) {
                items.add("(" + charted.items().get(i) + ", " + Desk.text(vital.name()) + ", "
                        + vital.range().low() + ", " + vital.range().high() + ", " + (trust + i) + ")");
            }
            charted.units().forEach(unit -> units.add("(" + Desk.text(vital.name()) + ", " + Desk.text(unit) + ")"));
        }
        desk.run("CREATE TABLE chart_item AS FROM (VALUES " + String.join(", ", items)
                + ") t(itemid, feature, low, high, trust)");
        desk.run("CREATE TABLE chart_unit AS FROM (VALUES " + String.join(", ", units) + ") t(feature, unit)");
    }
}
