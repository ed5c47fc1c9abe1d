package org.gapwise.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gapwise.core.ConfigException;
import org.gapwise.core.file.Json;

/** A public key, the one algorithm it is for, and its name where it has one. */
record VerificationKey(Optional<String> name, Algorithm algorithm, PublicKey key) {

    /** How a token is signed. */
    enum Algorithm {
        RS256("SHA256withRSA"),
        ES256("SHA256withECDSAinP1363Format");

        private final String platform;

        Algorithm(String platform) {
            this.platform = platform;
        }
    }

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");
    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_RSA = 8192;
    private static final int HALF = 32;
    private static final String FIX =
            "Give public keys, RSA of 2048 to 8192 bits or EC on P-256, as PEM (BEGIN PUBLIC KEY), a JWK or a JWK set.";

    /** All keys of a file; one that cannot be used, or that is private or shared, is a {@link ConfigException}. */
    static List<VerificationKey> read(Path file) {
        List<VerificationKey> keys = new ArrayList<>();
        try {
            String text = Files.readString(file);
            if (text.stripLeading().startsWith("{")) {
                JsonNode tree = Json.parse(text);
                for (JsonNode each : tree.has("keys") ? tree.path("keys") : List.of(tree)) {
                    keys.add(ofJwk(each));
                }
            } else {
                Matcher matcher = PEM.matcher(text);
                while (matcher.find()) {
                    keys.add(of(Optional.empty(), ofPem(Base64.getMimeDecoder().decode(matcher.group(1)))));
                }
            }
        } catch (JsonProcessingException e) {
            throw new ConfigException("it is not valid JSON.", file.toString(), FIX);
        } catch (IOException e) {
            throw new ConfigException(
                    "the file cannot be read.", file.toString(), "Check the path and the permissions.");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigException("a key in it cannot be used.", file.toString(), FIX);
        }
        if (keys.isEmpty()) {
            throw new ConfigException("there is no public key in it.", file.toString(), FIX);
        }
        return keys;
    }

    private static PublicKey ofPem(byte[] bytes) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(bytes));
            } catch (InvalidKeySpecException e) {
                // Then it is of the other kind.
            }
        }
        throw new InvalidKeySpecException("neither RSA nor EC");
    }

    /** A JSON Web Key (RFC 7517; RFC 7518, 6.2 and 6.3). */
    private static VerificationKey ofJwk(JsonNode jwk) throws GeneralSecurityException {
        if (jwk.has("d") || jwk.has("k") || !jwk.path("use").asText("sig").equals("sig")) {
            throw new InvalidKeySpecException("private, shared, or not for signatures");
        }
        PublicKey key;
        if (jwk.path("kty").asText().equals("RSA")) {
            key = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
        } else if (jwk.path("crv").asText().equals("P-256")) {
            ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
            key = KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, p256()));
        } else {
            throw new InvalidKeySpecException("neither RSA nor EC on P-256");
        }
        VerificationKey one = of(Optional.ofNullable(jwk.path("kid").textValue()), key);
        if (!jwk.path("alg").asText(one.algorithm.name()).equals(one.algorithm.name())) {
            throw new InvalidKeySpecException("for another algorithm");
        }
        return one;
    }

    private static BigInteger number(JsonNode jwk, String field) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(field).asText()));
    }

    private static VerificationKey of(Optional<String> name, PublicKey key) throws GeneralSecurityException {
        if (key instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() >= SHORTEST_RSA
                && rsa.getModulus().bitLength() <= LONGEST_RSA) {
            return new VerificationKey(name, Algorithm.RS256, key);
        }
        if (key instanceof ECPublicKey elliptic
                && elliptic.getParams().getOrder().equals(p256().getOrder())) {
            return new VerificationKey(name, Algorithm.ES256, key);
        }
        throw new InvalidKeySpecException("too short, or on another curve");
    }

    private static ECParameterSpec p256() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    /** Whether a token's header names this key's algorithm, and no other key. */
    boolean fits(JsonNode header) {
        JsonNode named = header.path("kid");
        return algorithm.name().equals(header.path("alg").textValue())
                && (named.isMissingNode() || name.isEmpty() || name.get().equals(named.textValue()));
    }

    boolean verifies(byte[] signed, byte[] signature) {
        try {
            if (algorithm == Algorithm.ES256 && !inRange(signature)) {
                return false;
            }
            Signature verifier = Signature.getInstance(algorithm.platform);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Both numbers from 1 to the order less 1; a platform once took two zeros for a signature of anything. */
    private static boolean inRange(byte[] signature) throws GeneralSecurityException {
        BigInteger order = p256().getOrder();
        if (signature.length != 2 * HALF) {
            return false;
        }
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, HALF));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, HALF, 2 * HALF));
        return r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;
    }
}
