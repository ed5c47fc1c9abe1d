package org.gapwise.data.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** JSON from outside: nothing deeper, longer or stranger than FHIR needs, and messages that repeat nothing of it. */
final class FhirJson {

    static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 1000;
    private static final int LONGEST_TEXT = 32 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_NAME)
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private FhirJson() {}

    /** What is wrong with a text that is no JSON, in words that hold nothing of it. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        private final String what;
        private final String where;

        private Broken(String what, String where) {
            super(what);
            this.what = what;
            this.where = where;
        }

        String what() {
            return what;
        }

        /** {@code , line 3, column 8} within the text, or nothing. */
        String where() {
            return where;
        }
    }

    static JsonNode parse(byte[] text) throws Broken {
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (tree == null || tree.isMissingNode()) {
                throw new Broken("it is empty.", "");
            }
            return tree;
        } catch (StreamConstraintsException e) {
            throw new Broken(
                    "it is nested deeper than " + DEEPEST + ", or a number, name or text in it is too long.", at(e));
        } catch (JsonEOFException e) {
            throw new Broken("it ends too early: it was cut off.", at(e));
        } catch (IOException e) {
            throw new Broken("it is not JSON, or names a key twice.", at(e));
        }
    }

    private static String at(IOException e) {
        return e instanceof JsonProcessingException json && json.getLocation() != null
                ? ", line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr()
                : "";
    }

    /** The same on one line. */
    static String line(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written", e);
        }
    }

    /** A text with something in it; whatever else stands there is absent. */
    static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
