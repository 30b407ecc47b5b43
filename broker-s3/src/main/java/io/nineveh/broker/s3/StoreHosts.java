package io.nineveh.broker.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the hosts of a vendor's store are named.
 *
 * @param ofRegion the host that serves a region, which stands where {@code %s} does; empty where the SDK knows the hosts
 * @param exampleRegion a region of the vendor, to show how a host is written
 * @param form matches a host of the vendor that names its region, which is the first group
 * @param nativeForm matches a host that speaks the vendor's own protocol and not that of S3; the first group is the region,
 *     the second the domain
 * @param s3Form what such a host is called where it speaks that of S3
 */
record StoreHosts(
        Optional<String> ofRegion, String exampleRegion, Pattern form, Optional<Pattern> nativeForm, String s3Form) {

    /** For a vendor whose hosts speak both protocols. */
    static StoreHosts of(String ofRegion, String exampleRegion, String form) {
        return new StoreHosts(
                Optional.of(ofRegion).filter(text -> !text.isEmpty()),
                exampleRegion,
                Pattern.compile(form),
                Optional.empty(),
                "");
    }

    /** For a vendor whose hosts speak the one protocol or the other. */
    StoreHosts speakingS3As(String nativeHost, String s3Host) {
        return new StoreHosts(ofRegion, exampleRegion, form, Optional.of(Pattern.compile(nativeHost)), s3Host);
    }

    /** The host that serves a region, or the one that serves all; empty where the region has to be given, or the SDK knows. */
    Optional<String> serving(Optional<String> region) {
        return ofRegion.filter(host -> region.isPresent() || !host.contains("%s"))
                .map(host -> host.formatted(region.orElse("")));
    }

    /** A host as it may be written. */
    String example() {
        return ofRegion.orElse("s3.%s.amazonaws.com").formatted(exampleRegion);
    }

    /** The region that a host names; empty for a host of others, or of no region. */
    Optional<String> regionOf(String host) {
        Matcher matcher = form.matcher(host);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The host that speaks S3 in the place of one that does not. */
    String speakingS3(String host) {
        return nativeForm
                .map(pattern -> pattern.matcher(host))
                .filter(Matcher::matches)
                .map(matcher -> s3Form.formatted(matcher.group(1), matcher.group(2)))
                .orElse(host);
    }
}
