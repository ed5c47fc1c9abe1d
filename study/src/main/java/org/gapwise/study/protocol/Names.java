package org.gapwise.study.protocol;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;

/** Names of people's modalities as parts of file names. */
public final class Names {

    private Names() {}

    /**
     * Letters and digits of any script, dots and dashes; what is none of these becomes a dash. Where two modalities of
     * the schema come out alike, the later has a number behind.
     */
    public static String id(Schema schema, String modality) {
        Set<String> taken = new HashSet<>();
        for (Modality one : schema.modalities()) {
            String id = unlike(plain(one.name()), taken);
            if (one.name().equals(modality)) {
                return id;
            }
        }
        return plain(modality);
    }

    private static String unlike(String plain, Set<String> taken) {
        String id = plain;
        for (int number = 2; !taken.add(id); number++) {
            id = plain + "." + number;
        }
        return id;
    }

    private static String plain(String name) {
        String id = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}.]+", "-")
                .replaceAll("^[-.]+|-+$", "");
        return id.isEmpty() ? "unnamed" : id;
    }
}
