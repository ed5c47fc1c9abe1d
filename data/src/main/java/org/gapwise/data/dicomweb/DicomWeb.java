package org.gapwise.data.dicomweb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.gapwise.core.DataException;
import org.gapwise.core.file.Json;
import org.gapwise.core.file.Sha256;
import org.gapwise.data.codec.PixelFault;
import org.gapwise.data.dicom.SourceImage;

/**
 * What is asked of one archive, under one deadline (PS3.18: QIDO-RS, WADO-RS, STOW-RS). Faults are {@link DataException}s
 * that repeat nothing of what was sent.
 */
public final class DicomWeb {

    private static final String WHERE = "the archive";
    private static final String JSON = "application/dicom+json";
    private static final String DICOM = "application/dicom";
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int REDIRECT = 300;
    private static final int BAD = 400;
    private static final int BOUNDARY_DIGITS = 32;
    private static final int MOST_INSTANCES = 10_000;
    private static final Pattern UID = Pattern.compile("[0-9]+(?:\\.[0-9]+){1,31}");
    private static final int LONGEST_UID = 64;
    /** Neither wildcards nor what separates values (PS3.18, 8.3.4). */
    private static final Pattern ACCESSION = Pattern.compile("[^\\p{Cntrl}\\\\*?]{1,16}");

    private final Pacs pacs;
    private final HttpClient client;
    private final long until;

    /** The deadline runs from now. */
    public DicomWeb(Pacs pacs) {
        this.pacs = pacs;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(pacs.deadline());
        pacs.tls().ifPresent(builder::sslContext);
        this.client = builder.build();
        this.until = System.nanoTime() + pacs.deadline().toNanos();
    }

    /** Whether this can be a UID. */
    public static boolean isUid(String text) {
        return text.length() <= LONGEST_UID && UID.matcher(text).matches();
    }

    /** The UID of the one study of an order; none or several are refused. */
    public String study(String accession) {
        if (!ACCESSION.matcher(accession).matches()) {
            throw fault("that is no accession number.", "Give one of at most 16 characters, without * and ?.");
        }
        JsonNode found =
                list("/studies?limit=2&AccessionNumber=" + URLEncoder.encode(accession, StandardCharsets.UTF_8));
        if (found.size() != 1) {
            throw fault(
                    "there is " + (found.isEmpty() ? "no study" : "more than one study") + " of this accession number.",
                    "Give the Study Instance UID.");
        }
        // Archives may match loosely, or pay no heed to what they are asked.
        if (!text(found.get(0), "00080050").strip().equals(accession.strip())) {
            throw fault(
                    "the archive answered with a study of another accession number.", "Give the Study Instance UID.");
        }
        return uid(found.get(0), "0020000D");
    }

    /** All images that the archive says a study has. */
    public List<FoundImage> images(String study) {
        List<FoundImage> images = new ArrayList<>();
        for (JsonNode each : list("/studies/" + checked(study)
                + "/instances?includefield=00080060&includefield=00185101&limit=" + MOST_INSTANCES)) {
            images.add(new FoundImage(
                    study,
                    uid(each, "0020000E"),
                    uid(each, "00080018"),
                    text(each, "00080060"),
                    text(each, "00185101")));
        }
        return images;
    }

    /** The file of an image, which is the one that was asked for. */
    public byte[] fetch(FoundImage image) {
        HttpResponse<byte[]> answer = ask(request("/studies/" + checked(image.study()) + "/series/"
                        + checked(image.series()) + "/instances/" + checked(image.instance()))
                .header("Accept", "multipart/related; type=\"application/dicom\"; transfer-syntax=*")
                .GET());
        try {
            List<RelatedParts.Part> parts = RelatedParts.of(type(answer), answer.body());
            String type = parts.get(0).headers().getOrDefault("content-type", DICOM);
            if (parts.size() != 1 || !type.toLowerCase(Locale.ROOT).startsWith(DICOM)) {
                throw new RelatedParts.Malformed("it is not one DICOM file.");
            }
            SourceImage sent = SourceImage.of(parts.get(0).content());
            if (!sent.study().equals(image.study()) || !sent.instance().equals(image.instance())) {
                throw fault("it sent another image than was asked for.", "Ask who looks after it.");
            }
            return parts.get(0).content();
        } catch (RelatedParts.Malformed e) {
            throw fault("its answer cannot be read: " + e.getMessage(), "Ask who looks after it.");
        } catch (PixelFault e) {
            throw fault("it sent an image that cannot be read: " + e.what(), e.fix());
        }
    }

