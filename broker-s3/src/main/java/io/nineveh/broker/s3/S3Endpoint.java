package io.nineveh.broker.s3;

import io.nineveh.broker.api.StorageException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a store is, and how it is asked for a bucket.
 *
 * @param uri empty for Amazon's own of the region
 * @param region empty to let the SDK find it in its own configuration
 */
record S3Endpoint(Optional<URI> uri, Optional<String> region, Addressing addressing) {

    /** Where a request names its bucket. */
    enum Addressing {
        /**
         * As the first label of the host name. Where that cannot be, since the endpoint is an IP address or the bucket's
         * name no label that its certificate covers, the SDK names the bucket in the path by itself.
         */
        VIRTUAL_HOST,
        /** As the first component of the path. */
        PATH
    }

    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final String CENTRAL_HOST = "s3.amazonaws.com";
    static final String REGION_OF_STORES_WITHOUT_REGIONS = "us-east-1";

    static S3Endpoint read(GivenProperties given, S3Store store) throws StorageException {
        Optional<String> region = region(given, store.names().region());
        Optional<URI> uri = uri(given, store, region);
        Optional<Boolean> pathStyle = given.flag(store.names().pathStyle());
        return new S3Endpoint(
                uri,
                region.or(() -> uri.map(S3Endpoint::regionOf)),
                pathStyle
                        .map(wanted -> wanted ? Addressing.PATH : Addressing.VIRTUAL_HOST)
                        .orElseGet(() -> uri.map(S3Endpoint::usualAddressing).orElse(Addressing.VIRTUAL_HOST)));
    }

    /** Whether requests go to Amazon, and not to a compatible store. */
    boolean isAmazons() {
        return uri.map(S3Endpoint::host)
                .map(host -> host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn"))
                .orElse(true);
    }

    /** A region that is given by one of some names. */
    static Optional<String> region(GivenProperties given, List<String> names) throws StorageException {
        Optional<String> region = given.text(names);
        if (region.isPresent() && !REGION.matcher(region.get()).matches()) {
            throw given.invalid(names, "is not a region; write for example us-east-1");
        }
        return region;
    }

    private static Optional<URI> uri(GivenProperties given, S3Store store, Optional<String> region)
            throws StorageException {
        String scheme = given.flag(store.names().tls()).orElse(true) ? "https" : "http";
        Optional<URI> written = given.address(store.names().endpoint(), scheme);
        if (written.isPresent()) {
            // Amazon's central host sends requests for buckets of other regions away; the SDK knows the host of each
            // region.
            return written.filter(uri -> region.isEmpty() || !host(uri).equals(CENTRAL_HOST))
                    .map(uri -> speakingS3(uri, store));
        }
        Optional<String> host = store.hosts().serving(region);
        if (host.isEmpty() && store.hosts().ofRegion().isPresent()) {
            throw given.missing(
                    store.names().endpoint(),
                    "write for example https://" + store.hosts().example());
        }
        return host.map(name -> URI.create(scheme + "://" + name));
    }

    private static URI speakingS3(URI uri, S3Store store) {
        String host = store.hosts().speakingS3(host(uri));
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return host.equals(host(uri)) ? uri : URI.create(uri.getScheme() + "://" + host + port);
    }

    private static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static String regionOf(URI uri) {
        return S3Store.regionOfHost(host(uri)).orElse(REGION_OF_STORES_WITHOUT_REGIONS);
    }

    /** A name without a dot, as localhost or that of a container, has no names below it that could stand for buckets. */
    private static Addressing usualAddressing(URI uri) {
        return host(uri).contains(".") ? Addressing.VIRTUAL_HOST : Addressing.PATH;
    }
}
