package io.nineveh.bench.load;

import java.io.Closeable;
import java.io.IOException;

/**
 * A client whose steps are one timed call each.
 *
 * @param <A> what it calls; closed with it
 */
public final class CallingClient<A extends Closeable> implements Client {
    private final A access;
    private final Call<A> call;
    private final Tidying<A> tidying;
    private long next;

    /** A call, with the number of calls that this client has made before. */
    public interface Call<A> {
        void make(A access, long number) throws IOException;
    }

    /** What removes what the calls of a round have left. */
    public interface Tidying<A> {
        void tidy(A access) throws IOException;
    }

    public CallingClient(A access, Call<A> call, Tidying<A> tidying) {
        this.access = access;
        this.call = call;
        this.tidying = tidying;
    }

    /** A client whose calls leave nothing. */
    public static <A extends Closeable> CallingClient<A> of(A access, Call<A> call) {
        return new CallingClient<>(access, call, nothing -> {});
    }

    @Override
    public void step(Latencies calls) throws IOException {
        long number = next++;
        calls.time(() -> call.make(access, number));
    }

    @Override
    public void tidy() throws IOException {
        tidying.tidy(access);
    }

    @Override
    public void close() throws IOException {
        access.close();
    }
}
