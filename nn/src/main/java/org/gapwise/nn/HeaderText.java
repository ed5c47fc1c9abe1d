package org.gapwise.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON header of a safetensors file: objects, arrays, strings and whole numbers, which is all it may hold.
 * Stricter than JSON at large: no key twice, no fractions, no depth beyond three.
 */
final class HeaderText {
    private static final int DEPTH = 3;

    private final String text;
    private int at;

    private HeaderText(String text) {
        this.text = text;
    }

    /** A fault in the text, with its position. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message);
        }

        String what() {
            return String.valueOf(getMessage());
        }
    }

    static Map<String, Object> parse(String text) throws Fault {
        HeaderText header = new HeaderText(text);
        Map<String, Object> object = header.object(0);
        header.skip();
        if (header.at < text.length()) {
            throw header.fault("something follows the closing brace");
        }
        return object;
    }

    private Map<String, Object> object(int depth) throws Fault {
        expect('{');
        Map<String, Object> object = new LinkedHashMap<>();
        if (found('}')) {
            return object;
        }
        do {
            skip();
            String key = string();
            expect(':');
            if (object.put(key, value(depth + 1)) != null) {
                throw fault("a name is there twice");
            }
        } while (found(','));
        expect('}');
        return object;
    }

    private List<Object> array(int depth) throws Fault {
        expect('[');
        List<Object> array = new ArrayList<>();
        if (found(']')) {
            return array;
        }
        do {
            array.add(value(depth + 1));
        } while (found(','));
        expect(']');
        return array;
    }

    private Object value(int depth) throws Fault {
        skip();
        if (depth > DEPTH) {
            throw fault("it is nested too deeply");
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            default -> number();
        };
    }

    private Long number() throws Fault {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        String digits = text.substring(start, at);
        boolean fraction = at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0;
        boolean zeros = digits.length() > 1 && digits.startsWith("0");
        if (digits.isEmpty() || digits.length() > 18 || fraction || zeros) {
            at = start;
            throw fault("a whole number from 0 to 10^18 is needed");
        }
        return Long.valueOf(digits);
    }

    private String string() throws Fault {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return value.toString();
            }
            if (c < ' ') {
                throw fault("a control character is in a string");
            }
            value.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws Fault {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw fault("a string has an unknown escape");
        };
    }

    private char unicode() throws Fault {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw fault("a string has a broken \\u escape");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private void expect(char c) throws Fault {
        skip();
        if (peek() != c) {
            throw fault("'" + c + "' is needed");
        }
        at++;
    }

    private boolean found(char c) throws Fault {
        skip();
        if (peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    private char peek() throws Fault {
        if (at >= text.length()) {
            throw fault("it ends too early");
        }
        return text.charAt(at);
    }

    private char next() throws Fault {
        char c = peek();
        at++;
        return c;
    }

    private void skip() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private Fault fault(String what) {
        return new Fault(what + " at position " + at);
    }
}
