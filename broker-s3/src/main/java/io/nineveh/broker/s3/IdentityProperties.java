package io.nineveh.broker.s3;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.s3.S3Identity.Keys;
import io.nineveh.broker.s3.S3Identity.Role;
import io.nineveh.broker.s3.S3Identity.Source;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads as whom a request wants to be: with keys, as whom the process is, or in a role that one of these assumes. */
final class IdentityProperties {
    private static final List<String> ROLE =
            List.of("s3.role_arn", "AWS_ROLE_ARN", "aws.s3.iam_role_arn", "fs.s3a.assumed.role.arn");
    private static final List<String> EXTERNAL_ID =
            List.of("s3.external_id", "AWS_EXTERNAL_ID", "aws.s3.external_id", "fs.s3a.assumed.role.external.id");
    private static final List<String> SESSION_NAME =
            List.of("s3.role_session_name", "fs.s3a.assumed.role.session.name");
    private static final List<String> STS_ENDPOINT =
            List.of("s3.sts_endpoint", "aws.s3.sts.endpoint", "fs.s3a.assumed.role.sts.endpoint");
    private static final List<String> STS_REGION =
            List.of("s3.sts_region", "aws.s3.sts.region", "fs.s3a.assumed.role.sts.endpoint.region");

    /** All names that are read here, but for those of {@link StoreNames} and {@link SourceProperties}. */
    static final List<List<String>> NAMES = List.of(ROLE, EXTERNAL_ID, SESSION_NAME, STS_ENDPOINT, STS_REGION);

    private static final Pattern ARN_FORM = Pattern.compile("arn:[\\x21-\\x7e]{16,2044}");
    private static final Pattern EXTERNAL_ID_FORM = Pattern.compile("[A-Za-z0-9_+=,.@:/-]{2,1224}");
    private static final Pattern SESSION_NAME_FORM = Pattern.compile("[A-Za-z0-9_+=,.@-]{2,64}");
    private static final String USUAL_SESSION_NAME = "nineveh";

    private final GivenProperties given;
    private final StoreNames names;
    private final S3Endpoint endpoint;

    private IdentityProperties(GivenProperties given, StoreNames names, S3Endpoint endpoint) {
        this.given = given;
        this.names = names;
        this.endpoint = endpoint;
    }

    static S3Identity read(GivenProperties given, S3Store store, S3Endpoint endpoint) throws StorageException {
        return new IdentityProperties(given, store.names(), endpoint).read();
    }

    private S3Identity read() throws StorageException {
        Optional<String> arn =
                checked(ROLE, ARN_FORM, "is not the ARN of a role; write arn:aws:iam::ACCOUNT:role/NAME");
        return arn.isPresent() ? role(arn.get()) : base();
    }

    private S3Identity base() throws StorageException {
        Optional<Keys> keys = keys();
        SourceProperties sources = new SourceProperties(given);
        Optional<Source> switchedOn = sources.switchedOn();
        if (switchedOn.isPresent()) {
            return switchedOn.get();
        }
        return keys.isPresent() ? keys.get() : sources.named().orElse(Source.DEFAULT);
    }

    private Optional<Keys> keys() throws StorageException {
        Optional<String> accessKey = given.nameOf(names.accessKey());
        Optional<String> secretKey = given.nameOf(names.secretKey());
        Optional<String> token = given.nameOf(names.sessionToken());
        if (accessKey.isEmpty() && secretKey.isEmpty() && token.isEmpty()) {
            return Optional.empty();
        }
        if (accessKey.isEmpty()) {
            throw given.missing(
                    names.accessKey(),
                    "give it with " + secretKey.or(() -> token).get());
        }
        if (secretKey.isEmpty()) {
            throw given.missing(names.secretKey(), "give it with " + accessKey.get());
        }
        return Optional.of(new Keys(
                given.secret(names.accessKey()).orElseThrow(),
                given.secret(names.secretKey()).orElseThrow(),
                given.secret(names.sessionToken())));
    }

    private Role role(String arn) throws StorageException {
        S3Identity base = base();
        if (base == Source.ANONYMOUS) {
            throw given.invalid(ROLE, "needs an identity that assumes it; give keys, or another source of credentials");
        }
        checked(EXTERNAL_ID, EXTERNAL_ID_FORM, "is not an external ID, which has from 2 to 1224 of A-Za-z0-9_+=,.@:/-");
        Optional<String> sessionName =
                checked(SESSION_NAME, SESSION_NAME_FORM, "must have from 2 to 64 of A-Za-z0-9_+=,.@-");
        Optional<URI> stsEndpoint = given.address(STS_ENDPOINT, "https");
        if (stsEndpoint.isEmpty() && !endpoint.isAmazons()) {
            throw given.missing(
                    STS_ENDPOINT,
                    "give the address that %s is to be asked for at"
                            .formatted(given.nameOf(ROLE).get()));
        }
        Optional<String> stsRegion = S3Endpoint.region(given, STS_REGION);
        return new Role(
                arn,
                given.secret(EXTERNAL_ID),
                sessionName.orElse(USUAL_SESSION_NAME),
                stsEndpoint,
                stsRegion
                        .or(endpoint::region)
                        .or(() -> stsEndpoint.map(any -> S3Endpoint.REGION_OF_STORES_WITHOUT_REGIONS)),
                base);
    }

    private Optional<String> checked(List<String> property, Pattern form, String complaint) throws StorageException {
        Optional<String> value = given.text(property);
        if (value.isPresent() && !form.matcher(value.get()).matches()) {
            throw given.invalid(property, complaint);
        }
        return value;
    }
}
