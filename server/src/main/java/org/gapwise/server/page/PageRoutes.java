package org.gapwise.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.gapwise.server.http.Access;
import org.gapwise.server.http.Effort;
import org.gapwise.server.http.HttpResponse;
import org.gapwise.server.http.Route;

/** Each file has a route of its own: no path is ever made from what a client wrote. */
public final class PageRoutes {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: "
                    + "data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private PageRoutes() {}

    public static List<Route> routes() {
        return List.of(
                file("/", "index.html", "text/html; charset=utf-8"),
                file("/style.css", "style.css", "text/css; charset=utf-8"),
                script("app.js"),
                script("dom.js"),
                script("form.js"),
                script("why.js"),
                file("/openapi.json", "openapi.json", "application/json"));
    }

    private static Route script(String name) {
        return file("/" + name, name, "text/javascript; charset=utf-8");
    }

    private static Route file(String path, String name, String type) {
        HttpResponse response =
                new HttpResponse(HttpResponse.OK, type, read(name), Map.of("Content-Security-Policy", POLICY));
        return new Route("GET", path, Effort.LIGHT, Access.OPEN, request -> response, HttpResponse::problems);
    }

    private static byte[] read(String name) {
        try (InputStream in = PageRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
