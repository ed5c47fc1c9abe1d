package org.gapwise.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that are signed rightly, and all others. */
final class SignedTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-26T09:30:00Z");
    private static final String RS = "{'alg':'RS256','typ':'JWT'}";
    private static final String ES = "{'alg':'ES256'}";
    private static final String CLAIMS = "{'aud':'gapwise','iss':'idp','exp':" + (NOW.getEpochSecond() + 300) + "}";
    private static final KeyPair RSA = pair("RSA", 2048);
    private static final KeyPair EC = pair("EC", 256);

    @TempDir
    private Path folder;

    private static KeyPair pair(String kind, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (kind.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp" + bits + "r1"));
            } else {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String encoded(String text) {
        return encoded(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String signed(String header, String claims, KeyPair by) throws GeneralSecurityException {
        String text = encoded(header) + "." + encoded(claims);
        Signature signer = Signature.getInstance(by == EC ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
        signer.initSign(by.getPrivate());
        signer.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + encoded(signer.sign());
    }

    private static String pem(PublicKey... keys) {
        StringBuilder text = new StringBuilder();
        for (PublicKey key : keys) {
            text.append("-----BEGIN PUBLIC KEY-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(key.getEncoded()))
                    .append("\n-----END PUBLIC KEY-----\n");
        }
        return text.toString();
    }

    private SignedTokens keys(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), text.replace('\'', '"'));
        return SignedTokens.read(file, "gapwise", Optional.of("idp"), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static String jwk(KeyPair pair, String more) {
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            return "{'kty':'RSA','n':'" + number(rsa.getModulus()) + "','e':'" + number(rsa.getPublicExponent()) + "'"
                    + more + "}";
        }
        ECPublicKey elliptic = (ECPublicKey) pair.getPublic();
        return "{'kty':'EC','crv':'P-256','x':'" + number(elliptic.getW().getAffineX()) + "','y':'"
                + number(elliptic.getW().getAffineY()) + "'" + more + "}";
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return encoded(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    @Test
    void whatAKeySignedIsAccepted() throws Exception {
        SignedTokens both = keys(pem(RSA.getPublic(), EC.getPublic()));
        SignedTokens set =
                keys("{'keys':[" + jwk(RSA, ",'kid':'r','use':'sig'") + "," + jwk(EC, ",'alg':'ES256'") + "]}");
        for (SignedTokens tokens : List.of(both, set)) {
            assertThat(tokens.accepts(signed(RS, CLAIMS, RSA))).isTrue();
            assertThat(tokens.accepts(signed(ES, CLAIMS, EC))).isTrue();
            assertThat(tokens.accepts(signed("{'alg':'RS256','kid':'r'}", CLAIMS, RSA)))
                    .isTrue();
            assertThat(tokens.accepts(signed(ES, CLAIMS.replace("'gapwise'", "['x','gapwise']"), EC)))
                    .isTrue();
        }
        assertThat(set.accepts(signed("{'alg':'RS256','kid':'other'}", CLAIMS, RSA)))
                .isFalse();
        assertThat(keys(jwk(RSA, "")).accepts(signed(ES, CLAIMS, EC))).isFalse();
        assertThat(keys(pem(EC.getPublic())).accepts(signed(ES, CLAIMS, EC))).isTrue();
    }

    /** Who may ask about patients may not therefore look after the server. */
    @Test
    void ofAScopeAreOnlyThoseThatCarryIt() throws Exception {
        SignedTokens all = keys(pem(RSA.getPublic()));
        SignedTokens admins = all.withScope("gapwise-admin");
        for (String scope : List.of(
                "",
                ",'scope':''",
                ",'scope':'gapwise'",
                ",'scope':'gapwise-administrator'",
                ",'scope':'x-gapwise-admin'",
                ",'scope':'GAPWISE-ADMIN'",
                ",'scope':'a,gapwise-admin'",
                ",'scope':['gapwise-admin']",
                ",'scp':'gapwise-admin'",
                ",'roles':['gapwise-admin']",
                ",'scope':{'gapwise-admin':true}",
                ",'scope':null")) {
            String token = signed(RS, CLAIMS.replace("}", scope + "}"), RSA);
            assertThat(all.accepts(token)).as(scope).isTrue();
            assertThat(admins.accepts(token)).as(scope).isFalse();
        }
        for (String scope : List.of("gapwise-admin", "openid gapwise-admin", "gapwise-admin x", "a gapwise-admin b")) {
            String claims = CLAIMS.replace("}", ",'scope':'" + scope + "'}");
            assertThat(admins.accepts(signed(RS, claims, RSA))).as(scope).isTrue();
            assertThat(admins.accepts(signed(ES, claims, EC))).as(scope).isFalse();
            assertThat(admins.accepts(signed(RS, claims.replace("'idp'", "'else'"), RSA)))
                    .isFalse();
        }
        for (String scope : List.of("", " ", "a b", "a\"b", "a\\b", "ä")) {
            assertThatThrownBy(() -> all.withScope(scope))
                    .as(scope)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("--admin-scope");
        }
    }

    @Test
    void whatIsNotMeantForThisServerNowIsRefused() throws Exception {
        SignedTokens tokens = keys(pem(RSA.getPublic()));
        long now = NOW.getEpochSecond();
        for (String claims : List.of(
                "{}",
                "[]",
                "{'aud':'gapwise','iss':'idp'}",
                "{'aud':'gapwise','iss':'idp','exp':" + (now - 31) + "}",
                "{'aud':'gapwise','iss':'idp','exp':'" + (now + 300) + "'}",
                "{'aud':'gapwise','iss':'idp','exp':null}",
                CLAIMS.replace("'aud':'gapwise',", ""),
                CLAIMS.replace("'gapwise'", "'gapwise '"),
                CLAIMS.replace("'gapwise'", "{'gapwise':1}"),
                CLAIMS.replace("'gapwise'", "[['gapwise']]"),
                CLAIMS.replace("'idp'", "'other'"),
                CLAIMS.replace("'idp'", "['idp']"),
                CLAIMS.replace("}", ",'nbf':" + (now + 31) + "}"),
                CLAIMS.replace("}", ",'nbf':'now'}"),
                CLAIMS.replace("}", ",'exp':" + (now + 900) + "}"))) {
            assertThat(tokens.accepts(signed(RS, claims, RSA))).as(claims).isFalse();
        }
        assertThat(tokens.accepts(signed(RS, CLAIMS.replace("}", ",'nbf':" + (now + 29) + "}"), RSA)))
                .isTrue();
    }

    @Test
    void noAlgorithmButTheKeysOwnIsTaken() throws Exception {
        SignedTokens tokens = keys(pem(RSA.getPublic(), EC.getPublic()));
        for (String header : List.of(
                "{'alg':'none'}",
                "{'alg':'None'}",
                "{'alg':''}",
                "{}",
                "{'alg':'rs256'}",
                "{'alg':'RS512'}",
                "{'alg':'PS256'}",
                "{'alg':['RS256']}",
                "{'alg':'ES256'}",
                "{'alg':'RS256','crit':['b64'],'b64':false}",
                "{'alg':'RS256','crit':[]}",
                "{'alg':'RS256','typ':'secevent+jwt'}",
                "{'alg':'none','alg':'RS256'}")) {
            assertThat(tokens.accepts(signed(header, CLAIMS, RSA))).as(header).isFalse();
        }
        String plain = encoded("{'alg':'none'}") + "." + encoded(CLAIMS);
        assertThat(tokens.accepts(plain + ".")).isFalse();
        assertThat(tokens.accepts(plain)).isFalse();
        // The public key as a shared secret, as PEM and as bytes.
        for (byte[] secret : List.of(
                pem(RSA.getPublic()).getBytes(StandardCharsets.US_ASCII),
                RSA.getPublic().getEncoded())) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            for (String algorithm : List.of("HS256", "RS256")) {
                String text = encoded("{'alg':'" + algorithm + "'}") + "." + encoded(CLAIMS);
                byte[] made = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
                assertThat(tokens.accepts(text + "." + encoded(made))).isFalse();
            }
        }
        String text = encoded(ES) + "." + encoded(CLAIMS) + ".";
        for (int length : List.of(0, 1, 63, 64, 65, 128)) {
            assertThat(tokens.accepts(text + encoded(new byte[length]))).isFalse();
        }
    }

    /** Any one character changed, dropped, doubled or put in; any two parts exchanged. */
    @Test
    void whatWasTamperedWithIsRefused() throws Exception {
        SignedTokens tokens = keys(pem(RSA.getPublic(), EC.getPublic()));
        List<String> good = List.of(signed(RS, CLAIMS, RSA), signed(ES, CLAIMS, EC));
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n";
        for (int i = 0; i < 4000; i++) {
            SplittableRandom random = Seeds.of(i, "tampered tokens");
            String token = good.get(random.nextInt(2));
            int at = random.nextInt(token.length());
            String put = String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())));
            String bad =
                    switch (random.nextInt(4)) {
                        case 0 -> token.substring(0, at) + put + token.substring(at + 1);
                        case 1 -> token.substring(0, at) + token.substring(at + 1);
                        case 2 -> token.substring(0, at) + put + token.substring(at);
                        default -> token.substring(0, at);
                    };
            assertThat(tokens.accepts(bad)).as("seed %d", i).isEqualTo(bad.equals(token));
        }
        // The last character of a signature holds bits that are not used: they must be zero.
        for (String token : good) {
            for (int c = 0; c < 64; c++) {
                String bad = token.substring(0, token.length() - 1) + alphabet.charAt(c);
                assertThat(tokens.accepts(bad)).isEqualTo(bad.equals(token));
            }
        }
        String[] one = good.get(0).split("\\.");
        String[] other = signed(RS, CLAIMS.replace("300", "301").replace("}", ",'x':1}"), RSA)
                .split("\\.");
        assertThat(tokens.accepts(one[0] + "." + other[1] + "." + one[2])).isFalse();
        assertThat(tokens.accepts("x".repeat(100_000))).isFalse();
        assertThat(keys(pem(pair("RSA", 2048).getPublic())).accepts(good.get(0)))
                .isFalse();
    }

    @Test
    void keysThatAreNoneAreRefused() throws IOException {
        for (String text : List.of(
                "",
                "{",
                "{'keys':[]}",
                "{'kty':'oct','k':'AAAA'}",
                jwk(RSA, ",'d':'AAAA'"),
                jwk(RSA, ",'use':'enc'"),
                jwk(RSA, ",'alg':'ES256'"),
                jwk(EC, "").replace("P-256", "P-384"),
                pem(pair("RSA", 1024).getPublic()),
                pem(pair("EC", 384).getPublic()),
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")) {
            assertThatThrownBy(() -> keys(text)).as(text).isInstanceOf(ConfigException.class);
        }
    }

    @Test
    void aPortTakesListedAndSignedTokens() throws Exception {
        Path list = Files.writeString(folder.resolve("list"), "0123456789abcdef0123456789abcdef\n");
        Tokens tokens = Tokens.read(list).with(keys(pem(EC.getPublic())));
        assertThat(Tokens.none().with(keys(pem(EC.getPublic()))).any()).isTrue();
        assertThatCode(() -> tokens.check("Bearer 0123456789abcdef0123456789abcdef"))
                .doesNotThrowAnyException();
        String good = signed(ES, CLAIMS, EC);
        assertThatCode(() -> tokens.check("bearer " + good)).doesNotThrowAnyException();
        for (String bad :
                List.of("", good, "Basic " + good, "Bearer", "Bearer " + good + "x", "Bearer " + good + " x")) {
            assertThatThrownBy(() -> tokens.check(bad)).as(bad).isInstanceOf(Refusal.class);
        }
    }
}
