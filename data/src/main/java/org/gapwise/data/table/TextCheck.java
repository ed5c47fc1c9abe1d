package org.gapwise.data.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.IntConsumer;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;

/**
 * Reads a text table once as bytes, to the end: the gzip checksum, UTF-8, no zero bytes, no endless line. Only then is
 * it parsed, so that a parser's message is never about bytes that the file's author did not write.
 */
final class TextCheck {

    /** Opens the text, unpacked. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    private final String file;
    private final TableLimits limits;
    private final IntConsumer reader;
    private final Findings findings = new Findings();
    private long line = 1;
    private long inLine;
    private long bytes;
    private boolean afterReturn;
    /** Continuation bytes that UTF-8 still owes, and the bounds of the next one. */
    private int owed;

    private int low = 0x80;
    private int high = 0xBF;
    private long badLine;

    private TextCheck(String file, TableLimits limits, IntConsumer reader) {
        this.file = file;
        this.limits = limits;
        this.reader = reader;
    }

    static void run(TableFile file, TableLimits limits) {
        run(file, limits, () -> file.text(limits), each -> {});
    }

    /** @param reader gets every byte on the way */
    static void run(TableFile file, TableLimits limits, Opening text, IntConsumer reader) {
        String name = file.path().toString();
        TextCheck check = new TextCheck(name, limits, reader);
        try (InputStream in = text.open()) {
            check.scan(in);
        } catch (IOException e) {
            throw new DataException(
                    file.isGzip() ? "the gzip file is not whole: " + e.getMessage() + "." : "the file cannot be read.",
                    name,
                    "Fetch or write the file again.");
        }
        List<Problem> problems = check.findings.list();
        if (!problems.isEmpty()) {
            throw new DataException(problems);
        }
    }

    private void scan(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (bytes == 0 && n >= 2 && isUtf16(buffer)) {
                throw new DataException("the text is UTF-16.", file, "Save it as UTF-8 (\"CSV UTF-8\").");
            }
            bytes += n;
            for (int i = 0; i < n; i++) {
                accept(buffer[i] & 0xFF);
                reader.accept(buffer[i] & 0xFF);
            }
        }
        if (owed > 0) {
            notUtf8();
        }
        if (bytes == 0) {
            findings.add(new Problem("the file is empty.", file, "It needs a header line with the column names."));
        }
    }

    private static boolean isUtf16(byte[] start) {
        return start[0] == (byte) 0xFF && start[1] == (byte) 0xFE || start[0] == (byte) 0xFE && start[1] == (byte) 0xFF;
    }

    private void accept(int b) {
        utf8(b);
        if (b == '\n' && afterReturn) {
            afterReturn = false;
            return;
        }
        afterReturn = b == '\r';
        if (b == '\n' || b == '\r') {
            line++;
            inLine = 0;
            return;
        }
        if (b == 0 && badLine != line) {
            badLine = line;
            found("holds a zero byte", "Remove it; the file may be damaged or not be text.");
        }
        inLine++;
        if (inLine > limits.line()) {
            throw new DataException(
                    "the line is longer than " + limits.line() + " bytes.",
                    file + ", line " + line,
                    "Check that the file is a table with one case a line.");
        }
    }

    /** The byte ranges of well-formed UTF-8, Unicode Standard table 3-7. */
    private void utf8(int b) {
        if (owed > 0) {
            if (b < low || b > high) {
                owed = 0;
                notUtf8();
                return;
            }
            low = 0x80;
            high = 0xBF;
            owed--;
            return;
        }
        if (b < 0x80) {
            return;
        }
        if (b < 0xC2 || b > 0xF4) {
            notUtf8();
            return;
        }
        owed = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    }

    private void notUtf8() {
        low = 0x80;
        high = 0xBF;
        if (badLine != line) {
            badLine = line;
            found("is not UTF-8", "Save the file as UTF-8 (\"CSV UTF-8\").");
        }
    }

    private void found(String what, String fix) {
        findings.add(file, new Problem("the text " + what + ".", file + ", line " + line, fix));
    }
}
