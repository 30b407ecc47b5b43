package io.nineveh.dist;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** What each module may import, as docs/architecture.md has it: the JDK, itself, and what is listed here. */
enum ModuleRules {
    CONFIG("io.nineveh.config.."),
    THRIFT("io.nineveh.thrift..", "org.apache.thrift..", "org.slf4j.."),
    BROKER_API("io.nineveh.config..", "org.slf4j.."),
    BROKER_PLUGIN("io.nineveh.broker.plugin..", "io.nineveh.broker.api..", "io.nineveh.config..", "org.slf4j.."),
    HDFS_SERVER("io.nineveh.hdfs.server..", "org.apache.hadoop.."),
    S3_SERVER(
            "io.nineveh.s3.server..",
            "org.apache.commons.io..",
            "org.gaul.s3proxy..",
            "software.amazon.awssdk.services.s3.model.."),
    BROKER_LOCAL("io.nineveh.broker.local..", "io.nineveh.broker.api..", "io.nineveh.config..", "org.slf4j.."),
    BROKER_HDFS(
            "io.nineveh.broker.hdfs..",
            "io.nineveh.broker.api..",
            "io.nineveh.config..",
            "org.slf4j..",
            "org.apache.hadoop.."),
    BROKER_S3(
            "io.nineveh.broker.s3..",
            "io.nineveh.broker.api..",
            "io.nineveh.config..",
            "org.slf4j..",
            "software.amazon.awssdk.."),
    BROKER_SERVER(
            "io.nineveh.broker.server..",
            "io.nineveh.broker.api..",
            "io.nineveh.broker.plugin..",
            "io.nineveh.config..",
            "io.nineveh.thrift..",
            "com.fasterxml.jackson..",
            "com.sun.net.httpserver..",
            "io.micrometer..",
            "org.apache.thrift..",
            "org.slf4j.."),
    BROKER_CLIENT(
            "io.nineveh.broker.client..",
            "io.nineveh.broker.api..",
            "io.nineveh.config..",
            "io.nineveh.thrift..",
            "org.apache.thrift..",
            "org.slf4j.."),
    BACKUP_CORE(
            "io.nineveh.backup..",
            "io.nineveh.broker.api..",
            "io.nineveh.broker.plugin..",
            "io.nineveh.broker.client..",
            "io.nineveh.config..",
            "com.fasterxml.jackson..",
            "com.google.common..",
            "org.apache.commons.io..",
            "org.flywaydb..",
            "org.jdbi..",
            "org.sqlite..",
            "org.slf4j.."),
    TABLET_STORE(
            "io.nineveh.tablet..",
            "io.nineveh.backup..",
            "io.nineveh.broker.api..",
            "io.nineveh.config..",
            "com.fasterxml.jackson..",
            "com.google.common..",
            "org.apache.commons.io..",
            "org.duckdb..",
            "org.slf4j.."),
    BACKUP_SERVER(
            "io.nineveh.server..",
            "io.nineveh.tablet..",
            "io.nineveh.backup..",
            "io.nineveh.broker.api..",
            "io.nineveh.broker.plugin..",
            "io.nineveh.config..",
            "com.fasterxml.jackson..",
            "com.google.common..",
            "org.antlr.v4.runtime..",
            "org.slf4j..");

    private final String own;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; its type does not say so.
    private final List<String> others;

    ModuleRules(String own, String... others) {
        this.own = own;
        this.others = List.of(others);
    }

    ArchRule rule() {
        return ruleFor(own);
    }

    /** The same rule, asked of other packages: how a test shows that a breach is found. */
    ArchRule ruleFor(String judged) {
        String[] allowed = Stream.concat(Stream.of("java..", "javax..", "", own), others.stream())
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(judged)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .as("%s may import the JDK, itself and %s".formatted(name(), others));
    }
}
