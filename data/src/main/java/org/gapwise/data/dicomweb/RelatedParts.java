package org.gapwise.data.dicomweb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a multipart/related body (RFC 2387, in the grammar of RFC 2046, 5.1.1). A delimiter is a line of its own:
 * bytes that merely begin like one belong to the part. A length that a part announces must be its length.
 */
final class RelatedParts {

    /** A body that is not what it should be. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /** A part: its headers by small names, and its bytes. */
    record Part(Map<String, String> headers, byte[] content) {}

    private static final int MOST_PARTS = 16;
    private static final int LONGEST_HEAD = 8192;
    private static final Pattern TYPE = Pattern.compile("(?i)\\s*multipart/related\\s*(;.*)");
    private static final Pattern PARAMETER =
            Pattern.compile("\\G\\s*;\\s*([A-Za-z0-9-]{1,32})\\s*=\\s*(?:\"([^\"\\\\]{0,200})\"|([^\\s;\"]{1,200}))");
    private static final Pattern BOUNDARY = Pattern.compile("[A-Za-z0-9'()+_,./:=? -]{0,69}[A-Za-z0-9'()+_,./:=?-]");

    private final byte[] body;
    private final byte[] delimiter;

    private RelatedParts(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }

    /** The parts in their order; at least one. */
    static List<Part> of(String contentType, byte[] body) throws Malformed {
        return new RelatedParts(body, boundary(contentType)).parts();
    }

    static String boundary(String contentType) throws Malformed {
        Matcher type = TYPE.matcher(contentType);
        if (!type.matches()) {
            throw new Malformed("it is not multipart/related.");
        }
        List<String> found = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(type.group(1));
        int end = 0;
        while (parameter.find()) {
            end = parameter.end();
            if (parameter.group(1).equalsIgnoreCase("boundary")) {
                found.add(parameter.group(2) == null ? parameter.group(3) : parameter.group(2));
            }
        }
        if (found.size() != 1
                || !BOUNDARY.matcher(found.get(0)).matches()
                || !type.group(1).substring(end).isBlank()) {
            throw new Malformed("it does not name one boundary.");
        }
        return found.get(0);
    }

    private List<Part> parts() throws Malformed {
        List<Part> parts = new ArrayList<>();
        // The first delimiter may stand at the very beginning, without its line break.
        int at = first();
        while (true) {
            int line = at + delimiter.length;
            if (starts(line, "--")) {
                if (parts.isEmpty()) {
                    throw new Malformed("it has no part.");
                }
                return parts;
            }
            if (parts.size() == MOST_PARTS) {
                throw new Malformed("it has more than " + MOST_PARTS + " parts.");
            }
            int from = afterLine(line);
            at = next(from - 2);
            if (at < 0) {
                throw new Malformed("a part is cut off.");
            }
            parts.add(part(from, at));
        }
    }

    private int first() throws Malformed {
        int bare = delimiter.length - 2;
        boolean begins = body.length >= bare
                && Arrays.equals(body, 0, bare, delimiter, 2, delimiter.length)
                && (starts(bare, "--") || afterLine(bare) > 0);
        int at = begins ? -2 : next(0);
        if (!begins && at < 0) {
            throw new Malformed("it has no part.");
        }
        return at;
    }

    /** Where the next delimiter that is a line of its own begins, its line break among it; -1 when there is none. */
    private int next(int from) {
        for (int i = Math.max(0, from); i + delimiter.length <= body.length; i++) {
            if (body[i] == '\r' && Arrays.equals(body, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                int line = i + delimiter.length;
                if (starts(line, "--") || afterLine(line) > 0) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Where the line after blanks and a line break begins; 0 when something else stands there. */
    private int afterLine(int from) {
        int at = from;
        while (at < body.length && (body[at] == ' ' || body[at] == '\t')) {
            at++;
        }
        return starts(at, "\r\n") ? at + 2 : 0;
    }

    private boolean starts(int at, String with) {
        byte[] bytes = with.getBytes(StandardCharsets.US_ASCII);
        return at + bytes.length <= body.length && Arrays.equals(body, at, at + bytes.length, bytes, 0, bytes.length);
    }

    private Part part(int from, int to) throws Malformed {
        Map<String, String> headers = new HashMap<>();
        int at = from;
        while (!starts(at, "\r\n")) {
            int end = at;
            while (end < to && !starts(end, "\r\n")) {
                end++;
            }
            if (end >= to || end - from > LONGEST_HEAD) {
                throw new Malformed("a part has no proper head.");
            }
            header(new String(body, at, end - at, StandardCharsets.ISO_8859_1), headers);
            at = end + 2;
        }
        int content = at + 2;
        if (content > to) {
            throw new Malformed("a part has no proper head.");
        }
        String encoding = headers.getOrDefault("content-transfer-encoding", "binary");
        String length = headers.getOrDefault("content-length", String.valueOf(to - content));
        if (!List.of("binary", "8bit", "7bit").contains(encoding.toLowerCase(Locale.ROOT))) {
            throw new Malformed("a part is encoded.");
        }
        if (!length.equals(String.valueOf(to - content))) {
            throw new Malformed("a part has not the length it announces.");
        }
        return new Part(headers, Arrays.copyOfRange(body, content, to));
    }

    private static void header(String line, Map<String, String> headers) throws Malformed {
        int colon = line.indexOf(':');
        if (colon < 1
                || headers.put(
                                line.substring(0, colon).toLowerCase(Locale.ROOT),
                                line.substring(colon + 1).strip())
                        != null) {
            throw new Malformed("a part has a header that is none, or is there twice.");
        }
    }
}
