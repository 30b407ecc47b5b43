/**
 * Measures a broker against what it could be at best: the storage used directly, and a ceiling, a server of the same Thrift
 * library that does nothing. All three in one run on one machine, so that only their ratios need to be believed.
 */
package io.nineveh.bench.broker;
