package io.nineveh.bench.broker;

import io.nineveh.bench.access.BrokerAccess;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.load.CallingClient;
import io.nineveh.bench.load.Crew;
import java.io.IOException;

/** Pings of a server that has nothing else to do: the cost of a round trip. */
final class Pinging implements Subject {
    static final String BENCHMARK = "ping";

    @Override
    public void measure(Stage stage) throws IOException, InterruptedException {
        for (int clients : stage.sizes().clients()) {
            Kind kind = new Kind(BENCHMARK, Params.of("clients", clients), Unit.CALLS, 1);
            Comparison comparison = new Comparison();
            for (Way<BrokerAccess> way : stage.ways().servers()) {
                comparison.add(Contender.of(kind, way, pingers(way, clients)));
            }
            stage.run(comparison);
        }
    }

    /** Clients that ping as often as they get an answer. */
    static Crew pingers(Way<BrokerAccess> way, int clients) throws IOException {
        return Crew.of(clients, number -> CallingClient.of(way.open(), (access, call) -> access.ping()));
    }
}
