package io.nineveh.bench.access;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is compared: a broker, and what bounds it.
 *
 * @param ceiling a server that does nothing
 * @param direct the broker's storage without a broker, where it can be reached
 * @param bare the broker's storage behind a server that does nothing else, where it can be reached; for large files only
 */
public record Ways(
        Way<BrokerAccess> broker,
        Way<BrokerAccess> ceiling,
        Optional<Way<? extends FileAccess>> direct,
        Optional<Way<BrokerAccess>> bare) {
    /** The name of the way through the broker: the one that is compared with the others. */
    public static final String BROKER = "broker";

    /** The name of the way through a server that does nothing. */
    public static final String CEILING = "ceiling";

    /** The name of the way without a server. */
    public static final String DIRECT = "direct";

    /** The name of the way through a server that does nothing but call the storage. */
    public static final String BARE = "bare";

    /** A way through a server at an address. */
    public static Way<BrokerAccess> through(
            String name, InetSocketAddress address, Optional<ProcessHandle> server, Storage storage) {
        return new Way<>(name, () -> BrokerAccess.connect(address, storage), server);
    }

    /** The way without a server: this process does the work. */
    public static <A extends FileAccess> Way<A> without(Way.Opening<A> opening) {
        return new Way<>(DIRECT, opening, Optional.of(ProcessHandle.current()));
    }

    /** Those that have all of the protocol. */
    public List<Way<? extends FileAccess>> all() {
        return Stream.concat(servers().stream(), direct.stream()).toList();
    }

    /** Those that have large files. */
    public List<Way<? extends FileAccess>> forLargeFiles() {
        return Stream.concat(all().stream(), bare.stream()).toList();
    }

    /** The two that speak the protocol. */
    public List<Way<BrokerAccess>> servers() {
        return List.of(broker, ceiling);
    }
}
