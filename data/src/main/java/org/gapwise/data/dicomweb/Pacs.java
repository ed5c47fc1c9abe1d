package org.gapwise.data.dicomweb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.gapwise.core.ConfigException;

/**
 * Where an archive is, what opens it, and how much it may send.
 *
 * @param base of its DICOMweb services, without a slash at the end
 * @param token sent as a bearer token
 * @param tls whom to trust; without, whom the Java platform trusts
 * @param deadline for everything that is asked of it together
 * @param mostBytes of one answer
 */
public record Pacs(URI base, Optional<String> token, Optional<SSLContext> tls, Duration deadline, int mostBytes) {

    private static final String URL = "the URL of the archive";
    private static final String FIX = "Give the base of its DICOMweb services, e.g. https://pacs.example/dicom-web.";

    /** Checks the address: HTTPS, or HTTP on this machine alone, and nothing but host and path. */
    public static URI address(String url) {
        try {
            URI base = new URI(url.replaceFirst("/+$", ""));
            String scheme = String.valueOf(base.getScheme());
            if (base.getHost() == null
                    || base.getRawUserInfo() != null
                    || base.getRawQuery() != null
                    || base.getRawFragment() != null) {
                throw new ConfigException("it is no address of a host and a path alone.", URL, FIX);
            }
            if (!scheme.equals("https") && !(scheme.equals("http") && here(base.getHost()))) {
                throw new ConfigException(
                        "only https is spoken with other machines.",
                        URL,
                        "Give https://..., or http:// on this machine.");
            }
            return base;
        } catch (URISyntaxException e) {
            throw new ConfigException("it is no URL.", URL, FIX);
        }
    }

    private static boolean here(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Trusts these certificates and no others. */
    public static SSLContext trusting(Path pem) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            byte[] bytes = Files.readAllBytes(pem);
            int number = 0;
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
                number++;
                trusted.setCertificateEntry("ca" + number, each);
            }
            if (number == 0) {
                throw new ConfigException("there is no certificate in it.", pem.toString(), "Give a PEM file.");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigException(
                    "the certificates cannot be used (" + e.getClass().getSimpleName() + ").",
                    pem.toString(),
                    "Give a PEM file with the certificates of the authority.");
        }
    }

    /** Names neither the token nor anything else of it. */
    @Override
    public String toString() {
        return "Pacs[" + base.getScheme() + "]";
    }
}
