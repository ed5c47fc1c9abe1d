package org.gapwise.server.watch;

import java.util.List;
import org.gapwise.server.http.Observer;
import org.gapwise.server.http.Visit;

/** Several observers as one. */
public record Observers(List<Observer> all) implements Observer {

    public Observers {
        all = List.copyOf(all);
    }

    @Override
    public void answered(Visit visit) {
        all.forEach(each -> each.answered(visit));
    }

    @Override
    public void broke(String route, Throwable failure) {
        all.forEach(each -> each.broke(route, failure));
    }

    @Override
    public void cut(int connections) {
        all.forEach(each -> each.cut(connections));
    }
}
