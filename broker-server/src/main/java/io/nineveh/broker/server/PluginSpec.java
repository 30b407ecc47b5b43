package io.nineveh.broker.server;

import io.nineveh.broker.api.FileSystemSpec;

/** Which file system of which plugin. */
record PluginSpec(String plugin, FileSystemSpec spec) {}
