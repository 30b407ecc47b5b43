package io.nineveh.backup.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The tables, or the views, of a database as lists in the order of their names, and what a list becomes by a change. */
final class ObjectsByName {
    private ObjectsByName() {}

    static <T extends CatalogObject> List<T> sorted(List<T> objects) {
        return sorted(objects.stream());
    }

    static <T extends CatalogObject> List<T> with(List<T> objects, T added) {
        return sorted(Stream.concat(objects.stream(), Stream.of(added)));
    }

    static <T extends CatalogObject> List<T> without(List<T> objects, T removed) {
        return objects.stream().filter(object -> object.id() != removed.id()).toList();
    }

    static <T extends CatalogObject> List<T> replacing(List<T> objects, T replaced) {
        return objects.stream()
                .map(object -> object.id() == replaced.id() ? replaced : object)
                .toList();
    }

    private static <T extends CatalogObject> List<T> sorted(Stream<T> objects) {
        return objects.sorted(Comparator.comparing(CatalogObject::name)).toList();
    }
}
