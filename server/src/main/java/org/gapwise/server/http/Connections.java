package org.gapwise.server.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/**
 * The open connections of a port. One whose request is not there, or not answered, within the deadline is cut, however
 * busily it sends; one too many from the same address is cut at once.
 */
final class Connections implements Connection.Listener {

    private final long deadline;
    private final int mostPerAddress;
    private final Map<Connection, Open> open = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

    /** Where a connection comes from, and since when what it does now has been going on. */
    private static final class Open {
        private final Optional<InetAddress> address;
        private volatile long since = System.nanoTime();

        Open(Optional<InetAddress> address) {
            this.address = address;
        }
    }

    Connections(Duration deadline, int mostPerAddress) {
        this.deadline = deadline.toNanos();
        this.mostPerAddress = mostPerAddress;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            // The connection inside of it is opened at once, too, and counts.
            return;
        }
        Open one = new Open(address(connection.getEndPoint().getRemoteSocketAddress()));
        open.put(connection, one);
        one.address.ifPresent(address -> {
            if (perAddress.merge(address, 1, Integer::sum) > mostPerAddress) {
                connection.getEndPoint().close();
            }
        });
    }

    @Override
    public void onClosed(Connection connection) {
        Open one = open.remove(connection);
        if (one != null) {
            one.address.ifPresent(
                    address -> perAddress.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null));
        }
    }

    /** What the connection does now began then. */
    void touch(Connection connection, long nanoTime) {
        Open one = open.get(connection);
        if (one != null) {
            one.since = nanoTime;
        }
    }

    int count() {
        return open.size();
    }

    /** Cuts what is over its time and says how many that were. */
    int sweep() {
        long now = System.nanoTime();
        int cut = 0;
        for (Map.Entry<Connection, Open> one : open.entrySet()) {
            if (now - one.getValue().since > deadline) {
                one.getKey().getEndPoint().close();
                cut++;
            }
        }
        return cut;
    }

    static Optional<InetAddress> address(SocketAddress far) {
        return far instanceof InetSocketAddress inet ? Optional.ofNullable(inet.getAddress()) : Optional.empty();
    }
}
