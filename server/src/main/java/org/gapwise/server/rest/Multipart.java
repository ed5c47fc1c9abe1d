package org.gapwise.server.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gapwise.server.http.Refusal;

/**
 * The parts of a multipart/form-data body (RFC 7578). File names are not looked at: a part is known by its field's name.
 *
 * @param name of the field
 * @param content its bytes
 */
record Multipart(String name, byte[] content) {

    private static final int BAD_REQUEST = 400;
    private static final int MOST_PARTS = 64;
    private static final int LONGEST_HEAD = 4096;
    private static final byte[] END_OF_HEAD = ascii("\r\n\r\n");
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))");
    private static final Pattern NAME =
            Pattern.compile("(?i)content-disposition:\\s*form-data\\b[^\r\n]*?;\\s*name=\"([^\"\r\n]*)\"");

    /** The parts in their order; a body that is cut off or malformed is a {@link Refusal}. */
    static List<Multipart> parts(String contentType, byte[] body) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.find()) {
            throw broken("it names no boundary.");
        }
        byte[] delimiter = ascii("--" + Optional.ofNullable(matcher.group(1)).orElse(matcher.group(2)));
        byte[] next = ascii("\r\n" + new String(delimiter, StandardCharsets.ISO_8859_1));
        List<Multipart> parts = new ArrayList<>();
        int at = starts(body, 0, delimiter) ? 0 : find(body, next, 0) + 2;
        if (at < 2 && at != 0) {
            throw broken("it has no part.");
        }
        while (true) {
            at += delimiter.length;
            if (starts(body, at, ascii("--"))) {
                return parts;
            }
            int head = find(body, ascii("\r\n"), at);
            int end = head < 0 ? -1 : find(body, next, head);
            if (end < 0) {
                throw broken("a part is cut off.");
            }
            if (parts.size() == MOST_PARTS) {
                throw broken("it has more than " + MOST_PARTS + " parts.");
            }
            parts.add(part(body, head, end));
            at = end + 2;
        }
    }

    private static Multipart part(byte[] body, int from, int end) {
        int blank = find(body, END_OF_HEAD, from);
        if (blank < 0 || blank + END_OF_HEAD.length > end || blank - from > LONGEST_HEAD) {
            throw broken("a part has no proper head.");
        }
        String head = new String(body, from, blank - from, StandardCharsets.UTF_8);
        Matcher matcher = NAME.matcher(head);
        if (!matcher.find() || head.toLowerCase(Locale.ROOT).contains("content-transfer-encoding: base64")) {
            throw broken("a part has no field name, or is encoded.");
        }
        // As browsers write a quote in a name (HTML, multipart/form-data encoding).
        String name = matcher.group(1).replace("%22", "\"");
        return new Multipart(name, Arrays.copyOfRange(body, blank + END_OF_HEAD.length, end));
    }

    private static Refusal broken(String what) {
        return new Refusal(
                BAD_REQUEST,
                "the multipart body cannot be read: " + what,
                "the request's body",
                "Send it as `curl -F case='{...};type=application/json' -F frontal=@picture.png` does.");
    }

    private static boolean starts(byte[] body, int at, byte[] with) {
        return at + with.length <= body.length && Arrays.equals(body, at, at + with.length, with, 0, with.length);
    }

    private static int find(byte[] body, byte[] what, int from) {
        for (int i = from; i + what.length <= body.length; i++) {
            if (body[i] == what[0] && starts(body, i, what)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
