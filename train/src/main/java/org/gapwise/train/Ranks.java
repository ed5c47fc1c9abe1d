package org.gapwise.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.ConfigException;
import org.gapwise.model.Trainee;
import org.gapwise.nn.Gloo;
import org.gapwise.nn.GlooException;
import org.gapwise.nn.Gradients;
import org.gapwise.nn.Meeting;
import org.gapwise.nn.Peers;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/** Processes on one machine or several, which exchange over TCP. */
public final class Ranks implements Collective {

    private final Gloo gloo;
    private final Meeting meeting;

    private Ranks(Gloo gloo, Meeting meeting) {
        this.gloo = gloo;
        this.meeting = meeting;
    }

    /** Waits for all the others. */
    public static Ranks join(Meeting meeting) {
        try {
            return new Ranks(Gloo.join(meeting), meeting);
        } catch (GlooException e) {
            throw new ConfigException(
                    e.getMessage() + ".",
                    "rank " + meeting.rank() + " of " + meeting.world(),
                    "Start as many processes as --world says, each with a --rank of its own and the same --rendezvous:"
                            + " the host of rank 0 and a port that is free there and may be reached.");
        }
    }

    @Override
    public int rank() {
        return meeting.rank();
    }

    @Override
    public int world() {
        return meeting.world();
    }

    @Override
    public double gradients(Trainee network, double loss) {
        try (Scope scope = Scope.open()) {
            Gradients gradients = new Gradients(network.parameters().values());
            List<Tensor> buffers = List.copyOf(network.buffers().values());
            Tensor flat = gradients.flat();
            List<Tensor> all = new ArrayList<>();
            all.add(flat);
            buffers.forEach(buffer -> all.add(buffer.reshape(-1)));
            all.add(Tensor.full(loss, 1));
            Tensor sum = Tensor.concat(all, 0);
            exchange(() -> gloo.sum(sum));
            gradients.take(sum.slice(0, 0, flat.count()));
            long at = flat.count();
            for (Tensor buffer : buffers) {
                buffer.assign(sum.slice(0, at, at + buffer.count())
                        .reshape(buffer.shape())
                        .times(1.0 / world()));
                at += buffer.count();
            }
            return sum.slice(0, at, at + 1).item();
        }
    }

    @Override
    public void sum(float[] values) {
        try (Scope scope = Scope.open()) {
            Tensor all = Tensor.of(values, values.length);
            exchange(() -> gloo.sum(all));
            System.arraycopy(all.toFloats(), 0, values, 0, values.length);
        }
    }

    @Override
    public Optional<Peers> peers() {
        return Optional.of(values -> exchange(() -> gloo.sum(values)));
    }

    @Override
    public boolean any(boolean here) {
        float[] count = {here ? 1 : 0};
        sum(count);
        return count[0] > 0;
    }

    @Override
    public byte[] first(byte[] here) {
        try (Scope scope = Scope.open()) {
            Tensor size = Tensor.of(new long[] {here.length}, 1);
            exchange(() -> gloo.broadcast(size));
            int length = (int) size.toLongs()[0];
            Tensor bytes = Tensor.ofBytes(rank() == 0 ? here : new byte[length], length);
            if (length > 0) {
                exchange(() -> gloo.broadcast(bytes));
            }
            return bytes.toBytes();
        }
    }

    private void exchange(Runnable work) {
        try {
            work.run();
        } catch (GlooException e) {
            throw new ConfigException(
                    e.getMessage() + ".",
                    "rank " + meeting.rank() + " of " + meeting.world(),
                    "Start all ranks again with --resume: they go on from the last checkpoint. If none has ended, give"
                            + " more than --patience " + meeting.patience().toSeconds() + ".");
        }
    }

    @Override
    public void close() {
        gloo.close();
    }
}
