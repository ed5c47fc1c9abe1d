package org.gapwise.data.simulate.mimic;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * One image of a study.
 *
 * @param view as ViewPosition writes it; empty when the machine wrote none
 * @param seed number of the picture among all of its patient's studies, for the noise
 */
record Picture(String dicom, String path, String view, LocalDateTime time, long seed) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");

    /** Below MIMIC-CXR's folder; {@code path} is below MIMIC-CXR-JPG's. */
    String dicomPath() {
        return path.replaceFirst("[.]jpg$", ".dcm");
    }

    boolean isFrontal() {
        return view.equals("PA") || view.equals("AP");
    }

    /** YYYYMMDD. */
    String date() {
        return DATE.format(time);
    }

    /** HHMMSS.fff as a number: leading zeros are lost. */
    String clock() {
        long whole = time.getHour() * 10_000L + time.getMinute() * 100L + time.getSecond();
        int millis = time.getNano() / 1_000_000;
        return whole + "." + (millis == 0 ? "0" : String.format("%03d", millis));
    }

    String viewMeaning() {
        return switch (view) {
            case "PA" -> "postero-anterior";
            case "AP" -> "antero-posterior";
            case "LATERAL" -> "lateral";
            case "LL" -> "left lateral";
            default -> "";
        };
    }
}
