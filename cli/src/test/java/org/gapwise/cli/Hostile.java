package org.gapwise.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/** What a server must refuse: addresses that lead out of it, and bytes that only claim to be a picture. */
final class Hostile {

    static final String CANARY = "ZUZANNA-GRABOWSKI-4711";

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int HUGE = 60_000;
    private static final byte[] PNG = bytes("\u0089PNG\r\n\u001a\n");

    private Hostile() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static List<String> paths() {
        return List.of(
                "/../../../../etc/passwd",
                "/..%2f..%2f..%2fetc/passwd",
                "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                "/%252e%252e/%252e%252e/etc/passwd",
                "/....//....//etc/passwd",
                "//etc/passwd",
                "/./etc/passwd",
                "/style.css/../../../etc/passwd",
                "/style.css%00.html",
                "/app.js/",
                "/\\..\\..\\windows\\win.ini",
                "/%5c..%5c..%5cboot.ini",
                "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
                "/file:///etc/passwd",
                "/http://169.254.169.254/latest/meta-data",
                "/v1/models/..%2f..%2fetc%2fpasswd/schema",
                "/v1/models/%2fetc%2fpasswd/schema",
                "/v1/models/model%00/schema",
                "/v1/models/model%0d%0aSet-Cookie:%20a=b/schema",
                "/v1/models/${jndi:ldap:%2f%2f127.0.0.1%2fa}/schema",
                "/v1/models/model/versions/-1/schema",
                "/v1/models/model/versions/1%2f../schema",
                "/v1/models/model/versions/99999999999999999999/schema",
                "/v1/models/model/../../manifest.json",
                "/v2/models/..%2f/ready",
                "/v2/models/model/versions/..%2f1/ready",
                "/model/weights.safetensors",
                "/weights.safetensors",
                "/.git/config",
                "/WEB-INF/web.xml",
                "/actuator/env",
                "/metrics",
                "/admin/reload",
                "/cds-services/..%2f..%2fetc%2fpasswd",
                "/v1/models/" + "a".repeat(9000) + "/schema",
                "/" + "a/".repeat(3000),
                "/?file=../../etc/passwd/../" + "x".repeat(20_000));
    }

