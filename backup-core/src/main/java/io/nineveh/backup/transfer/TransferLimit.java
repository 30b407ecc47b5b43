package io.nineveh.backup.transfer;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ticker;
import java.math.BigInteger;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How many bytes a second all transfers that share it move together. Bytes that have passed take their turn after those of all
 * others, and who moved them waits until it is over. So the limit holds over any time but for one piece of each transfer. Time in
 * which nothing moved is not made up for. Safe for many threads.
 */
public final class TransferLimit {
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(TimeUnit.SECONDS.toNanos(1));

    private OptionalLong bytesPerSecond;
    private final Ticker ticker;
    /** When the turns of all bytes that have passed are over, by the ticker. */
    private long end;

    /** A limit by the clock of this process; empty: none. */
    public static TransferLimit of(OptionalLong bytesPerSecond) {
        return new TransferLimit(bytesPerSecond, Ticker.systemTicker());
    }

    TransferLimit(OptionalLong bytesPerSecond, Ticker ticker) {
        this.bytesPerSecond = requireValid(bytesPerSecond);
        this.ticker = requireNonNull(ticker, "ticker");
        this.end = ticker.read();
    }

    private static OptionalLong requireValid(OptionalLong bytesPerSecond) {
        if (bytesPerSecond.isPresent() && bytesPerSecond.getAsLong() < 1) {
            throw new IllegalArgumentException("a limit is at least 1 byte a second, not " + bytesPerSecond);
        }
        return bytesPerSecond;
    }

    /** Lets another limit hold for what moves from now on; empty: none. Who waits already waits to the end. */
    public synchronized void change(OptionalLong limit) {
        bytesPerSecond = requireValid(limit);
        end = ticker.read();
    }

    /** Takes note of bytes that have passed; gives how long who moved them is to wait before it moves more. */
    public synchronized Duration take(long bytes) {
        if (bytesPerSecond.isEmpty() || bytes == 0) {
            return Duration.ZERO;
        }
        long turn = turn(bytes, bytesPerSecond.getAsLong());
        long now = ticker.read();
        end = (end - now > 0 ? end : now) + turn;
        return Duration.ofNanos(end - now);
    }

    /** In nanoseconds; the product may have more than 64 bits. */
    private static long turn(long bytes, long bytesPerSecond) {
        return BigInteger.valueOf(bytes)
                .multiply(NANOS_PER_SECOND)
                .divide(BigInteger.valueOf(bytesPerSecond))
                .longValueExact();
    }
}
