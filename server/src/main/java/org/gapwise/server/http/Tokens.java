package org.gapwise.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.ConfigException;
import org.gapwise.core.file.Sha256;

/**
 * The bearer tokens that open a port: those of a list, and those that somebody signed. None at all means that everyone who
 * reaches it may ask.
 */
public final class Tokens {

    private static final int SHORTEST = 16;
    static final int UNAUTHORIZED = 401;
    private static final String SCHEME = "bearer ";

    private final List<byte[]> digests;
    private final Optional<SignedTokens> signed;

    private Tokens(List<byte[]> digests, Optional<SignedTokens> signed) {
        this.digests = List.copyOf(digests);
        this.signed = signed;
    }

    public static Tokens none() {
        return new Tokens(List.of(), Optional.empty());
    }

    /** These, and the signed ones. */
    public Tokens with(SignedTokens more) {
        return new Tokens(digests, Optional.of(more));
    }

    /** One token a line; empty lines and lines that begin with # are left out. */
    public static Tokens read(Path file) {
        List<byte[]> digests = new ArrayList<>();
        try {
            int row = 0;
            for (String line : Files.readAllLines(file)) {
                row++;
                String token = line.strip();
                if (!token.isEmpty() && !token.startsWith("#")) {
                    digests.add(digest(checked(token, file + ", line " + row)));
                }
            }
        } catch (IOException e) {
            throw new ConfigException(
                    "the file cannot be read.", file.toString(), "Check the path and the permissions.");
        }
        if (digests.isEmpty()) {
            throw new ConfigException(
                    "there is no token in it.", file.toString(), "Write one, e.g. from `openssl rand -hex 32`.");
        }
        return new Tokens(digests, Optional.empty());
    }

    private static String checked(String token, String where) {
        if (token.length() < SHORTEST || token.chars().anyMatch(Character::isWhitespace)) {
            throw new ConfigException(
                    "a token is too short or has spaces in it.",
                    where,
                    "Take at least " + SHORTEST + " characters, e.g. from `openssl rand -hex 32`.");
        }
        return token;
    }

    public boolean any() {
        return !digests.isEmpty() || signed.isPresent();
    }

    /** Whether a token of the list is also in another's. */
    public boolean shares(Tokens other) {
        return digests.stream()
                .anyMatch(one -> other.digests.stream().anyMatch(each -> MessageDigest.isEqual(one, each)));
    }

    /** Lets a request with one of the tokens through, and refuses others. */
    void check(String authorization) {
        if (!any()) {
            return;
        }
        boolean bearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String token = bearer ? authorization.substring(SCHEME.length()).strip() : "";
        byte[] given = digest(token);
        boolean known = false;
        for (byte[] digest : digests) {
            // All are compared, and each takes the same time: how long it takes tells nothing.
            known |= MessageDigest.isEqual(digest, given);
        }
        known |= signed.filter(keys -> keys.accepts(token)).isPresent();
        if (!bearer || !known) {
            throw new Refusal(
                    UNAUTHORIZED,
                    "the request carries no valid token.",
                    "header Authorization",
                    "Send `Authorization: Bearer TOKEN` with a token of this server.");
        }
    }

    private static byte[] digest(String token) {
        return Sha256.of(token).getBytes(StandardCharsets.US_ASCII);
    }
}
