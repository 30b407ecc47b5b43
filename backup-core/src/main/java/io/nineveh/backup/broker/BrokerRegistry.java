package io.nineveh.backup.broker;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.meta.MetadataTransaction;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import java.io.Closeable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The brokers. A broker is a name and one or more addresses; which there are is durable, whether they are alive is found out
 * by heartbeats, each broker in a thread of its own, so that none waits for another. Safe for many threads.
 */
public final class BrokerRegistry implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerRegistry.class);
    private static final Comparator<BrokerLink> ORDER =
            Comparator.comparing(BrokerLink::name).thenComparing(BrokerLink::address);

    private final MetadataStore store;
    private final Clock clock;
    private final BrokerConnector connector;
    private final List<BrokerUses> uses = new CopyOnWriteArrayList<>();
    private final Heartbeats heartbeats;
    private volatile List<BrokerLink> links;

    /** Held from the choice of an address until the file system counts, so that the next choice sees it. */
    private final Object choice = new Object();

    /** Reads which brokers there are; none is alive before {@link #start()}. The store stays the caller's to close. */
    public BrokerRegistry(MetadataStore store, Clock clock, BrokerOptions options) {
        this(store, clock, options, new BrokerClientConnector(options));
    }

    /** The same with another way to the brokers. */
    public BrokerRegistry(MetadataStore store, Clock clock, BrokerOptions options, BrokerConnector connector) {
        this.store = requireNonNull(store, "store");
        this.clock = requireNonNull(clock, "clock");
        this.connector = requireNonNull(connector, "connector");
        this.heartbeats = new Heartbeats(requireNonNull(options, "options"));
        this.links = store.read(BrokerRows::readAll).stream()
                .map(row -> link(row.name(), row.address()))
                .sorted(ORDER)
                .toList();
    }

    /** Begins the heartbeats, and waits a little for the first answers. */
    public void start() {
        heartbeats.start(() -> links);
    }

    /** Names what needs brokers, so that they are not dropped under it. */
    public void protect(BrokerUses users) {
        uses.add(requireNonNull(users, "users"));
    }

    /**
     * Adds addresses to a broker, which is new if there is none of that name; all or none, durable on return. They are
     * asked at once whether they are alive, and this waits a little for the answers; a dead one is added all the same.
     *
     * @throws RefusedException when the name is empty, or the broker has one of the addresses already
     */
    public void add(String name, List<HostPort> addresses) {
        if (name.isBlank()) {
            throw new RefusedException(Reason.INVALID, "Broker's name can't be empty.");
        }
        requireAddresses(name, addresses);
        store.write(transaction -> {
            add(transaction, name, addresses);
            return addresses.size();
        });
        LOG.info("added broker {} with {}", name, addresses);
        heartbeats.askNow(
                linksOf(name).filter(link -> addresses.contains(link.address())).toList());
    }

    private void add(MetadataTransaction transaction, String name, List<HostPort> addresses) {
        List<HostPort> known = new ArrayList<>(addressesOf(name));
        for (HostPort address : addresses) {
            if (known.contains(address)) {
                throw new RefusedException(Reason.WRONG_STATE, "Broker(%s) has already in brokers.".formatted(address));
            }
            known.add(address);
            BrokerRows.insert(transaction.handle(), name, address);
        }
        transaction.onCommit(() -> {
            Stream<BrokerLink> added = addresses.stream().map(address -> link(name, address));
            links = Stream.concat(links.stream(), added).sorted(ORDER).toList();
        });
    }

    /**
     * Takes addresses from a broker; all or none, durable on return. With its last address the broker is gone. Files that
     * are open through them stay usable.
     *
     * @throws RefusedException when there is no such broker, it lacks one of the addresses, or none would be left while
     *     something needs the broker
     */
    public void drop(String name, List<HostPort> addresses) {
        requireAddresses(name, addresses);
        store.write(transaction -> {
            List<HostPort> rest = new ArrayList<>(requireBroker(name));
            for (HostPort address : addresses) {
                if (!rest.remove(address)) {
                    throw new RefusedException(Reason.WRONG_STATE, "Broker(%s) has not in brokers.".formatted(address));
                }
            }
            drop(transaction, name, addresses);
            return rest.isEmpty();
        });
        LOG.info("dropped {} from broker {}", addresses, name);
    }

    /**
     * Removes a broker with all its addresses, as {@link #drop} does.
     *
     * @throws RefusedException when there is no such broker, or something needs it
     */
    public void dropAll(String name) {
        List<HostPort> dropped = store.write(transaction -> {
            List<HostPort> addresses = requireBroker(name);
            drop(transaction, name, addresses);
            return addresses;
        });
        LOG.info("dropped broker {} with {}", name, dropped);
    }

    private void drop(MetadataTransaction transaction, String name, Collection<HostPort> addresses) {
        if (addresses.size() == addressesOf(name).size()) {
            requireUnused(name);
        }
        addresses.forEach(address -> BrokerRows.delete(transaction.handle(), name, address));
        transaction.onCommit(() -> {
            List<BrokerLink> dropped = linksOf(name)
                    .filter(link -> addresses.contains(link.address()))
                    .toList();
            links = links.stream().filter(link -> !dropped.contains(link)).toList();
            dropped.forEach(BrokerLink::retire);
        });
    }

    private void requireUnused(String name) {
        List<String> users =
                uses.stream().flatMap(use -> use.usersOf(name).stream()).toList();
        if (!users.isEmpty()) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "Broker '%s' is used by %s; drop what uses it first, or add another address before dropping the last one"
                            .formatted(name, String.join(", ", users)));
        }
    }

    /**
     * The addresses of a broker that must be there, alive or not. Within a metadata transaction the answer holds until the
     * transaction ends.
     *
     * @throws RefusedException when it is not
     */
    public List<HostPort> requireBroker(String name) {
        List<HostPort> addresses = addressesOf(name);
        if (addresses.isEmpty()) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "Unknown broker name(%s); SHOW BROKER lists those there are, ALTER SYSTEM ADD BROKER adds one"
                            .formatted(name));
        }
        return addresses;
    }

    /** All addresses of all brokers, in the order of names, then addresses. */
    public List<BrokerNode> nodes() {
        return links.stream().map(BrokerLink::node).toList();
    }

    /**
     * The storage of a location through a broker: through that of its alive addresses with the fewest open file systems,
     * and among equals one on this host, so that many file systems are spread over all of them. One of which a call has just
     * failed comes last. The caller closes it, and asks anew to get another address after one has failed.
     *
     * @throws RefusedException when there is no such broker, or none of its addresses is alive
     */
    public BrokerFileSystem fileSystem(String name, Location location, Map<String, String> properties) {
        requireBroker(name);
        synchronized (choice) {
            for (Candidate candidate : alive(name)) {
                Optional<BrokerFileSystem> opened = candidate.link().open(location, properties);
                if (opened.isPresent()) {
                    return opened.orElseThrow();
                }
            }
        }
        throw noneAlive(name);
    }

    private List<Candidate> alive(String name) {
        return linksOf(name)
                .filter(BrokerLink::isAlive)
                .map(link -> new Candidate(link, link.isSuspect(), link.openFileSystems(), link.isOnThisHost()))
                .sorted(Candidate.BEST_FIRST)
                .toList();
    }

    private RefusedException noneAlive(String name) {
        List<String> errors = linksOf(name)
                .map(BrokerLink::node)
                .map(node ->
                        "%s: %s".formatted(node.address(), node.errorMessage().orElse("just came back")))
                .toList();
        return new RefusedException(
                Reason.STORAGE,
                ("failed to find alive broker: %s (%s); start the broker, or add an address where it runs with ALTER"
                                + " SYSTEM ADD BROKER")
                        .formatted(name, String.join("; ", errors)));
    }

    /** Ends the heartbeats and gives up all connections, with whatever is open. Repeating it does nothing. */
    @Override
    public void close() {
        heartbeats.close();
        links.forEach(BrokerLink::close);
    }

    private BrokerLink link(String name, HostPort address) {
        return new BrokerLink(name, address, connector.connect(address), clock, heartbeats.threads());
    }

    private Stream<BrokerLink> linksOf(String name) {
        return links.stream().filter(link -> link.name().equals(name));
    }

    private List<HostPort> addressesOf(String name) {
        return linksOf(name).map(BrokerLink::address).toList();
    }

    private static void requireAddresses(String name, List<HostPort> addresses) {
        if (addresses.isEmpty()) {
            throw new RefusedException(
                    Reason.INVALID, "no address is given for broker '%s'; name one as \"host:port\"".formatted(name));
        }
    }

    /** An alive address, with what decides for or against it as it was at one moment. */
    private record Candidate(BrokerLink link, boolean isSuspect, int openFileSystems, boolean isOnThisHost) {
        static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::isSuspect)
                .thenComparingInt(Candidate::openFileSystems)
                .thenComparing(Candidate::isOnThisHost, Comparator.reverseOrder());
    }
}
