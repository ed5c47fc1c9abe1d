package org.gapwise.data.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gapwise.data.codec.PixelFault;

/**
 * Which image a DICOM file is, and whose: what a report about it has to repeat. The identity is kept as bytes, to be
 * written into that report and nowhere else; nothing of it is ever a text here or in a message.
 */
public final class SourceImage {

    private static final int CHARACTER_SET = 0x00080005;
    private static final int SOP_CLASS = 0x00080016;
    private static final int INSTANCE = 0x00080018;
    private static final int STUDY = 0x0020000D;
    private static final int SERIES = 0x0020000E;
    private static final int PATIENT_ID = 0x00100020;

    /** Of the patient and the study (PS3.3, C.7.1.1 and C.7.2.1), with their types. */
    private static final Map<Integer, String> IDENTITY = new TreeMap<>(Map.ofEntries(
            Map.entry(CHARACTER_SET, "CS"),
            Map.entry(0x00080020, "DA"),
            Map.entry(0x00080030, "TM"),
            Map.entry(0x00080050, "SH"),
            Map.entry(0x00080090, "PN"),
            Map.entry(0x00100010, "PN"),
            Map.entry(PATIENT_ID, "LO"),
            Map.entry(0x00100021, "LO"),
            Map.entry(0x00100030, "DA"),
            Map.entry(0x00100040, "CS"),
            Map.entry(0x00200010, "SH")));

    private static final Set<Integer> UIDS = Set.of(SOP_CLASS, INSTANCE, STUDY, SERIES);
    private static final Pattern UID = Pattern.compile("[0-9]+(?:\\.[0-9]+){1,31}");
    private static final int LONGEST_UID = 64;
    private static final int LONGEST = 1024;
    private static final int ESCAPE = 0x1B;

    private final Map<Integer, byte[]> identity;
    private final Map<Integer, String> uids;
    private final HeaderFacts facts;

    private SourceImage(Map<Integer, byte[]> identity, Map<Integer, String> uids, HeaderFacts facts) {
        this.identity = identity;
        this.uids = uids;
        this.facts = facts;
    }

    /** Reads a file; one that does not say which image it is, or whose fields cannot be copied, is refused. */
    public static SourceImage read(Path file) throws PixelFault {
        try {
            return of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw PixelFault.damaged("the file cannot be read (" + e.getClass().getSimpleName() + ").");
        }
    }

    /** The same from bytes. */
    public static SourceImage of(byte[] bytes) throws PixelFault {
        DataSet set = DicomFile.parsed(bytes, tag -> IDENTITY.containsKey(tag) || UIDS.contains(tag))
                .set();
        Map<Integer, String> uids = new TreeMap<>();
        for (int tag : UIDS) {
            uids.put(tag, uid(set, tag));
        }
        Map<Integer, byte[]> identity = new TreeMap<>();
        for (int tag : IDENTITY.keySet()) {
            Optional<Element> element = set.element(tag);
            if (element.isPresent()) {
                identity.put(tag, copied(tag, element.get()));
            }
        }
        return new SourceImage(identity, uids, DicomFile.of(bytes).facts());
    }

    private static String uid(DataSet set, int tag) throws PixelFault {
        Optional<String> uid = set.text(tag)
                .filter(text ->
                        text.length() <= LONGEST_UID && UID.matcher(text).matches());
        if (uid.isEmpty()) {
            throw PixelFault.damaged("the element " + Tags.text(tag) + ", which says which image it is, is no UID.");
        }
        return uid.get();
    }

    private static byte[] copied(int tag, Element element) throws PixelFault {
        if (element.length() > LONGEST) {
            throw PixelFault.damaged("the element " + Tags.text(tag) + " is too long to be copied.");
        }
        byte[] value = new byte[element.length()];
        element.buffer().get(value);
        int end = value.length;
        while (end > 0 && (value[end - 1] == 0 || value[end - 1] == ' ')) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (value[i] >= 0 && value[i] < ' ' && value[i] != ESCAPE) {
                throw PixelFault.damaged("the element " + Tags.text(tag) + " holds what is no text.");
            }
        }
        return Arrays.copyOf(value, end);
    }

    /** Study Instance UID. */
    public String study() {
        return uids.getOrDefault(STUDY, "");
    }

    /** Series Instance UID. */
    public String series() {
        return uids.getOrDefault(SERIES, "");
    }

    /** SOP Instance UID. */
    public String instance() {
        return uids.getOrDefault(INSTANCE, "");
    }

    /** SOP Class UID. */
    public String sopClass() {
        return uids.getOrDefault(SOP_CLASS, "");
    }

    /** What the header says of the picture, and of nobody. */
    public HeaderFacts facts() {
        return facts;
    }

    /** Whether another image is of the same study of the same patient. */
    public boolean sameStudy(SourceImage other) {
        return study().equals(other.study()) && Arrays.equals(value(PATIENT_ID), other.value(PATIENT_ID));
    }

    /** Types of the elements that say whose the image is, by tag, in their order. */
    public static Map<Integer, String> identityTypes() {
        return IDENTITY;
    }

    /** The value of one of them, without padding, in the file's own character set; not there is no byte. */
    public byte[] value(int tag) {
        return identity.getOrDefault(tag, new byte[0]).clone();
    }

    /** Specific Character Set as the file names it; blank when it names none. */
    public String characterSet() {
        return new String(value(CHARACTER_SET), StandardCharsets.US_ASCII);
    }
}
