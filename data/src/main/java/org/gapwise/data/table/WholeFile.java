package org.gapwise.data.table;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.gapwise.core.DataException;

/** Reads a text table to its end before anything in it is believed; for those that hand it to another reader then. */
public final class WholeFile {

    private WholeFile() {}

    /** The file's SHA-256; one that is packed must also fit every checksum within it. */
    public static String sha256(Path file, TableLimits limits) {
        MessageDigest digest = digest();
        try (InputStream raw = new DigestInputStream(Files.newInputStream(file), digest);
                InputStream in = isGzip(file) ? new GzipInput(raw, limits) : raw) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // The checksums are what is wanted.
            }
        } catch (IOException e) {
            throw damaged(file, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The content of a file, unpacked when its name ends in .gz; damage shows as an {@link IOException} while reading. */
    public static InputStream open(Path file, TableLimits limits) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            return isGzip(file) ? new GzipInput(raw, limits) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** The first line, without a byte order mark. */
    public static String header(Path file, TableLimits limits) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = isGzip(file) ? new GzipInput(raw, limits) : new FilterInputStream(raw) {};
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            return line == null ? "" : line.startsWith("\uFEFF") ? line.substring(1) : line;
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static boolean isGzip(Path file) {
        return file.toString().endsWith(".gz");
    }

    private static DataException damaged(Path file, IOException e) {
        return new DataException(
                (isGzip(file) ? "the gzip file is not whole: " : "the file cannot be read: ") + e.getMessage() + ".",
                file.toString(),
                "Fetch it again.");
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
