package io.nineveh.broker.server.edge;

import java.time.Duration;

/**
 * How far a connection is with its request, and until when it may take for that. Its own thread moves it on; others look.
 *
 * <p>The time in which a request must have arrived is counted for the request as a whole, however slowly its bytes drip; the
 * time that the broker itself takes in between does not count.
 */
final class Progress {
    /** What a connection does. */
    enum Phase {
        /** Waits for a request. */
        IDLE(0),
        /** Has begun to read a request. */
        RECEIVING(1),
        /** Has it carried out. */
        CALLING(2),
        /** Writes its answer. */
        ANSWERING(3);

        private final int code;

        Phase(int code) {
            this.code = code;
        }
    }

    /** How long each phase may take. */
    record Limits(Duration idle, Duration request, Duration call) {}

    private static final Phase[] PHASES = Phase.values();
    private static final int PHASE_BITS = 2;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Limits limits;

    /** When the phase began and when it must have ended are one value each, so that no reader mixes two phases. */
    private volatile long deadlineAndPhase;

    private long receivingLeft;
    private long callingLeft;

    Progress(Limits limits) {
        this.limits = limits;
        begin(Phase.RECEIVING, limits.request().toMillis());
    }

    void idle() {
        begin(Phase.IDLE, limits.idle().toMillis());
    }

    void receiving() {
        begin(Phase.RECEIVING, limits.request().toMillis());
    }

    void calling() {
        receivingLeft = deadline() - now();
        begin(Phase.CALLING, limits.call().toMillis());
    }

    /** Goes on with a request that was begun to be carried out before it had arrived whole. */
    void receivingOn() {
        callingLeft = deadline() - now();
        begin(Phase.RECEIVING, receivingLeft);
    }

    /** Goes on to carry it out. */
    void callingOn() {
        receivingLeft = deadline() - now();
        begin(Phase.CALLING, callingLeft);
    }

    void answering() {
        begin(Phase.ANSWERING, limits.request().toMillis());
    }

    Phase phase() {
        return phase(deadlineAndPhase);
    }

    /** Whether the phase, if it is this one, takes longer than it may. */
    boolean isOverdue(Phase phase) {
        return isOverdue(phase, Duration.ZERO);
    }

    /** Whether the phase, if it is this one, takes longer than it may by more than a time. */
    boolean isOverdue(Phase phase, Duration time) {
        return isLeftWith(phase, -time.toMillis());
    }

    /** Whether the phase is this one and has lasted for longer than a time. */
    boolean isSlow(Phase phase, Duration time) {
        return isLeftWith(phase, limits.request().minus(time).toMillis());
    }

    private boolean isLeftWith(Phase phase, long millis) {
        long seen = deadlineAndPhase;
        return phase(seen) == phase && (seen >> PHASE_BITS) - now() < millis;
    }

    private void begin(Phase phase, long millis) {
        deadlineAndPhase = (now() + millis) << PHASE_BITS | phase.code;
    }

    private static Phase phase(long deadlineAndPhase) {
        return PHASES[(int) (deadlineAndPhase & (PHASES.length - 1))];
    }

    private long deadline() {
        return deadlineAndPhase >> PHASE_BITS;
    }

    private static long now() {
        return System.nanoTime() / NANOS_PER_MILLI;
    }
}
