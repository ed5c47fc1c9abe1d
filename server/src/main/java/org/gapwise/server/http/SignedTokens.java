package org.gapwise.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gapwise.core.ConfigException;
import org.gapwise.core.file.Json;

/**
 * JSON Web Tokens (RFC 7519) that somebody else signed with RS256 or ES256 (RFC 7518, 3.3 and 3.4), held against public
 * keys that were configured. Which algorithm is right the key says and not the token, so that "none", and a public key
 * taken for a shared secret, are refused (RFC 8725, 3.1). No key is ever fetched.
 */
public final class SignedTokens {

    private static final int LONGEST = 8192;
    private static final long SKEW_SECONDS = 30;
    private static final Pattern TOKEN = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    private static final List<String> TYPES = List.of("jwt", "at+jwt", "application/at+jwt");

    private final List<VerificationKey> keys;
    private final String audience;
    private final Optional<String> issuer;
    private final Optional<String> scope;
    private final Clock clock;

    private SignedTokens(
            List<VerificationKey> keys, String audience, Optional<String> issuer, Optional<String> scope, Clock clock) {
        this.scope = scope;
        this.keys = List.copyOf(keys);
        this.audience = audience;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * @param keys file with public keys: PEM, a JWK, or a set of JWKs
     * @param audience that a token must be meant for
     * @param issuer that it must be from, if one is given
     */
    public static SignedTokens read(Path keys, String audience, Optional<String> issuer, Clock clock) {
        if (audience.isBlank() || issuer.filter(String::isBlank).isPresent()) {
            throw new ConfigException("it is blank.", "--jwt-audience, --jwt-issuer", "Give what the tokens say.");
        }
        return new SignedTokens(VerificationKey.read(keys), audience, issuer, Optional.empty(), clock);
    }

    /** Of these only those that carry a scope (RFC 9068, 2.2.3; RFC 8693, 4.2), e.g. {@code gapwise-admin}. */
    public SignedTokens withScope(String wanted) {
        if (!SCOPE.matcher(wanted).matches()) {
            throw new ConfigException("it is no scope.", "--admin-scope", "Give one word, as the tokens say it.");
        }
        return new SignedTokens(keys, audience, issuer, Optional.of(wanted), clock);
    }

    /** Whether a token is signed by one of the keys, and is meant for this server now. */
    boolean accepts(String token) {
        Matcher parts = TOKEN.matcher(token);
        if (token.length() > LONGEST || !parts.matches()) {
            return false;
        }
        Optional<JsonNode> header = decoded(parts.group(1)).flatMap(SignedTokens::object);
        Optional<byte[]> signature = decoded(parts.group(3));
        byte[] signed = (parts.group(1) + "." + parts.group(2)).getBytes(StandardCharsets.US_ASCII);
        return header.isPresent()
                && signature.isPresent()
                && isPlain(header.get())
                && keys.stream().anyMatch(key -> key.fits(header.get()) && key.verifies(signed, signature.get()))
                && decoded(parts.group(2))
                        .flatMap(SignedTokens::object)
                        .filter(this::isMeant)
                        .isPresent();
    }

    /** The bytes of a part, if it is written as it would be written: two texts of one signature are one too many. */
    private static Optional<byte[]> decoded(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            boolean only = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(part);
            return only ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> object(byte[] bytes) {
        try {
            return Optional.of(Json.parse(new String(bytes, StandardCharsets.UTF_8)))
                    .filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Nothing that has to be understood and is not (RFC 7515, 4.1.11), and no other kind of token. */
    private static boolean isPlain(JsonNode header) {
        JsonNode type = header.path("typ");
        return header.path("crit").isMissingNode()
                && (type.isMissingNode() || TYPES.stream().anyMatch(type.asText()::equalsIgnoreCase));
    }

    private boolean isMeant(JsonNode claims) {
        double now = clock.instant().getEpochSecond();
        JsonNode end = claims.path("exp");
        JsonNode start = claims.path("nbf");
        boolean inTime = end.isNumber()
                && now < end.doubleValue() + SKEW_SECONDS
                && (start.isMissingNode() || start.isNumber() && start.doubleValue() - SKEW_SECONDS <= now);
        return inTime
                && isFor(claims.path("aud"))
                && scope.map(wanted -> carries(claims.path("scope"), wanted)).orElse(true)
                && issuer.map(claims.path("iss").asText()::equals).orElse(true);
    }

    /** One text with spaces between scopes. Where it is written in another way nobody is let in. */
    private static boolean carries(JsonNode given, String wanted) {
        return given.isTextual() && List.of(given.textValue().split(" ")).contains(wanted);
    }

    private boolean isFor(JsonNode given) {
        for (JsonNode each : given.isArray() ? given : List.of(given)) {
            if (each.isTextual() && each.textValue().equals(audience)) {
                return true;
            }
        }
        return false;
    }
}
