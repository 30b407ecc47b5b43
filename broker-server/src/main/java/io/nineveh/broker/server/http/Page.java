package io.nineveh.broker.server.http;

import java.util.function.Supplier;

/**
 * Something to read.
 *
 * @param path with a slash in front
 * @param description for the index, a few words
 * @param content asked for each request, by several threads at once
 */
public record Page(String path, String description, Supplier<Answer> content) {}
