package org.gapwise.data.fhir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads lines as bytes, and none into memory that is too long to be a resource. */
final class LineReader {

    static final int LONGEST = 64 << 20;
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private byte[] text = {};
    private int from;
    private int end;
    private long number;
    private boolean tooLong;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Goes on to the next line; the last one needs no end. */
    boolean next() throws IOException {
        line.reset();
        tooLong = false;
        boolean any = false;
        while (from < end || fill()) {
            any = true;
            int at = from;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            keep(at - from);
            from = at;
            if (at < end) {
                from++;
                break;
            }
        }
        number += any ? 1 : 0;
        text = line.toByteArray();
        return any;
    }

    private boolean fill() throws IOException {
        from = 0;
        end = Math.max(0, in.read(buffer, 0, BUFFER));
        return end > 0;
    }

    private void keep(int length) {
        if (line.size() + length > LONGEST) {
            tooLong = true;
            line.reset();
        } else if (!tooLong) {
            line.write(buffer, from, length);
        }
    }

    /** Of the line, from 1. */
    long number() {
        return number;
    }

    boolean isTooLong() {
        return tooLong;
    }

    boolean isBlank() {
        for (byte b : text) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The line without its end; nothing of one that is too long. */
    byte[] line() {
        return text;
    }
}
