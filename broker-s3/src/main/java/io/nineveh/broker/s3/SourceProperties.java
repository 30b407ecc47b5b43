package io.nineveh.broker.s3;

import static java.util.stream.Collectors.joining;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.s3.S3Identity.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads where a request wants credentials to be looked for. */
final class SourceProperties {
    private static final List<String> SDK_DEFAULT = List.of("aws.s3.use_aws_sdk_default_behavior");
    private static final List<String> INSTANCE_PROFILE = List.of("aws.s3.use_instance_profile");
    private static final List<String> WEB_IDENTITY = List.of("aws.s3.use_web_identity_token_file");
    private static final List<String> TYPE =
            List.of("s3.credentials_provider_type", "AWS_CREDENTIALS_PROVIDER_TYPE", "gs.credential_provider_type");
    private static final List<String> S3A_CLASSES = List.of("fs.s3a.aws.credentials.provider");

    /** All names that are read here. */
    static final List<List<String>> NAMES = List.of(SDK_DEFAULT, INSTANCE_PROFILE, WEB_IDENTITY, TYPE, S3A_CLASSES);

    /** What the classes that s3a may be given are for, by their names without their packages. */
    private static final Map<String, Source> SOURCES_OF_CLASSES = Map.ofEntries(
            Map.entry("AnonymousAWSCredentialsProvider", Source.ANONYMOUS),
            Map.entry("AnonymousCredentialsProvider", Source.ANONYMOUS),
            Map.entry("DefaultAWSCredentialsProviderChain", Source.DEFAULT),
            Map.entry("DefaultCredentialsProvider", Source.DEFAULT),
            Map.entry("EnvironmentVariableCredentialsProvider", Source.ENV),
            Map.entry("SystemPropertiesCredentialsProvider", Source.SYSTEM_PROPERTIES),
            Map.entry("SystemPropertyCredentialsProvider", Source.SYSTEM_PROPERTIES),
            Map.entry("WebIdentityTokenCredentialsProvider", Source.WEB_IDENTITY),
            Map.entry("WebIdentityTokenFileCredentialsProvider", Source.WEB_IDENTITY),
            Map.entry("ContainerCredentialsProvider", Source.CONTAINER),
            Map.entry("IAMInstanceCredentialsProvider", Source.INSTANCE_PROFILE),
            Map.entry("InstanceProfileCredentialsProvider", Source.INSTANCE_PROFILE));
    /** Those that take keys or a role from other properties, where they are read without them. */
    private static final List<String> CLASSES_FOR_PROPERTIES = List.of(
            "SimpleAWSCredentialsProvider",
            "TemporaryAWSCredentialsProvider",
            "BasicAWSCredentialsProvider",
            "AssumedRoleCredentialProvider");

    private final GivenProperties given;

    SourceProperties(GivenProperties given) {
        this.given = given;
    }

    /** What one of StarRocks' switches asks for; they go before keys, as they do there. */
    Optional<Source> switchedOn() throws StorageException {
        if (given.flag(SDK_DEFAULT).orElse(false)) {
            return Optional.of(Source.DEFAULT);
        }
        if (given.flag(INSTANCE_PROFILE).orElse(false)) {
            return Optional.of(Source.INSTANCE_PROFILE);
        }
        return given.flag(WEB_IDENTITY).orElse(false) ? Optional.of(Source.WEB_IDENTITY) : Optional.empty();
    }

    /** What Doris and s3a ask for; keys go before it. */
    Optional<Source> named() throws StorageException {
        Optional<Source> typed = typed();
        return typed.isPresent() ? typed : ofClasses();
    }

    private Optional<Source> typed() throws StorageException {
        Optional<String> type = given.text(TYPE).map(text -> text.toUpperCase(Locale.ROOT));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Optional<Source> source = Arrays.stream(Source.values())
                .filter(value -> value.name().equals(type.get()))
                .findFirst();
        if (source.isEmpty()) {
            throw given.invalid(
                    TYPE,
                    "must be one of "
                            + Arrays.stream(Source.values()).map(Source::name).collect(joining(", ")));
        }
        return source;
    }

    /** The first of s3a's classes that is not for what other properties give. */
    private Optional<Source> ofClasses() throws StorageException {
        List<String> classes = given.text(S3A_CLASSES).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(name -> name.strip().substring(name.strip().lastIndexOf('.') + 1))
                .filter(name -> !CLASSES_FOR_PROPERTIES.contains(name))
                .toList();
        if (classes.isEmpty()) {
            return Optional.empty();
        }
        Optional<Source> source = Optional.ofNullable(SOURCES_OF_CLASSES.get(classes.get(0)));
        if (source.isEmpty()) {
            throw given.invalid(
                    S3A_CLASSES, "names a class that is not known here; give s3.credentials_provider_type instead");
        }
        return source;
    }
}
