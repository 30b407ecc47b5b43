package io.nineveh.server.mysql;

import java.time.Duration;
import java.util.Optional;

/**
 * What a connection is doing, as its own thread sets it and others see it; and the one place that decides, when the server
 * stops, whether a statement still begins.
 */
final class Occupation {
    private enum State {
        AUTHENTICATING,
        IDLE,
        BUSY
    }

    private State state = State.AUTHENTICATING;
    private long since = System.nanoTime();
    private Optional<String> database = Optional.empty();
    private boolean stopping;

    /** False when the server stops: there will be no other command. */
    synchronized boolean becomeIdle() {
        change(State.IDLE);
        return !stopping;
    }

    /** False when the server stops: the command that came is not to be begun. */
    synchronized boolean becomeBusy() {
        if (!stopping) {
            change(State.BUSY);
        }
        return !stopping;
    }

    /** From now on nothing begins. True when something that began earlier is still going on. */
    synchronized boolean stop() {
        stopping = true;
        return state == State.BUSY;
    }

    /** Whether a command is being carried out. */
    synchronized boolean isBusy() {
        return state == State.BUSY;
    }

    synchronized void database(Optional<String> name) {
        database = name;
    }

    /** Whether the client has been authenticating for longer than that. */
    synchronized boolean isAuthenticatingFor(Duration limit) {
        return state == State.AUTHENTICATING && age().compareTo(limit) > 0;
    }

    /** Empty until the client is authenticated. */
    synchronized Optional<ConnectionState> describe(ClientConnection client) {
        return switch (state) {
            case AUTHENTICATING -> Optional.empty();
            case IDLE -> Optional.of(new ConnectionState(client, database, ConnectionState.Activity.SLEEP, age()));
            case BUSY -> Optional.of(new ConnectionState(client, database, ConnectionState.Activity.QUERY, age()));
        };
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private void change(State next) {
        state = next;
        since = System.nanoTime();
    }
}