    static String get(int port, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(bytes("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Path, type and body of requests that are wrong and hold the canary where a patient's data stand. */
    static List<String[]> leaks() {
        List<String[]> all = new ArrayList<>();
        for (String body : List.of(
                "{'age': 'CANARY'}",
                "{'study': {'CANARY': 1}, 'sex': 3}",
                "{'study': 'CANARY', 'sex': ['CANARY']}",
                "{'frontal': 'CANARY'}",
                "CANARY",
                "{'age': CANARY}",
                "{'age': 1, 'age': 'CANARY'}")) {
            all.add(new String[] {"/v1/predict?model=model&x=CANARY", "application/json", body});
        }
        for (String inputs : List.of(
                "'CANARY'",
                "[{'name': 'age', 'datatype': 'CANARY', 'shape': [1], 'data': [1]}]",
                "[{'name': 'age', 'datatype': 'FP64', 'shape': [1], 'data': ['CANARY']}]",
                "[{'name': 'frontal', 'datatype': 'BYTES', 'shape': [1], 'data': ['CANARY']}]")) {
            all.add(new String[] {
                "/v2/models/model/infer", "application/json", "{'id': 'CANARY', 'inputs': " + inputs + "}"
            });
        }
        String patient = "{'resource': {'resourceType': 'Patient', 'id': 'p', 'name': [{'family': 'CANARY'}]}}";
        for (String entry : List.of(
                "{'resource': {'resourceType': 'Patient', 'id': 'CANARY'}}",
                media("'contentType': 'image/png', 'url': 'https://CANARY/a.png'"),
                media("'contentType': 'image/png', 'data': 'CANARY'"),
                media("'contentType': 'image/png', 'title': 'CANARY', 'data': 'UMg='"))) {
            all.add(new String[] {
                "/v1/predict",
                "application/fhir+json",
                "{'resourceType': 'Bundle', 'entry': [" + patient + "," + entry + "]}"
            });
        }
        all.add(new String[] {"/v1/predict", "application/fhir+json", "{'resourceType': 'CANARY'}"});
        String call = "'hookInstance': 'CANARY', 'fhirServer': 'https://CANARY', 'context': {'userId': 'CANARY',"
                + " 'patientId': 'CANARY'}, 'prefetch': {'patient': {'resourceType': 'Patient', 'id': 'p'}}}";
        all.add(new String[] {"/cds-services/model", "application/json", "{'hook': 'patient-view', " + call});
        all.add(new String[] {"/cds-services/model", "application/json", "{'hook': 'CANARY', " + call});
        all.add(new String[] {"/cds-services/CANARY", "application/json", "{'hook': 'patient-view', " + call});
        all.add(new String[] {"/v1/models/CANARY/predict", "application/json", "{}"});
        all.add(new String[] {"/CANARY", "text/CANARY", "CANARY"});
        all.replaceAll(each -> Arrays.stream(each)
                .map(text -> text.replace('\'', '"').replace("CANARY", CANARY))
                .toArray(String[]::new));
        return all;
    }

    private static String media(String content) {
        return "{'resource': {'resourceType': 'Media', 'id': 'm', 'subject': {'reference': 'Patient/p'}, 'content': {"
                + content + "}}}";
    }

    /** @param good a picture that is one */
    static Map<String, byte[]> pictures(byte[] good) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("nothing", new byte[0]);
        all.put("a byte", bytes("P"));
        all.put("text", bytes(CANARY));
        all.put("a script", bytes("#!/bin/sh\necho " + CANARY));
        all.put("svg", bytes("<svg xmlns='http://www.w3.org/2000/svg' onload='" + CANARY + "'/>"));
        all.put(
                "an entity",
                bytes("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"));
        all.put("html", bytes("<html><script>" + CANARY + "</script></html>"));
        all.put("pdf", bytes("%PDF-1.7\n" + CANARY));
        all.put("a zip", bytes("PK\u0003\u0004" + CANARY));
        all.put("a program", bytes("\u007fELF" + CANARY));
        all.put("another program", bytes("MZ" + CANARY));
        all.put("a pickle", bytes("\u0080\u0004cos\nsystem\n(S'" + CANARY + "'\ntR."));
        all.put("a Java object", bytes("\u00ac\u00ed\u0000\u0005sr" + CANARY));
        all.put("zeros", new byte[4096]);
        all.put("packed zeros", packed(new byte[10_000_000]));
        all.put("a packed picture", packed(good));
        all.put("the beginning of a PNG", PNG);
        all.put("half a PNG", Arrays.copyOf(good, good.length / 2));
        all.put("a PNG without its head", Arrays.copyOfRange(good, PNG.length, good.length));
        all.put("a PNG of nothing", png(0, 0));
        all.put("a PNG that is huge", png(HUGE, HUGE));
        all.put("a PNG that is wide", png(Integer.MAX_VALUE, 1));
        all.put("a PNG of negative size", png(-1, -1));
        all.put("the beginning of a JPEG", bytes("\u00ff\u00d8\u00ff"));
        all.put("a JPEG that is huge", jpeg());
        all.put("DICOM without anything", dicom(""));
        all.put("DICOM of a program", dicom(CANARY));
        all.put("DICOM whose length lies", dicom("\u0002\u0000\u0000\u0000UL\u0004\u0000\u00ff\u00ff\u00ff\u007f"));
        return all;
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        }
        return out.toByteArray();
    }

    /** A head of a size, and an end. */
    private static byte[] png(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PNG);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 0, 0, 0, 0})
                        .array());
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(bytes(type));
        crc.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(bytes(type));
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /** A head of 65,535 by 65,535, and an end. */
    private static byte[] jpeg() {
        return bytes("\u00ff\u00d8\u00ff\u00c0\u0000\u000b\u0008\u00ff\u00ff\u00ff\u00ff\u0001\u0001\u0011\u0000"
                + "\u00ff\u00d9");
    }

    private static byte[] dicom(String rest) {
        return bytes("\u0000".repeat(128) + "DICM" + rest);
    }
}
