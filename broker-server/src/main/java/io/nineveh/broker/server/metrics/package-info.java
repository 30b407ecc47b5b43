/**
 * What a broker counts and measures, in the form of Prometheus. {@link io.nineveh.broker.server.metrics.BrokerMetrics} is
 * the one door. Labels are methods, status codes, limits, plugins and their operations: few, and known beforehand; no
 * location, property or name of a user ever becomes one.
 */
package io.nineveh.broker.server.metrics;
