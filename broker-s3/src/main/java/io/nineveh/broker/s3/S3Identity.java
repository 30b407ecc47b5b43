package io.nineveh.broker.s3;

import io.nineveh.config.Secret;
import java.net.URI;
import java.util.Optional;

/** As whom requests are made. */
sealed interface S3Identity {

    /** Keys that the request brings itself. */
    record Keys(Secret accessKey, Secret secretKey, Optional<Secret> sessionToken) implements S3Identity {}

    /** Nobody, or whomever the process finds that it is. */
    enum Source implements S3Identity {
        /** Requests are not signed. */
        ANONYMOUS,
        /** The SDK's default chain: system properties, environment, web identity, profile, container, instance. */
        DEFAULT,
        /** Environment variables of the process. */
        ENV,
        /** System properties of the JVM. */
        SYSTEM_PROPERTIES,
        /** The token file that a Kubernetes cluster gives to a pod. */
        WEB_IDENTITY,
        /** What a container is given. */
        CONTAINER,
        /** The role of the machine. */
        INSTANCE_PROFILE
    }

    /**
     * A role that another identity assumes, again whenever what it got by that is about to expire.
     *
     * @param externalId what the role's owner wants to be told
     * @param sessionName how the store's records name who assumed the role
     * @param stsEndpoint who is asked for the role; empty for Amazon's own of the region
     * @param stsRegion empty to let the SDK find it in its own configuration
     */
    record Role(
            String arn,
            Optional<Secret> externalId,
            String sessionName,
            Optional<URI> stsEndpoint,
            Optional<String> stsRegion,
            S3Identity base)
            implements S3Identity {}
}
