package org.gapwise.data.dicomweb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** Takes a body as it comes and breaks off at the first byte too many, whatever length was announced. */
final class CappedBody implements Subscriber<List<ByteBuffer>> {

    /** The body had more bytes than it may. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final int most;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final CompletableFuture<Void> overflow = new CompletableFuture<>();
    private Optional<Subscription> subscription = Optional.empty();

    CappedBody(int most) {
        this.most = most;
    }

    /** Fails with {@link TooLarge} when there are too many bytes, and never ends otherwise. */
    CompletableFuture<Void> overflow() {
        return overflow;
    }

    byte[] bytes() {
        return taken.toByteArray();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = Optional.of(given);
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (overflow.isDone() || buffer.remaining() > most - taken.size()) {
                subscription.ifPresent(Subscription::cancel);
                overflow.completeExceptionally(new TooLarge());
                return;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            taken.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable failure) {
        // Whoever asked is told by the client.
    }

    @Override
    public void onComplete() {
        // The client takes the bytes.
    }
}
