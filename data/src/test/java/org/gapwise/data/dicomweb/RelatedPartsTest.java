package org.gapwise.data.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.junit.jupiter.api.Test;

/** Bodies of several parts, well-formed and hostile. */
final class RelatedPartsTest {

    private static final String TYPE = "multipart/related; type=\"application/dicom\"; boundary=b";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> parts(String type, String body) throws RelatedParts.Malformed {
        return RelatedParts.of(type, bytes(body)).stream()
                .map(part -> new String(part.content(), StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Test
    void whatTheGrammarAllowsIsRead() throws RelatedParts.Malformed {
        assertThat(parts(TYPE, "--b\r\n\r\na\r\n--b--")).containsExactly("a");
        assertThat(parts(TYPE, "preamble\r\n--b \t\r\nX: y\r\n\r\na\r\n--b\r\n\r\n\r\n--b--\r\nepilogue"))
                .containsExactly("a", "");
        assertThat(parts("Multipart/Related;boundary=\"a b:c\"; type=x", "--a b:c\r\n\r\na\r\n--a b:c--"))
                .containsExactly("a");
        // What begins like a delimiter and goes on is content, also right at the beginning.
        assertThat(parts(TYPE, "--bb\r\n--b\r\n\r\n\r\n--bb\r\n\r\n--b-x\r\n--b--"))
                .containsExactly("\r\n--bb\r\n\r\n--b-x");
        assertThat(parts(TYPE, "--b\r\nContent-Length: 3\r\nContent-Transfer-Encoding: BINARY\r\n\r\na\r\n\r\n--b--"))
                .containsExactly("a\r\n");
        assertThat(parts(TYPE, "--b\r\n\r\na--b--\n--b--\r\n--b--")).containsExactly("a--b--\n--b--");
    }

    @Test
    void whatItDoesNotAllowIsRefused() {
        for (String body : List.of(
                "",
                "--b",
                "--b--",
                "a",
                "--b\r\n\r\na",
                "--b\r\n\r\na\r\n--bb--",
                "--b\r\nX\r\n\r\na\r\n--b--",
                "--b\r\n: x\r\n\r\na\r\n--b--",
                "--b\r\nX: 1\r\nx: 2\r\n\r\na\r\n--b--",
                "--b\r\nX: 1\r\n--b--",
                "--b\r\nContent-Length: 2\r\n\r\na\r\n--b--",
                "--b\r\nContent-Length: -1\r\n\r\na\r\n--b--",
                "--b\r\nContent-Length: 01\r\n\r\na\r\n--b--",
                "--b\r\nContent-Transfer-Encoding: base64\r\n\r\na\r\n--b--",
                "--b\r\nX: " + "x".repeat(9000) + "\r\n\r\na\r\n--b--",
                "--b\r\n\r\na\r\n".repeat(17) + "--b--")) {
            assertThatThrownBy(() -> parts(TYPE, body)).as(body).isInstanceOf(RelatedParts.Malformed.class);
        }
        for (String type : List.of(
                "",
                "multipart/related",
                "multipart/form-data; boundary=b",
                "multipart/related; boundary=",
                "multipart/related; boundary=\"\"",
                "multipart/related; boundary=\"b \"",
                "multipart/related; boundary=\"b\r\nx\"",
                "multipart/related; boundary=b; boundary=c",
                "multipart/related; boundary=b; x",
                "multipart/related; boundary=" + "b".repeat(71),
                "multipart/related; boundary=\u00fc")) {
            assertThatThrownBy(() -> parts(type, "--b\r\n\r\na\r\n--b--"))
                    .as(type)
                    .isInstanceOf(RelatedParts.Malformed.class);
        }
    }

    /** Any contents come back as they went, unless a part holds the delimiter's own line. */
    @Test
    void whatIsPackedIsUnpacked() throws RelatedParts.Malformed {
        List<String> pieces = List.of("\r\n", "--b", "--", "b", "\r", "\n", "\0", "\u00ff", ":", " ", "--bc");
        int whole = 0;
        for (int i = 0; i < 3000; i++) {
            SplittableRandom random = Seeds.of(i, "related parts");
            List<String> contents = new ArrayList<>();
            StringBuilder body = new StringBuilder();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                StringBuilder content = new StringBuilder();
                for (int m = random.nextInt(8); m > 0; m--) {
                    content.append(pieces.get(random.nextInt(pieces.size())));
                }
                contents.add(content.toString());
                body.append("--b\r\nContent-Type: application/dicom\r\n\r\n")
                        .append(content)
                        .append("\r\n");
            }
            body.append("--b--\r\n");
            boolean clear =
                    contents.stream().noneMatch(c -> ("\r\n" + c + "\r\n").matches("(?s).*\r\n--b([ \t]*\r\n|--).*"));
            if (clear) {
                assertThat(parts(TYPE, body.toString())).as("seed %d", i).isEqualTo(contents);
                whole++;
            }
        }
        assertThat(whole).isGreaterThan(1500);
    }

    @Test
    void nothingThatIsSentBreaksIt() {
        byte[] good = bytes("x\r\n--b\r\nContent-Length: 3\r\n\r\nabc\r\n--b\r\n\r\nd\r\n--b--\r\n");
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            SplittableRandom random = Seeds.of(i, "broken parts");
            byte[] body = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int n = random.nextInt(4); n > 0 && body.length > 0; n--) {
                body[random.nextInt(body.length)] = (byte) "\r\n-b:\0 x".charAt(random.nextInt(8));
            }
            try {
                assertThat(RelatedParts.of(TYPE, body)).isNotEmpty();
            } catch (RelatedParts.Malformed e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 4999);
    }
}
