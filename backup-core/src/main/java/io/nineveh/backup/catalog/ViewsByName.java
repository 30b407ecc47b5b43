package io.nineveh.backup.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The views of a database as lists in the order of their names, and what a list becomes by a change. */
final class ViewsByName {
    private ViewsByName() {}

    static List<View> sorted(List<View> views) {
        return views.stream().sorted(Comparator.comparing(View::name)).toList();
    }

    static List<View> with(List<View> views, View added) {
        return sorted(Stream.concat(views.stream(), Stream.of(added)).toList());
    }

    static List<View> without(List<View> views, View removed) {
        return views.stream().filter(view -> view.id() != removed.id()).toList();
    }
}