    /** Stores a file in its study, and makes sure that it was taken. */
    public void store(byte[] file) throws PixelFault {
        SourceImage what = SourceImage.of(file);
        String boundary = "gapwise-" + Sha256.of(file).substring(0, BOUNDARY_DIGITS);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(ascii("--" + boundary + "\r\nContent-Type: " + DICOM + "\r\n\r\n"));
        body.writeBytes(file);
        body.writeBytes(ascii("\r\n--" + boundary + "--\r\n"));
        HttpResponse<byte[]> answer = ask(request("/studies/" + what.study())
                .header("Content-Type", "multipart/related; type=\"" + DICOM + "\"; boundary=" + boundary)
                .header("Accept", JSON)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
        JsonNode said = json(answer);
        JsonNode failed = said.path("00081198").path("Value");
        boolean taken = false;
        for (JsonNode each : said.path("00081199").path("Value")) {
            taken |= text(each, "00081155").equals(what.instance());
        }
        if (!failed.isEmpty() || !taken) {
            throw fault(
                    "it did not take the report (reason "
                            + failed.path(0)
                                    .path("00081197")
                                    .path("Value")
                                    .path(0)
                                    .asInt() + ").",
                    "Ask who looks after it whether it takes Comprehensive SR.");
        }
    }

    private static String checked(String uid) {
        if (!isUid(uid)) {
            throw fault("that is no UID.", "Give digits and points, at most 64.");
        }
        return uid;
    }

    private JsonNode list(String path) {
        HttpResponse<byte[]> answer = ask(request(path).header("Accept", JSON).GET());
        if (answer.statusCode() == NO_CONTENT) {
            return Json.tree(List.of());
        }
        JsonNode list = json(answer);
        if (!list.isArray() || list.size() > MOST_INSTANCES) {
            throw fault("its answer is no list, or too long a one.", "Ask who looks after it.");
        }
        return list;
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return Json.parse(new String(answer.body(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw fault("its answer is no JSON.", "Check that the URL is the base of its DICOMweb services.");
        }
    }

    private static String text(JsonNode set, String tag) {
        return set.path(tag).path("Value").path(0).asText("");
    }

    private static String uid(JsonNode set, String tag) {
        String uid = text(set, tag);
        if (!isUid(uid)) {
            throw fault("it names something by what is no UID.", "Ask who looks after it.");
        }
        return uid;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(pacs.base() + path));
        pacs.token().ifPresent(token -> builder.header("Authorization", "Bearer " + token));
        return builder;
    }

    private HttpResponse<byte[]> ask(HttpRequest.Builder request) {
        CappedBody body = new CappedBody(pacs.mostBytes());
        CompletableFuture<HttpResponse<byte[]>> going =
                client.sendAsync(request.build(), head -> BodySubscribers.fromSubscriber(body, CappedBody::bytes));
        try {
            CompletableFuture.anyOf(going, body.overflow()).get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            HttpResponse<byte[]> answer = going.get();
            int status = answer.statusCode();
            if (status >= REDIRECT && status < BAD) {
                throw fault("it answers with a redirect, and none is followed.", "Give the URL it is really at.");
            }
            if (status < OK || status >= BAD) {
                throw fault("it answers with status " + status + ".", "Check the URL, the token and the study.");
            }
            return answer;
        } catch (TimeoutException e) {
            going.cancel(true);
            throw fault("it was not done within the deadline.", "Give a longer --deadline, or ask for less.");
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            going.cancel(true);
            Thread.currentThread().interrupt();
            throw fault("asking it was interrupted.", "Ask again.");
        }
    }

    private DataException failed(ExecutionException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CappedBody.TooLarge) {
                return fault("it sent more than " + pacs.mostBytes() + " bytes.", "Give a larger --max-bytes.");
            }
        }
        String kind = e.getCause() == null ? "" : e.getCause().getClass().getSimpleName();
        return fault("it cannot be asked (" + kind + ").", "Check the URL, the network and the certificates.");
    }

    private static String type(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static DataException fault(String what, String fix) {
        return new DataException(what, WHERE, fix);
    }
}
