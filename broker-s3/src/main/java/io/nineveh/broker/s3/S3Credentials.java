package io.nineveh.broker.s3;

import io.nineveh.config.Secret;
import java.util.Optional;

/** The keys that a request brings itself. */
record S3Credentials(Secret accessKey, Secret secretKey, Optional<Secret> sessionToken) {}
