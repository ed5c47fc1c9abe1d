package org.gapwise.server;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import org.gapwise.server.cds.CdsRoutes;
import org.gapwise.server.contract.ContractRoutes;
import org.gapwise.server.http.HttpPort;
import org.gapwise.server.http.Limits;
import org.gapwise.server.http.Observer;
import org.gapwise.server.http.Place;
import org.gapwise.server.http.Route;
import org.gapwise.server.http.Routes;
import org.gapwise.server.http.Tokens;
import org.gapwise.server.model.Models;
import org.gapwise.server.oip.OipRoutes;
import org.gapwise.server.page.PageRoutes;
import org.gapwise.server.rest.RestRoutes;

/** Models behind a port. */
public final class ModelServer implements Closeable {

    private final HttpPort port;

    private ModelServer(HttpPort port) {
        this.port = port;
    }

    public static ModelServer open(Models models, Place place, Limits limits, Tokens tokens, Observer observer) {
        return new ModelServer(HttpPort.open(place, new Routes(routes(models)), limits, tokens, observer));
    }

    /** Everything that is served to those who ask. */
    static List<Route> routes(Models models) {
        String version = ModelServer.class.getPackage().getImplementationVersion();
        List<Route> routes = new ArrayList<>(new RestRoutes(models).routes());
        routes.addAll(new OipRoutes(models, version == null ? "unknown" : version).routes());
        routes.addAll(new CdsRoutes(models).routes());
        routes.addAll(PageRoutes.routes());
        routes.addAll(ContractRoutes.routes());
        return routes;
    }

    public int port() {
        return port.number();
    }

    /** Lets open requests finish. */
    @Override
    public void close() {
        port.close();
    }
}
