/**
 * Loads storage plugins for a host process. Each plugin has a directory of its own, {@code <plugins>/<name>/*.jar} with
 * what it needs in {@code <plugins>/<name>/lib/*.jar}, and a class loader of its own: it sees the JDK, this API, the
 * configuration's types and slf4j, and nothing else of the host or of other plugins. So two plugins may carry clashing
 * versions of one library.
 *
 * <p>A plugin that is broken is refused, and the report says why; the others serve.
 */
package io.nineveh.broker.plugin;
