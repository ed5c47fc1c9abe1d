package org.gapwise.nn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.BroadcastOptions;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch_gloo;

/**
 * Processes that exchange tensors over TCP, through libtorch's Gloo; on Linux alone. All call the same methods in the same
 * order, and a call ends when all have come to it. Not thread-safe.
 */
public final class Gloo implements AutoCloseable {
    private static final String ARRIVED = "arrived/";

    private final ProcessGroupGloo group;
    private final TCPStore store;

    private Gloo(ProcessGroupGloo group, TCPStore store) {
        this.group = group;
        this.store = store;
    }

    /**
     * Waits until all have come.
     *
     * @throws GlooException when they do not, or when nothing listens there
     */
    public static Gloo join(Meeting meeting) {
        Native.start();
        try {
            Native.load(torch_gloo.class);
        } catch (UnsatisfiedLinkError e) {
            throw new GlooException("the engine has no Gloo on this platform", e);
        }
        try (Scope scope = Scope.open()) {
            TCPStore store = kept(store(meeting));
            try {
                return new Gloo(kept(group(store, meeting)), store);
            } catch (RuntimeException e) {
                store.releaseReference();
                throw e;
            }
        }
    }

    private static TCPStore store(Meeting meeting) {
        boolean first = meeting.rank() == 0;
        String what = first ? "it is not possible to listen at " + meeting : "nobody listens at " + meeting;
        return tried(
                what,
                () -> new TCPStore(
                        meeting.host(),
                        new TCPStoreOptions()
                                .port((short) meeting.port())
                                .isServer(first)
                                .waitWorkers(false)
                                .numWorkers(new SizeTPointer(1).put(meeting.world()))
                                .timeout(new Milliseconds(meeting.arrival().toMillis()))));
    }

    private static ProcessGroupGloo group(TCPStore store, Meeting meeting) {
        String what = "not all of " + meeting.world() + " ranks came to " + meeting + " within "
                + meeting.arrival().toSeconds() + " s, or two of them have the same number";
        return tried(what, () -> {
            if (store.add(ARRIVED + meeting.rank(), 1) != 1) {
                throw new IllegalStateException("rank " + meeting.rank() + " came twice");
            }
            ProcessGroupGloo.Options options = ProcessGroupGloo.Options.create(
                    new Milliseconds(meeting.arrival().toMillis()));
            options.devices(new GlooDeviceVector(ProcessGroupGloo.createDeviceForHostname(own(meeting))));
            ProcessGroupGloo group = new ProcessGroupGloo(store, meeting.rank(), meeting.world(), options);
            group.setTimeout(new Milliseconds(meeting.patience().toMillis()));
            return group;
        });
    }

    /** The address of this machine on the network that rank 0 is on; nothing is sent. */
    private static String own(Meeting meeting) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(meeting.host(), meeting.port()));
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException | UncheckedIOException e) {
            throw new GlooException("there is no way to " + meeting, e);
        }
    }

    /** Adds up what all have, in place. */
    public void sum(Tensor values) {
        done(() -> group.allreduce(Tensor.vector(List.of(values))));
    }

    /** Overwrites what all have with what rank 0 has. */
    public void broadcast(Tensor values) {
        done(() -> group.broadcast(Tensor.vector(List.of(values)), new BroadcastOptions().rootRank(0)));
    }

    private static void done(Supplier<Work> work) {
        tried("another rank is lost: it ended, or kept the others waiting for too long", () -> {
            try (Scope scope = Scope.open()) {
                return work.get()._wait();
            }
        });
    }

    private static <T> T tried(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw new GlooException(what, e);
        }
    }

    private static <P extends Pointer> P kept(P pointer) {
        pointer.retainReference();
        return pointer;
    }

    @Override
    public void close() {
        group.releaseReference();
        store.releaseReference();
    }
}
