package org.gapwise.server.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.gapwise.server.http.Access;
import org.gapwise.server.http.Effort;
import org.gapwise.server.http.HttpResponse;
import org.gapwise.server.http.Route;

/** The page {@code /docs}, which shows {@code /openapi.json}. Each file has a route of its own. */
public final class ContractRoutes {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String JAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String FILES = "/META-INF/resources/webjars/swagger-ui/";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private ContractRoutes() {}

    public static List<Route> routes() {
        String library = FILES + version() + "/";
        return List.of(
                file("/docs", "docs.html", "text/html; charset=utf-8"),
                file("/docs/docs.js", "docs.js", SCRIPT),
                file("/docs/docs.css", "docs.css", STYLE),
                file("/docs/swagger-ui.css", library + "swagger-ui.css", STYLE),
                file("/docs/swagger-ui-bundle.js", library + "swagger-ui-bundle.js", SCRIPT));
    }

    /** As the jar itself says it, since its folder is called so. */
    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = open(JAR)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "");
    }

    private static Route file(String path, String name, String type) {
        try (InputStream in = open(name)) {
            HttpResponse response = new HttpResponse(
                    HttpResponse.OK, type, in.readAllBytes(), Map.of("Content-Security-Policy", POLICY));
            return new Route("GET", path, Effort.LIGHT, Access.OPEN, request -> response, HttpResponse::problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = ContractRoutes.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(name + " is on no jar");
        }
        return in;
    }
}
