package org.gapwise.data.simulate;

import java.util.Arrays;
import org.gapwise.core.Seeds;

/** Where in a simulated radiograph a finding shows: what changes when its signs do. */
public final class Places {

    /** Grey levels by which a pixel must change. */
    private static final int SEEN = 12;

    private Places() {}

    /**
     * @param label one of the simulator's findings
     * @param size pixels of a side
     * @return [size * size], row by row; nothing for a label that no sign shows
     */
    public static boolean[] of(String label, int size) {
        Hospital hospital = StandardHospital.create();
        double[] quiet = new double[Look.COUNT];
        double[] shown = new double[Look.COUNT];
        Arrays.fill(quiet, 0.1);
        for (int i = 0; i < shown.length; i++) {
            shown[i] = hospital.signs().get(i).shows(label) ? 0.9 : quiet[i];
        }
        byte[] before = Radiograph.pixels(quiet, size, Seeds.of(1, "places"));
        byte[] after = Radiograph.pixels(shown, size, Seeds.of(1, "places"));
        boolean[] place = new boolean[size * size];
        for (int i = 0; i < place.length; i++) {
            place[i] = Math.abs((before[i] & 0xff) - (after[i] & 0xff)) >= SEEN;
        }
        return place;
    }
}
